import { SearchX } from 'lucide-react';
import { plural } from '../../../src/base/quantities.ts';
import { isNotFound } from '../ask.ts';
import { ReleaseCard } from '../features/searches/release-card.tsx';
import { useSearchReleases } from '../features/searches/search-releases.ts';
import { SearchSummary } from '../features/searches/search-summary.tsx';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import type { SearchDetail } from '../things.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { usePageId } from '../ui/page-id.ts';
import { NotFoundPage } from './not-found-page.tsx';

export function SearchPage() {
  const id = usePageId();
  return id === null ? <NotFoundPage /> : <ShownSearch key={id} id={id} />;
}

function ShownSearch({ id }: { readonly id: number }) {
  const { search, releases } = useSearchReleases(id);
  const may = useMay();
  if (isNotFound(releases.error)) return <NotFoundPage />;
  return (
    <ListPage
      title={search === undefined ? 'Search' : `Search for ${search.sought.title}`}
      label="Releases"
      note={search !== undefined && noteOn(search)}
      actions={<ButtonLink to={paths.wanted}>Wanted</ButtonLink>}
      before={search !== undefined && <SearchSummary search={search} />}
      pages={releases}
      estimatedHeight={140}
      rowKey={(release) => release.id}
      renderRow={(release) => <ReleaseCard release={release} searchId={id} />}
      empty={
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={search?.state === 'running' ? 'Nothing found so far' : 'No release was found'}
          action={may('settings.read') && <ButtonLink to={paths.settings}>Look at the indexers</ButtonLink>}
        >
          The want stays and is searched again later. Another indexer may have it.
        </EmptyState>
      }
    />
  );
}

function noteOn({ release_count: count, accepted_count: accepted }: SearchDetail): string {
  return `${plural(count, 'release')}, ${accepted} accepted`;
}
