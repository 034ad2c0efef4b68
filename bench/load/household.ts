import { madeUpBook } from '../../test/support/audio-files/made-up-book.ts';

/** One request of a page. */
export interface Asked {
  /** What it is counted as. */
  readonly what: string;
  readonly path: string;
}

/** What the pages ask for, by how often of a hundred requests: people browse, search, open a book, look what is under way. */
const SHARES: readonly (readonly [share: number, ask: (turn: number, books: number) => Asked])[] = [
  [22, () => ({ what: 'books, a page', path: '/api/books?limit=50' })],
  [
    18,
    (turn, books) => ({
      what: 'books, a search',
      path: `/api/books?limit=50&search=${wordsOf(turn, books)}`,
    }),
  ],
  [18, (turn, books) => ({ what: 'one book', path: `/api/books/${1 + ((turn * 7919) % books)}` })],
  [8, () => ({ what: 'library items', path: '/api/library-items?limit=50' })],
  [10, () => ({ what: 'wanted', path: '/api/wanted?limit=50' })],
  [8, () => ({ what: 'downloads', path: '/api/downloads?limit=50' })],
  [5, () => ({ what: 'imports', path: '/api/imports?limit=50' })],
  [5, () => ({ what: 'history', path: '/api/history?limit=50' })],
  [3, () => ({ what: 'tasks', path: '/api/tasks?limit=20' })],
  [3, () => ({ what: 'health', path: '/health' })],
];
const IN_ALL = SHARES.reduce((sum, [share]) => sum + share, 0);
/** Has no divisor with `IN_ALL` in common: each hundred turns have each share, well mixed. */
const STRIDE = 37;

/** What is asked in a turn, of a database with so many owned books; the same in each run. */
export function householdAsks(turn: number, books: number): Asked {
  let place = (turn * STRIDE) % IN_ALL;
  for (const [share, ask] of SHARES) {
    if (place < share) return ask(turn, books);
    place -= share;
  }
  throw new Error('The shares do not add up.');
}

/** What somebody has typed so far of a title that is there. */
function wordsOf(turn: number, books: number): string {
  const { title } = madeUpBook((turn * 104_729) % books).tags;
  const typed = title.slice(4, 8 + (turn % 12));
  return encodeURIComponent(typed.trim());
}
