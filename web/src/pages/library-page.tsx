import { ListChecks } from 'lucide-react';
import { useLocation } from 'react-router';
import { MOST_RANKED } from '../../../src/base/most-ranked.ts';
import { plural } from '../../../src/base/quantities.ts';
import { listBooks } from '../../../src/contract/books.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { useEndpoint, useEndpointPages } from '../api.ts';
import { BookList } from '../features/books/book-list.tsx';
import { CoverGrid, CoverGridSkeleton } from '../features/books/cover-grid.tsx';
import {
  type LibraryFilters,
  sortOf,
  toQuery,
  useLibraryFilters,
} from '../features/books/library-filters.ts';
import { LibraryToolbar, LOOKS } from '../features/books/library-toolbar.tsx';
import { useSelection } from '../features/editing/use-selection.tsx';
import { useActiveScans } from '../features/libraries/active-scans.ts';
import { ScanButton } from '../features/libraries/scan-button.tsx';
import { ScanStrip } from '../features/libraries/scan-strip.tsx';
import { VanishedQuestion } from '../features/libraries/vanished-question.tsx';
import { useRemembered } from '../remembered.ts';
import { useMay } from '../session.ts';
import { asksForSearch } from '../shell/search-shortcut.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyLibrary } from './empty-library.tsx';

export function LibraryPage() {
  const [filters, change] = useLibraryFilters();
  const [look, setLook] = useRemembered('library-look', LOOKS, 'covers');
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } }).data?.items;
  const books = useEndpointPages(listBooks, toQuery(filters), { count: true });
  const scans = useActiveScans(libraries ?? []);
  const { state } = useLocation();
  const may = useMay();

  const sight = {
    books: books.rows ?? [],
    total: books.total ?? 0,
    hasMore: books.hasMore,
    fetchMore: books.fetchMore,
  };
  const selection = useSelection({
    shown: sight.books.map(({ id }) => id),
    total: sight.total,
    filters,
  });
  const isFiltered = filters.search.trim() !== '' || filters.libraryId !== '';
  const isEmpty = books.rows?.length === 0;
  const isBare = isEmpty && !isFiltered;

  return (
    <Page
      title="Library"
      width="full"
      note={books.total !== undefined && !isBare && noteOf(books.total, filters)}
      actions={
        !isBare && (
          <>
            {may('library.edit') && !selection.isOn && (
              <Button icon={<ListChecks aria-hidden />} onClick={selection.begin}>
                Select
              </Button>
            )}
            {may('library.scan') && <ScanButton libraries={libraries ?? []} />}
          </>
        )
      }
    >
      <ScanStrip scans={scans} libraries={libraries ?? []} />
      {(libraries ?? []).map((library) => (
        <div key={library.id} className="mb-4 empty:hidden">
          <VanishedQuestion library={library} isNamed />
        </div>
      ))}
      <LibraryToolbar
        filters={filters}
        onChange={change}
        libraries={libraries ?? []}
        look={look}
        onLook={setLook}
        isSearchFocused={asksForSearch(state)}
      />
      <div
        className={`transition-opacity ${books.isOutdated ? 'opacity-60' : ''}`}
        aria-busy={books.isOutdated}
      >
        {books.rows === undefined ? (
          books.error === null ? (
            <CoverGridSkeleton />
          ) : (
            <ErrorNotice error={books.error} onRetry={books.retry} />
          )
        ) : isEmpty ? (
          <EmptyLibrary
            libraries={libraries}
            isScanning={scans.length > 0}
            search={filters.search.trim()}
            isFiltered={isFiltered}
          />
        ) : look === 'covers' ? (
          <CoverGrid {...sight} choosing={selection.choosing} />
        ) : (
          <BookList {...sight} choosing={selection.choosing} />
        )}
      </div>
      {selection.bar}
    </Page>
  );
}

function noteOf(total: number, filters: LibraryFilters): string {
  const isMore = sortOf(filters) === 'relevance' && total >= MOST_RANKED;
  return isMore ? `${plural(total, 'book')} or more, the best first` : plural(total, 'book');
}
