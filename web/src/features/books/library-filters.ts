import { useSearchParams } from 'react-router';
import type { listBooks } from '../../../../src/contract/books.ts';
import type { QueryInput } from '../../../../src/contract/endpoint.ts';

export const SORTS = [
  { value: 'title', label: 'Title' },
  { value: '-title', label: 'Title, Z to A' },
  { value: 'author', label: 'Author' },
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
  { value: 'relevance', label: 'Best match' },
] as const;
export type Sort = (typeof SORTS)[number]['value'];

export interface LibraryFilters {
  readonly search: string;
  /** Null: nobody chose one. */
  readonly sort: Sort | null;
  readonly show: 'owned' | 'all';
  readonly libraryId: string;
}

const NONE: LibraryFilters = { search: '', sort: null, show: 'owned', libraryId: '' };

/** The filters of the library page live in its address, so that a link, a reload and the back button keep them. */
export function useLibraryFilters(): readonly [LibraryFilters, (change: Partial<LibraryFilters>) => void] {
  const [query, setQuery] = useSearchParams();
  const filters = readFilters(query);
  return [filters, (change) => setQuery(writeFilters({ ...filters, ...change }), { replace: true })];
}

export function readFilters(query: URLSearchParams): LibraryFilters {
  return {
    search: query.get('search') ?? NONE.search,
    sort: SORTS.find(({ value }) => value === query.get('sort'))?.value ?? NONE.sort,
    show: query.get('show') === 'all' ? 'all' : 'owned',
    libraryId: /^\d+$/.exec(query.get('library') ?? '')?.[0] ?? NONE.libraryId,
  };
}

export function writeFilters({ search, sort, show, libraryId }: LibraryFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (sort !== null) query.set('sort', sort);
  if (show !== NONE.show) query.set('show', show);
  if (libraryId !== '') query.set('library', libraryId);
  return query;
}

/** How the books are sorted: where nobody chose, as the server does it. */
export function sortOf({ search, sort }: LibraryFilters): Sort {
  return sort ?? (search.trim() === '' ? 'title' : 'relevance');
}

const PAGE_SIZE = 100;

/** The same as a question to the server. */
export function toQuery({ search, sort, show, libraryId }: LibraryFilters): QueryInput<typeof listBooks> {
  return {
    limit: PAGE_SIZE,
    ...(sort === null ? {} : { sort }),
    search: search.trim(),
    ...(show === 'owned' ? { owned: 'true' as const } : {}),
    ...(libraryId === '' ? {} : { library_id: libraryId }),
  };
}
