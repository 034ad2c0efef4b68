/** Every link of the pages. The router puts BASE_PATH in front. */
export const paths = {
  setUp: '/setup',
  setUpLibrary: '/setup/library',
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  library: '/',
  librarySearch: (search: string) => withQuery('/', { search }),
  book: (id: number) => `/books/${id}`,
  authors: '/authors',
  author: (id: number) => `/authors/${id}`,
  allSeries: '/series',
  series: (id: number) => `/series/${id}`,
  wanted: '/wanted',
  /** The form for a book that nobody has yet, with its title filled in. */
  wantNew: (title?: string) => withQuery('/wanted', { new: 'book', title }),
  search: (id: number) => `/searches/${id}`,
  queue: '/queue',
  imports: '/imports',
  history: '/history',
  historyOf: (wantedId: number) => withQuery('/history', { wanted_id: String(wantedId) }),
  changes: '/changes',
  faults: '/faults',
  incomplete: '/incomplete',
  statistics: '/statistics',
  duplicates: '/duplicates',
  reorganise: (libraryId: number) => `/libraries/${libraryId}/reorganise`,
  settings: '/settings',
  account: '/account',
  users: '/users',
  audit: '/audit',
  auditOf: (userId: number) => withQuery('/audit', { user_id: String(userId) }),
  errors: '/errors',
  backups: '/backups',
};

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) given.set(name, value);
  return given.size === 0 ? path : `${path}?${given}`;
}

/** Where to go after the sign-in: a page of ours, never another site. */
export function pathAfterSignIn(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || next.startsWith('/sign-in')) return paths.library;
  return next;
}

/** The folder that the server serves us under, without a slash at the end; empty at the root. */
export function basePathOf(baseUri: string): string {
  return new URL('.', baseUri).pathname.replace(/\/$/, '');
}

/** Where the API is, as `call` wants it: without a slash at the end. */
export function apiBaseUrl(baseUri: string, elsewhere?: string): string {
  return (elsewhere || new URL('.', baseUri).href).replace(/\/+$/, '');
}
