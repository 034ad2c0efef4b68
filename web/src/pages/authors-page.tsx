import { UsersRound } from 'lucide-react';
import { listAuthors } from '../../../src/contract/authors.ts';
import { useEndpointPages } from '../api.ts';
import { NameIndex } from '../features/books/name-index.tsx';
import { useSearchInAddress } from '../features/books/search-in-address.ts';
import { paths } from '../paths.ts';

export function AuthorsPage() {
  const [search, setSearch] = useSearchInAddress();
  const names = useEndpointPages(listAuthors, { limit: 100, search: search.trim() }, { count: true });
  return (
    <NameIndex
      title="Authors"
      words={['author', 'authors']}
      icon={<UsersRound aria-hidden />}
      names={names}
      nameOf={(row) => row.sort_name}
      pathOf={paths.author}
      search={search}
      onSearch={setSearch}
    />
  );
}
