import { PROGRAM_KEY } from '../test/support/program.ts';
import { askSteadily } from './ask-steadily.ts';
import type { Figure } from './figure.ts';

const CONNECTIONS = 16;
const SECONDS = 6;

interface Asked {
  readonly paths: readonly string[];
  /** p99, in milliseconds: with nothing else to do, and during a scan. */
  readonly atMost: { readonly idle: number; readonly scanning: number };
}

const searches = (...texts: readonly string[]) =>
  texts.map((text) => `/api/books?limit=50&search=${encodeURIComponent(text)}`);

const PAGES = { idle: 25, scanning: 25 };
const SEARCHES = { idle: 60, scanning: 150 };

/** What the pages of a library ask for most. */
const ASKED: Readonly<Record<string, Asked>> = {
  'list page': { paths: ['/api/books?limit=50'], atMost: PAGES },
  'filter page': {
    paths: [
      'owned=true',
      'owned=false',
      'library_id=1',
      'author_id=7',
      'series_id=7',
      'sort=-created_at',
      'sort=author&owned=true',
      'missing=cover',
      'sort=completeness',
    ].map((query) => `/api/books?limit=50&${query}`),
    atMost: PAGES,
  },
  // They find a few books, many, and none.
  'search as one types': {
    paths: searches('hid', 'hidden', 'hidden lan', 'ashdown', 'silent har of ald', 'nothing like it'),
    atMost: SEARCHES,
  },
  'search of common words': {
    paths: searches('the', 'of', 'h', 'ada', 'of the', 'a b', 'felix ingram', 'chronicles', '2'),
    atMost: SEARCHES,
  },
};

/** Answering times of a server that holds so many books; `when`: what else it does. */
export async function measureRequests(
  baseUrl: string,
  books: number,
  when?: 'during a scan',
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [what, { paths, atMost }] of Object.entries(ASKED)) {
    const label = `${what}, ${books.toLocaleString('en')} books, ${CONNECTIONS} connections${when === undefined ? '' : `, ${when}`}`;
    const { p50Ms, p99Ms, perSecond, faults } = await askSteadily({
      baseUrl,
      paths: [...paths],
      headers: { 'x-api-key': PROGRAM_KEY },
      connections: CONNECTIONS,
      seconds: SECONDS,
    });
    if (faults.length > 0) throw new Error(`${label}: ${faults.join(', ')}`);
    figures.push(
      { name: `${label}: p50`, value: p50Ms, unit: 'ms' },
      {
        name: `${label}: p99`,
        value: p99Ms,
        unit: 'ms',
        atMost: when === undefined ? atMost.idle : atMost.scanning,
      },
      { name: `${label}: answers`, value: perSecond, unit: 'a second' },
    );
  }
  return figures;
}
