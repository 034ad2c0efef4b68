import { ListOrdered } from 'lucide-react';
import { listSeries } from '../../../src/contract/series.ts';
import { useEndpointPages } from '../api.ts';
import { NameIndex } from '../features/books/name-index.tsx';
import { useSearchInAddress } from '../features/books/search-in-address.ts';
import { paths } from '../paths.ts';

export function AllSeriesPage() {
  const [search, setSearch] = useSearchInAddress();
  const names = useEndpointPages(listSeries, { limit: 100, search: search.trim() }, { count: true });
  return (
    <NameIndex
      title="Series"
      words={['series', 'series']}
      icon={<ListOrdered aria-hidden />}
      names={names}
      nameOf={(row) => row.name}
      pathOf={paths.series}
      search={search}
      onSearch={setSearch}
    />
  );
}
