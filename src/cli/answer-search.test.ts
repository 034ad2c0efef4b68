import { expect, it } from 'vitest';
import { answerSearch } from './answer-search.ts';
import type { Release, SearchDetail } from './things.ts';

const RELEASE: Release = {
  id: 7,
  indexer_id: 1,
  indexer_name: 'Mine',
  title: 'Jane Austen - Emma [M4B]',
  info_url: null,
  size_bytes: 300_000_000,
  seeders: 7,
  leechers: 0,
  published_at: null,
  categories: [3030],
  parsed: {
    title: 'Emma',
    authors: ['Jane Austen'],
    narrators: [],
    series: [],
    year: null,
    format: 'm4b',
    bitrate_kbps: null,
    abridged: null,
    dramatized: null,
    language: null,
    is_audiobook: true,
    is_collection: false,
  },
  verdict: 'accepted',
  reasons: [{ rule: 'author', outcome: 'pass', detail: 'The author is Jane Austen.' }],
  score: 87.5,
  score_parts: [
    { name: 'file_format', points: 10, detail: 'M4B.' },
    { name: 'seeders', points: -2.25, detail: 'Few.' },
    { name: 'size', points: 0, detail: 'Usual.' },
  ],
  chosen: true,
  failure: null,
};

const SEARCH: SearchDetail = {
  id: 3,
  wanted_id: 1,
  sought: { title: 'Emma', authors: ['Jane Austen'], narrators: [], language: null },
  state: 'finished',
  outcome: 'One was found.',
  indexers: [{ indexer_id: 1, name: 'Mine', found: 1, error: null }],
  started_at: '2026-11-22T09:30:00.000Z',
  finished_at: '2026-11-22T09:30:01.000Z',
  release_count: 1,
  accepted_count: 1,
  chosen_release_id: 7,
  releases: [RELEASE],
  next_cursor: null,
};

const told = (search: Partial<SearchDetail>) =>
  answerSearch({ ...SEARCH, ...search })
    .lines(null)
    .join('\n');
const toldOf = (release: Partial<Release>) => told({ releases: [{ ...RELEASE, ...release }] });

it('tells what was sought, who was asked, and what the score of a release is made of', () => {
  expect(told({})).toBe(`Search 3 for "Emma" by Jane Austen: One was found.
  Mine: 1 release

   ID  Verdict   Score    Size  Seeders  Indexer  Release
*   7  accepted     88  300 MB        7  Mine     Jane Austen - Emma [M4B]
   file format +10, seeders -2.2`);
});

it.each<[string, Partial<SearchDetail>, RegExp]>([
  [
    'that is under way',
    { outcome: null, state: 'running', releases: [] },
    /: The indexers are being asked\.\n/,
  ],
  ['that was broken off', { outcome: null, state: 'finished', releases: [] }, /: It brought nothing\.\n/],
  ['for a book of nobody', { sought: { ...SEARCH.sought, authors: [] } }, /^Search 3 for "Emma": /],
  [
    'in which an indexer failed',
    { indexers: [{ indexer_id: 1, name: 'Mine', found: 0, error: 'It gave no answer.' }] },
    /\n {2}Mine: It gave no answer\.\n/,
  ],
])('tells a search %s', (_, search, words) => {
  expect(told(search)).toMatch(words);
});

it('tells of a rejected release the rules that it failed, and no score', () => {
  const text = toldOf({
    verdict: 'rejected',
    chosen: false,
    size_bytes: null,
    seeders: null,
    reasons: [...RELEASE.reasons, { rule: 'too_small', outcome: 'fail', detail: 'It has 3 MB.' }],
  });

  expect(text).toMatch(/7 {2}rejected {2}Mine/);
  expect(text).toMatch(/\n +too small: It has 3 MB\.$/);
});

it('tells why a release that was chosen could not be taken', () => {
  expect(toldOf({ failure: 'It is no longer there.', score_parts: [] })).toMatch(
    /\[M4B\]\n +It is no longer there\.$/,
  );
});
