import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../../../test/support/edit-by-hand.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { completenessOf, LACKS } from '../../base/completeness.ts';
import { refreshSearchText } from '../../catalog/book-store.ts';
import { enterRecordings } from '../../catalog/entering/enter-recordings.ts';
import type { RecordingDescription } from '../../catalog/entering/recording-description.ts';
import type { Tx } from '../../platform/database.ts';
import { browseBooks, shelvedBook } from '../browse-books.ts';
import { type ItemRecord, markItemsMissing, writeItem } from '../item-store.ts';
import { deleteLibrary, insertLibrary } from '../library-store.ts';
import { readWritten } from '../shelved-book.ts';
import { readCompleteness } from './read-completeness.ts';
import { readStatistics } from './read-statistics.ts';

const NOW = new Date('2027-01-15T12:00:00Z');
const HOUR = 3600;

let database: TestDatabase;
let library: number;
/** By title. */
let books: ReadonlyMap<string, { readonly bookId: number; readonly itemId: number | null }>;

const WHOLE = {
  subtitle: null,
  authors: ['Jane Austen'],
  narrators: ['Moira Fogarty'],
  series: [{ name: 'Highbury', position: '1' }],
  publishedYear: 1815,
  language: 'en',
  publisher: null,
  description: 'A comedy.',
  asin: 'B002V1NDYK',
  isbn: null,
  abridged: null,
  dramatised: null,
  durationSeconds: null,
  provenance: {},
};

/** Each lacks something else, the first nothing; the last is not owned. */
const SHELF: readonly (readonly [
  Partial<RecordingDescription> & { title: string },
  Partial<ItemRecord> | null,
])[] = [
  [{ title: 'Whole' }, { durationSeconds: 10 * HOUR }],
  [
    {
      title: 'Bare',
      authors: [],
      narrators: [],
      series: [{ name: 'Bare', position: null }],
      publishedYear: null,
      language: null,
      description: null,
      asin: null,
    },
    { durationSeconds: HOUR, hasEmbeddedCover: false, coverKey: null, chapters: [] },
  ],
  [{ title: 'Unread', narrators: [], language: 'de' }, { durationSeconds: 2 * HOUR }],
  [{ title: 'Wanted', series: [] }, null],
];

beforeAll(async () => {
  database = await createTestDatabase();
  await database.database.transaction().execute(async (tx) => {
    library = await insertLibrary(tx, { name: 'a', path: '/a', namingTemplate: null });
    const all = new Map<string, { bookId: number; itemId: number | null }>();
    for (const [known, item] of SHELF) all.set(known.title, await enter(tx, { ...WHOLE, ...known }, item));
    books = all;
    await refreshSearchText(
      tx,
      [...all.values()].map(({ bookId }) => bookId),
    );
  });
  await sql`update library_item set added_at = '2026-11-30T23:00:00Z' where path = 'Bare'`.execute(
    database.database,
  );
  await sql`update library_item set added_at = ${NOW} where path <> 'Bare'`.execute(database.database);
});

afterAll(() => database[Symbol.asyncDispose]());

async function enter(tx: Tx, description: RecordingDescription, item: Partial<ItemRecord> | null) {
  const place = { recordingId: null, bookId: null };
  const [entered] = await enterRecordings(tx, [{ description, place }], {
    now: NOW,
    sentence: 'Files were read.',
  });
  if (entered === undefined) throw new Error('Nothing was entered');
  const { bookId, recordingId } = entered;
  if (item === null) return { bookId, itemId: null };
  const itemId = await writeItem(tx, itemOf(description.title, recordingId, item));
  return { bookId, itemId };
}

function itemOf(path: string, recordingId: number, known: Partial<ItemRecord>): ItemRecord {
  return {
    libraryId: library,
    path,
    folder: path,
    orderEvidence: null,
    chapterSource: 'files',
    recordingId,
    durationSeconds: null,
    sizeBytes: 100,
    signature: 's',
    coverFile: null,
    hasEmbeddedCover: true,
    coverKey: null,
    chapters: [{ title: 'One', startSeconds: 0, endSeconds: 1 }],
    faults: [],
    audioFiles: [
      {
        path,
        disc: null,
        track: null,
        durationSeconds: known.durationSeconds ?? null,
        codec: path === 'Bare' ? 'mp3' : 'aac',
        bitrateKbps: path === 'Bare' ? null : 64,
        sizeBytes: 100,
        modifiedAtMs: 1,
        inode: '1',
        fault: null,
      },
    ],
    ...known,
  };
}

async function book(title: string) {
  const { bookId } = books.get(title) ?? { bookId: 0 };
  const found = await shelvedBook(database.database, bookId);
  return { missing: found?.missing ?? [], completeness: found?.completeness ?? -1, owned: found?.owned };
}

describe('what a book lacks', () => {
  it.each([
    ['Whole', []],
    ['Bare', LACKS],
    ['Unread', ['narrator']],
    // No files: nothing can be said of cover and chapters.
    ['Wanted', []],
  ])('is kept with it, in the order of its weight: %s', async (title, missing) => {
    expect(await book(title)).toMatchObject({
      missing,
      completeness: completenessOf(missing as typeof LACKS),
    });
  });

  it('is what lists are filtered and sorted by', async () => {
    const titles = async (query: Parameters<typeof browseBooks>[1]) =>
      (await browseBooks(database.database, query)).items.map((book) => readWritten(book).title);

    expect(await titles({ limit: 9, missing: 'narrator' })).toEqual(['Bare', 'Unread']);
    expect(await titles({ limit: 9, missing: 'anything' })).toEqual(['Bare', 'Unread']);
    expect(await titles({ limit: 9, missing: 'chapters' })).toEqual(['Bare']);
    expect(await titles({ limit: 9, sort: 'completeness' })).toEqual(['Bare', 'Unread', 'Wanted', 'Whole']);
    const { nextCursor } = await browseBooks(database.database, { limit: 2, sort: 'completeness' });
    expect(await titles({ limit: 9, sort: 'completeness', cursor: nextCursor ?? '' })).toEqual([
      'Wanted',
      'Whole',
    ]);
  });

  it('is counted over what is owned', async () => {
    const { missing, ...whole } = await readCompleteness(database.database);

    expect(whole).toEqual({ books: 3, complete: 1, average: 61.7 });
    expect(missing.map(({ field, books: lacking }) => [field, lacking])).toEqual(
      LACKS.map((field) => [field, field === 'narrator' ? 2 : 1]),
    );
  });

  it('is not what a person left empty on purpose', async () => {
    await using own = await createTestDatabase();
    const change = (edit: Parameters<typeof editByHand>[2], id: number) => editByHand(own.database, id, edit);
    const { rows } = await sql<{ id: number }>`
      insert into book (title, title_key, sort_key) values ('A', 'a', 'a') returning id`.execute(
      own.database,
    );
    const id = rows[0]?.id ?? 0;
    const missing = async () => (await shelvedBook(own.database, id))?.missing;
    await change({ subtitle: 'Of no matter' }, id);
    expect(await missing()).toEqual(['author', 'description', 'year']);

    await change({ description: null, publishedDate: null }, id);

    expect(await missing()).toEqual(['author']);
  });
});

describe('statistics', () => {
  it('tell what is there, in which form, since when and by whom', async () => {
    const found = await readStatistics(database.database, NOW);

    expect(found.totals).toEqual({
      books: 3,
      authors: 1,
      narrators: 1,
      series: 2,
      items: 3,
      files: 3,
      seconds: 13 * HOUR,
      bytes: 300,
    });
    expect(found.codecs).toEqual([
      { name: 'aac', files: 2, seconds: 12 * HOUR, bytes: 200 },
      { name: 'mp3', files: 1, seconds: HOUR, bytes: 100 },
    ]);
    expect(found.bitrates.map(({ name, files }) => [name, files])).toEqual([
      [null, 1],
      ['48 to 79 kbit/s', 2],
    ]);
    expect(found.languages.map(({ name, items }) => [name, items])).toEqual([
      ['de', 1],
      ['en', 1],
      [null, 1],
    ]);
    expect(found.growth.map(({ month, itemsThen }) => [month, itemsThen])).toEqual([
      ['2026-11', 1],
      ['2026-12', 1],
      ['2027-01', 3],
    ]);
    expect(found.topAuthors).toEqual([
      { id: expect.any(Number), name: 'Jane Austen', books: 2, seconds: 12 * HOUR },
    ]);
    expect(found.topNarrators).toMatchObject([{ name: 'Moira Fogarty', books: 1, seconds: 10 * HOUR }]);
    expect(found.longest.map(({ title }) => title)).toEqual(['Whole', 'Unread', 'Bare']);
    expect(found.shortest.map(({ title }) => title)).toEqual(['Bare', 'Unread', 'Whole']);
  });

  it('of nothing are zeros and empty lists', async () => {
    await using own = await createTestDatabase();
    const { totals, ...lists } = await readStatistics(own.database, NOW);

    expect(Object.values(totals).every((value) => value === 0)).toBe(true);
    expect(Object.values(lists).flat()).toEqual([]);
    expect(await readCompleteness(own.database)).toMatchObject({ books: 0, average: 100 });
  });

  it('and lists follow when files are missing, come back, or go with their library', async () => {
    const { itemId } = books.get('Whole') ?? {};
    await markItemsMissing(database.database, [itemId ?? 0], NOW);
    expect(await book('Whole')).toMatchObject({ owned: false });
    expect((await readStatistics(database.database, NOW)).totals).toMatchObject({
      items: 2,
      seconds: 3 * HOUR,
    });
    await markItemsMissing(database.database, [itemId ?? 0], null);
    expect(await book('Whole')).toMatchObject({ owned: true });

    await database.database.transaction().execute((tx) => deleteLibrary(tx, library));

    expect(await book('Whole')).toMatchObject({ owned: false });
    expect(await readCompleteness(database.database)).toMatchObject({ books: 0 });
  });
});
