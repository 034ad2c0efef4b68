import autocannon from 'autocannon';
import { PROGRAM_KEY } from '../test/support/program.ts';
import type { Figure } from './figure.ts';

const CONNECTIONS = 16;
const SECONDS = 6;

/** What the pages of a library ask for most. The searches find a few books, many, and none. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'list page': ['/api/books?limit=50'],
  'search as one types': [
    'hid',
    'hidden',
    'hidden lan',
    'ashdown',
    'silent har of ald',
    'nothing like it',
  ].map((text) => `/api/books?limit=50&search=${encodeURIComponent(text)}`),
};

/** Answering times of a server that holds so many books; `when`: what else it does. */
export async function measureRequests(
  baseUrl: string,
  books: number,
  when?: 'during a scan',
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [what, paths] of Object.entries(ASKED)) {
    const label = `${what}, ${books.toLocaleString('en')} books, ${CONNECTIONS} connections${when === undefined ? '' : `, ${when}`}`;
    const { latency, requests, errors, timeouts, non2xx } = await autocannon({
      url: baseUrl,
      connections: CONNECTIONS,
      duration: SECONDS,
      // In a thread of its own: this one reads what the server prints.
      workers: 1,
      headers: { 'x-api-key': PROGRAM_KEY },
      requests: paths.map((path) => ({ path })),
    });
    if (errors + timeouts + non2xx > 0)
      throw new Error(`${label}: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals.`);
    figures.push(
      { name: `${label}: p50`, value: latency.p50, unit: 'ms' },
      { name: `${label}: p99`, value: latency.p99, unit: 'ms' },
      { name: `${label}: answers`, value: requests.average, unit: 'a second' },
    );
  }
  return figures;
}
