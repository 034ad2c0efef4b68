import { describe, expect, it } from 'vitest';
import { advise } from './advise.ts';
import type { DuplicateMember } from './duplicate-member.ts';

const emma: DuplicateMember = {
  id: 1,
  library_id: 1,
  library_name: 'Audiobooks',
  path: 'Jane Austen/Emma',
  recording_id: 1,
  book: { id: 1, title: 'Emma', completeness: 80 },
  narrators: ['Moira Fogarty'],
  language: 'en',
  abridged: false,
  codecs: ['aac'],
  bitrate_kbps: 64,
  size_bytes: 460_000_000,
  duration_seconds: 57_600,
  file_count: 1,
  file_seconds: [57_600],
  chapter_count: 55,
  has_cover: true,
  findings: [],
  files_key: 'one',
  is_missing: false,
  added_at: new Date('2026-01-01'),
};
const copy = { ...emma, id: 2, path: 'Emma (old)', files_key: 'other', added_at: new Date('2026-02-01') };
const inParts = {
  file_count: 4,
  file_seconds: [1200, 1500, 900, 1800],
  duration_seconds: 5400,
  chapter_count: 4,
} as const;

describe('of two copies', () => {
  it.each<[string, Partial<DuplicateMember>, Partial<DuplicateMember>, number, string]>([
    [
      'the one with all its files',
      inParts,
      { ...inParts, file_count: 3, file_seconds: [1200, 900, 1800] },
      1,
      'only 3 of its 4 files are in the other',
    ],
    [
      'the sound one',
      { findings: ['It is not whole.'], bitrate_kbps: 128 },
      {},
      2,
      'nothing is wrong with it, and the other is not sound',
    ],
    [
      'the one that sounds better',
      { codecs: ['mp3'], bitrate_kbps: 32 },
      {},
      2,
      'it sounds better (AAC at 64 kbit/s, the other has MP3 at 32 kbit/s)',
    ],
    ['the one with chapters', { chapter_count: 1 }, {}, 2, 'it has 55 chapters'],
    [
      'the one whose book is better known',
      {},
      { book: { id: 2, title: 'Emma', completeness: 50 } },
      1,
      'more is known of its book',
    ],
    ['the one with a cover', { has_cover: false }, {}, 2, 'it has a cover'],
    [
      'the smaller one where nobody hears a difference',
      { bitrate_kbps: 128, size_bytes: 900_000_000 },
      { bitrate_kbps: 96 },
      2,
      'it is smaller',
    ],
    ['the one that is there', { is_missing: true }, {}, 2, 'its files are there now'],
    ['the first, where all is alike', {}, {}, 1, 'they are alike, and it was there first'],
  ])('%s is kept', (_, one, other, kept, why) => {
    const { action, keep_ids, reason } = advise('same_recording', [
      { ...emma, ...one },
      { ...copy, ...other },
    ]);
    expect([action, keep_ids]).toEqual(['keep_one', [kept]]);
    expect(reason).toContain(`: ${why}`);
    expect(reason).toMatch(/may go, which frees \d+ MB\.$/);
  });

  it('that are the same files on the disk both stay', () => {
    expect(advise('same_recording', [emma, { ...copy, files_key: 'one' }])).toMatchObject({
      action: 'keep_all',
      keep_ids: [1, 2],
      reason: expect.stringContaining('hardlinks'),
    });
  });

  it('only what differs is told', () => {
    const other = { ...copy, narrators: [], size_bytes: 230_000_000 };
    expect(advise('same_recording', [emma, other]).differences).toEqual([
      'Read by: Moira Fogarty · not known',
      'Size: 460 MB · 230 MB',
    ]);
  });
});

describe('two recordings of one book', () => {
  it('are both kept', () => {
    const other = { ...copy, narrators: ['Juliet Stevenson'] };
    expect(advise('two_recordings', [emma, other])).toMatchObject({ action: 'keep_all', keep_ids: [1, 2] });
  });
});

describe('an omnibus', () => {
  const omnibus = { ...emma, id: 9, path: 'Books 1-2', duration_seconds: 100_000 };
  const part = (id: number, seconds: number | null) => ({
    ...emma,
    id,
    path: `Book ${id}`,
    duration_seconds: seconds,
  });

  it('may go where all its books are there', () => {
    const advice = advise('omnibus', [omnibus, part(1, 50_000), part(2, 49_500)]);
    expect(advice).toMatchObject({ action: 'keep_one', keep_ids: [1, 2] });
    expect(advice.reason).toMatch(/^Keep the 2 single books: .+ The omnibus may go, which frees 460 MB\.$/);
  });

  it('is kept where it holds more', () => {
    expect(advise('omnibus', [omnibus, part(1, 50_000)])).toMatchObject({
      action: 'keep_one',
      keep_ids: [9],
      reason: expect.stringContaining('the 1 single book of it here'),
    });
  });

  it('is left alone where something is not known', () => {
    expect(advise('omnibus', [omnibus, part(1, null)])).toMatchObject({ action: 'keep_all' });
    const broken = { ...omnibus, findings: ['It is not whole.'] };
    expect(advise('omnibus', [broken, part(1, 50_000)])).toMatchObject({ action: 'keep_all' });
  });
});

it('names the libraries of copies that lie in several, where their paths may be equal', () => {
  const elsewhere = { ...copy, library_id: 2, library_name: 'Old disk', path: emma.path };
  expect(advise('same_recording', [emma, elsewhere]).reason).toContain(
    'Keep "Jane Austen/Emma" in "Audiobooks": they are alike, and it was there first. Then "Jane Austen/Emma" in "Old disk" may go',
  );
});
