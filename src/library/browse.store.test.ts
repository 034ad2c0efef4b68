import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { NotFound } from '../base/errors.ts';
import { MOST_RANKED } from '../base/most-ranked.ts';
import { refreshSearchText } from '../catalog/book-store.ts';
import { enterRecordings } from '../catalog/entering/enter-recordings.ts';
import type { RecordingDescription } from '../catalog/entering/recording-description.ts';
import type { Tx } from '../platform/database.ts';
import { type BookQuery, booksOfAuthor, booksOfSeries, browseBooks, shelvedBook } from './browse-books.ts';
import { browseItem, browseItems, type ItemQuery, itemsOfRecordings } from './browse-items.ts';
import { type ItemRecord, markItemsMissing, writeItem } from './item-store.ts';
import { readItemsIn } from './known-items.ts';
import { insertLibrary } from './library-store.ts';
import { readWritten } from './shelved-book.ts';

let database: TestDatabase;
let libraries: readonly number[];

/** Title, author, series and position, narrators, library (0, 1, or none), and what is said of its item. */
const SHELF: readonly (readonly [string, string, string | null, readonly string[], number | null])[] = [
  ['The Time Machine', 'H. G. Wells', null, ['Mark Nelson'], 0],
  ['The War of the Worlds', 'H. G. Wells', null, ['Rebecca Dittman'], 0],
  ['Emma', 'Jane Austen', 'Highbury|10', ['Moira Fogarty'], 1],
  ['Émile', 'Jean-Jacques Rousseau', null, [], null],
  ['A Study in Scarlet', 'Arthur Conan Doyle', 'Sherlock Holmes|1', ['David Clarke'], 0],
  ['The Sign of the Four', 'Arthur Conan Doyle', 'Sherlock Holmes|2', ['David Clarke'], 0],
  ['The Valley of Fear', 'Arthur Conan Doyle', 'Sherlock Holmes|10', ['David Clarke'], null],
  ['Sherlock Holmes Companion', 'Arthur Conan Doyle', 'Sherlock Holmes|', [], null],
];

beforeAll(async () => {
  database = await createTestDatabase();
  libraries = await inTransaction((tx) =>
    Promise.all(['/a', '/b'].map((path) => insertLibrary(tx, { name: path, path, namingTemplate: null }))),
  );
  for (const [title, author, series, narrators, library] of SHELF) {
    await inTransaction(async (tx) => {
      const said = description({ title, authors: [author], narrators, series: seriesOf(series) });
      const place = { recordingId: null, bookId: null };
      const [entered] = await enterRecordings(tx, [{ description: said, place }], {
        now: new Date(),
        sentence: 'Files were read.',
      });
      if (entered === undefined) throw new Error('Nothing was entered');
      const { bookId, recordingId } = entered;
      const path = `${author}/${title}`;
      if (library !== null)
        await writeItem(tx, itemRecord({ libraryId: libraries[library] ?? 0, path, recordingId }));
      await refreshSearchText(tx, [bookId]);
    });
  }
});

afterAll(() => database[Symbol.asyncDispose]());

function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.database.transaction().execute(work);
}

function addLibrary(): Promise<number> {
  const path = `/${randomUUID()}`;
  return inTransaction((tx) => insertLibrary(tx, { name: path, path, namingTemplate: null }));
}

function seriesOf(text: string | null): RecordingDescription['series'] {
  const [name, position] = text?.split('|') ?? [];
  return name === undefined ? [] : [{ name, position: position || null }];
}

function description(known: Partial<RecordingDescription>): RecordingDescription {
  return {
    title: '',
    subtitle: null,
    authors: [],
    narrators: [],
    series: [],
    publishedYear: null,
    language: null,
    publisher: null,
    description: null,
    asin: null,
    isbn: null,
    abridged: null,
    dramatised: null,
    durationSeconds: null,
    provenance: {},
    ...known,
  };
}

function itemRecord(known: Partial<ItemRecord>): ItemRecord {
  return {
    libraryId: 0,
    path: '',
    folder: known.path ?? '',
    recordingId: null,
    durationSeconds: 100,
    sizeBytes: 5,
    signature: 's',
    coverFile: null,
    hasEmbeddedCover: false,
    coverKey: null,
    chapters: [],
    faults: [],
    orderEvidence: null,
    chapterSource: 'files',
    audioFiles: [],
    ...known,
  };
}

async function titles(query: Partial<BookQuery>): Promise<readonly string[]> {
  const { items } = await browseBooks(database.database, { limit: 50, sort: 'title', ...query });
  return items.map((item) => readWritten(item).title);
}

/** All pages of a list, so many rows at a time. */
async function allPages<Row>(
  read: (cursor: string | undefined) => Promise<{ items: readonly Row[]; nextCursor: string | null }>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await read(cursor);
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
  throw new Error('There is no end of pages');
}

describe('books', () => {
  const BY_TITLE = [
    'Émile',
    'Emma',
    'Sherlock Holmes Companion',
    'The Sign of the Four',
    'A Study in Scarlet',
    'The Time Machine',
    'The Valley of Fear',
    'The War of the Worlds',
  ];

  it.each<[BookQuery['sort'], readonly string[]]>([
    ['title', BY_TITLE],
    ['-title', BY_TITLE.toReversed()],
    [
      'author',
      [
        'Emma',
        'Sherlock Holmes Companion',
        'The Sign of the Four',
        'A Study in Scarlet',
        'The Valley of Fear',
        'Émile',
        'The Time Machine',
        'The War of the Worlds',
      ],
    ],
    ['created_at', SHELF.map(([title]) => title)],
    ['-created_at', SHELF.map(([title]) => title).toReversed()],
  ])('are sorted by %s, on pages of any size', async (sort, expected) => {
    expect(await titles({ sort })).toEqual(expected);
    for (const limit of [1, 3, 8]) {
      const rows = await allPages((cursor) => browseBooks(database.database, { sort, limit, cursor }));
      expect(rows.map((book) => readWritten(book).title)).toEqual(expected);
    }
  });

  it('take no cursor of another order', async () => {
    const { nextCursor } = await browseBooks(database.database, { sort: 'author', limit: 1 });

    await expect(titles({ sort: 'title', cursor: nextCursor ?? '' })).rejects.toThrow('cursor is not');
  });

  it.each<[string, readonly string[]]>([
    ['emma', ['Emma']],
    ['EMI', ['Émile']],
    ['austen', ['Emma']],
    ['fogarty', ['Emma']],
    ['high', ['Emma']],
    ['doyle scar', ['A Study in Scarlet']],
    ['wells, nelson', ['The Time Machine']],
    ['ustudy', []],
    ['%', BY_TITLE],
    ['joyce', []],
    ['the time machine', ['The Time Machine']],
    ['machine the', ['The Time Machine']],
    ['h. g. wells', ['The Time Machine', 'The War of the Worlds']],
    ['of', ['The Sign of the Four', 'The Valley of Fear', 'The War of the Worlds']],
    ["'wells' | emma", []],
  ])('that are searched by %j: %j', async (search, expected) => {
    expect(await titles({ search })).toEqual(expected);
  });

  it('that are searched come best first: titles that begin so, titles that have the words, the others', async () => {
    const best = [
      'Sherlock Holmes Companion',
      'The Sign of the Four',
      'A Study in Scarlet',
      'The Valley of Fear',
    ];
    const ranked = (search: string) =>
      allPages((cursor) => browseBooks(database.database, { search, limit: 1, cursor }));
    const found = async (search: string) => (await ranked(search)).map((book) => readWritten(book).title);

    expect(await found('sherlock')).toEqual(best);
    expect(await found('holmes')).toEqual(best);
    expect(await found('the s')).toEqual(['The Sign of the Four', 'The Valley of Fear']);
    expect(await found('m')).toEqual(['The Time Machine', 'Emma']);
    const { total } = await browseBooks(database.database, { search: 'holmes', limit: 1, count: true });
    expect(total).toBe(4);
  });

  it('of a word that very many have are ranked in part, and all listed in another order', async () => {
    await using own = await createTestDatabase();
    await sql`insert into book (title, title_key, sort_key)
      select 'Same ' || n, 'same ' || n, 'one same ' || n from generate_series(1, ${MOST_RANKED + 5}) n`.execute(
      own.database,
    );
    await sql`select refresh_books(array(select id from book))`.execute(own.database);
    const all = (sort: BookQuery['sort']) =>
      allPages((cursor) => browseBooks(own.database, { search: 'same', sort, limit: 200, cursor }));

    expect(await all('relevance')).toHaveLength(MOST_RANKED);
    expect(await all('title')).toHaveLength(MOST_RANKED + 5);
    const { total } = await browseBooks(own.database, { search: 'same', limit: 1, count: true });
    expect(total).toBe(MOST_RANKED);
  });

  it('are told by library, by whether they are owned, and counted', async () => {
    const [first, second] = libraries;
    expect(await titles({ library_id: first })).toHaveLength(4);
    expect(await titles({ library_id: second })).toEqual(['Emma']);
    expect(await titles({ owned: false })).toEqual([
      'Émile',
      'Sherlock Holmes Companion',
      'The Valley of Fear',
    ]);
    expect(await titles({ owned: true })).toHaveLength(5);
    const page = await browseBooks(database.database, {
      limit: 1,
      sort: 'title',
      count: true,
      search: 'holmes',
    });
    expect([page.items.length, page.total]).toEqual([1, 4]);
  });

  it('of one author come by title, of one series in its order, what has no number last', async () => {
    const { items } = await browseBooks(database.database, { limit: 1, sort: 'title', search: 'scarlet' });
    const [book] = items.map(readWritten);

    const byAuthor = await booksOfAuthor(database.database, book?.authors[0]?.id ?? 0);
    const inSeries = await booksOfSeries(database.database, book?.series[0]?.id ?? 0);

    expect(byAuthor.map((book) => readWritten(book).title)).toEqual([
      'Sherlock Holmes Companion',
      'The Sign of the Four',
      'A Study in Scarlet',
      'The Valley of Fear',
    ]);
    expect(inSeries.map((book) => readWritten(book).title)).toEqual([
      'A Study in Scarlet',
      'The Sign of the Four',
      'The Valley of Fear',
      'Sherlock Holmes Companion',
    ]);
    expect(await titles({ series_id: book?.series[0]?.id })).toHaveLength(4);
  });

  it('one by one are as in lists', async () => {
    const { items } = await browseBooks(database.database, { limit: 1, sort: 'title', search: 'emma' });
    const [listed] = items.map(readWritten);

    const alone = await shelvedBook(database.database, listed?.id ?? 0);

    expect(listed).toMatchObject(alone ?? {});
    expect(alone?.authors).toMatchObject([{ name: 'Jane Austen' }]);
    expect(await shelvedBook(database.database, 4711)).toBeNull();
  });
});

describe('items', () => {
  const paths = async (query: Partial<ItemQuery>) =>
    (await browseItems(database.database, { limit: 50, ...query })).items.map(({ path }) => path);

  it('are sorted by path as people count, on pages of any size', async () => {
    await using own = await createTestDatabase();
    const given = ['b/Vol 10', 'b/Vol 2', 'a', 'B/Vol 1', 'Émile', '…', 'b'];
    await own.database.transaction().execute(async (tx) => {
      const libraryId = await insertLibrary(tx, { name: 'a', path: '/a', namingTemplate: null });
      for (const path of given) await writeItem(tx, itemRecord({ libraryId, path }));
    });

    for (const limit of [1, 2, 50]) {
      const rows = await allPages((cursor) => browseItems(own.database, { limit, cursor }));
      expect(rows.map(({ path }) => path)).toEqual([
        'a',
        'b',
        'B/Vol 1',
        'b/Vol 2',
        'b/Vol 10',
        'Émile',
        '…',
      ]);
    }
  });

  it('are told by library and by whether they have faults, and counted', async () => {
    const libraryId = await addLibrary();
    await inTransaction((tx) => writeItem(tx, itemRecord({ libraryId, path: 'good' })));
    await inTransaction((tx) =>
      writeItem(tx, itemRecord({ libraryId, path: 'bad', faults: [{ path: 'bad/a.mp3', fault: 'Cut.' }] })),
    );

    expect(await paths({ library_id: libraryId })).toEqual(['bad', 'good']);
    expect(await paths({ faults: true })).toEqual(['bad']);
    expect(await paths({ library_id: libraryId, faults: false })).toEqual(['good']);
    const { total } = await browseItems(database.database, { limit: 1, count: true, library_id: libraryId });
    expect(total).toBe(2);
  });

  it('have their files in playing order, their chapters and narrators', async () => {
    const file = (path: string, more: object = {}) => ({
      path,
      disc: null,
      track: null,
      durationSeconds: 1,
      codec: 'mp3',
      bitrateKbps: 32,
      sizeBytes: 3_000_000_000,
      modifiedAtMs: 1_700_000_000_123.5,
      inode: '18446744073709551615',
      fault: null,
      ...more,
    });
    const libraryId = await addLibrary();
    const chapters = [{ title: 'One', startSeconds: 0, endSeconds: 1.5 }];
    const many = Array.from({ length: 1001 }, (_, at) => file(`many/${1001 - at}.mp3`, { track: at + 1 }));
    const id = await inTransaction((tx) =>
      writeItem(
        tx,
        itemRecord({ libraryId, path: 'many', audioFiles: many, chapters, coverFile: 'many/a.jpg' }),
      ),
    );

    const item = await browseItem(database.database, id);
    expect(item.audio_files.map(({ path }) => path)).toEqual(many.map(({ path }) => path));
    expect(item).toMatchObject({ chapters, has_cover: true, file_count: 1001, book: null, narrators: [] });
    expect(item.audio_files[0]).toMatchObject({ size_bytes: 3_000_000_000, track: 1, fault: null });

    const again = await inTransaction((tx) =>
      writeItem(tx, itemRecord({ libraryId, path: 'many', audioFiles: [file('many/1.mp3')] })),
    );
    expect(again).toBe(id);
    expect((await browseItem(database.database, id)).file_count).toBe(1);
    await expect(browseItem(database.database, 4711)).rejects.toThrow(NotFound);
  });

  it('whose files are missing are in no list, and known all the same', async () => {
    const libraryId = libraries[0] ?? 0;
    const folders = ['H. G. Wells/The Time Machine'];
    const [item] = await readItemsIn(database.database, libraryId, folders);
    const recordings = [item?.recordingId ?? 0];

    await markItemsMissing(database.database, [item?.id ?? 0], new Date());

    expect(await paths({ library_id: libraryId })).not.toContain('H. G. Wells/The Time Machine');
    expect(await itemsOfRecordings(database.database, recordings)).toEqual([]);
    expect(await titles({ owned: false })).toContain('The Time Machine');
    const now = await readItemsIn(database.database, libraryId, folders);
    expect(now).toEqual([{ ...item, isMissing: true }]);
    await markItemsMissing(database.database, [item?.id ?? 0], null);
    expect(await itemsOfRecordings(database.database, recordings)).toMatchObject([{ id: item?.id }]);
    await markItemsMissing(database.database, [], null);
  });
});
