import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findBook } from '../../src/catalog/book-store.ts';
import { listNames } from '../../src/catalog/name-list.ts';
import { booksOfSeries, browseBooks, shelvedBook } from '../../src/library/browse-books.ts';
import { browseItems, itemsOfRecordings } from '../../src/library/browse-items.ts';
import { type Database, typeParsers } from '../../src/platform/database.ts';
import type { DB } from '../../src/platform/tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const BOOKS = 100_000;
/** Too large to be read from end to end for one page. */
const LARGE = ['book', 'author', 'book_author', 'book_series', 'recording', 'library_item', 'audio_file'];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Index Name'?: string | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
}

const PlanNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    Plans: z.array(PlanNode).optional(),
  }),
);
const Explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: PlanNode })) }));

let database: TestDatabase;
let db: Database;
let asked: CompiledQuery[];

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = new pg.Pool({ ...database.connection, types: typeParsers, max: 1 });
  db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level, query }) => void (level === 'query' && asked.push(query)),
  });
  asked = [];
  // Rows that fit need no check, and an index is built faster than it grows.
  await sql`set session_replication_role = replica`.execute(db);
  const { rows } = await sql<{ made: string }>`
    select pg_get_indexdef('book_search_trgm'::regclass) as made`.execute(db);
  await sql`drop index book_search_trgm`.execute(db);
  for (const statement of SHELF) await sql.raw(statement).execute(db);
  await sql.raw(rows[0]?.made ?? '').execute(db);
  await sql`vacuum analyze`.execute(db);
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await database[Symbol.asyncDispose]();
});

/** 100,000 books by 20,000 authors, every third in a series, read by 2,000 narrators, all in two libraries. */
const SHELF = [
  `insert into author (name, name_key, sort_key)
   select md5(n::text), md5(n::text), n || ' author' from generate_series(1, 20000) n`,
  `insert into narrator (name, name_key) select 'Narrator ' || n, 'narrator ' || n from generate_series(1, 2000) n`,
  `insert into series (name, name_key, sort_key)
   select 'Series ' || n, 'series ' || n, 'series ' || n from generate_series(1, 5000) n`,
  `insert into library (name, path) values ('A', '/a'), ('B', '/b')`,
  `insert into book (title, title_key, sort_key, author_sort_key, search_text, created_at)
   select 'Title ' || n, md5(n::text), md5(n::text), (n % 20000 + 1) || ' author',
     concat_ws(' ', '', left(md5(n::text), 12), 'author', n % 20000 + 1, 'narrator', n % 2000 + 1),
     now() - n * interval '1 minute'
   from generate_series(1, ${BOOKS}) n`,
  `insert into book_author (book_id, author_id, place) select id, id % 20000 + 1, 0 from book`,
  `insert into book_series (book_id, series_id, position, position_sort)
   select id, id % 5000 + 1, (id / 5000)::text, id / 5000 from book where id % 3 = 0`,
  `insert into recording (book_id, duration_seconds) select id, 1000 from book`,
  `insert into recording_narrator (recording_id, narrator_id, place) select id, id % 2000 + 1, 0 from recording`,
  `insert into library_item (library_id, path, sort_key, recording_id, signature, faults)
   select id % 2 + 1, 'p' || id, md5(id::text), id, 's',
     case when id % 1000 = 0 then '[{"path":"a","fault":"b"}]'::jsonb else '[]' end
   from recording`,
  `insert into audio_file (library_item_id, path, place, size_bytes, modified_at_ms, inode)
   select id, 'p', 0, 1, 1, '1' from library_item`,
];

function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Does something, and answers how the database went about each statement of it. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly PlanNode[]> {
  asked = [];
  await work();
  const statements = [...asked];
  expect(statements.length).toBeGreaterThan(0);
  const nodes: PlanNode[] = [];
  for (const { sql: text, parameters } of statements) {
    const explain = { ...statements[0], sql: `explain (format json) ${text}`, parameters } as CompiledQuery;
    const { rows } = await db.executeQuery(explain);
    nodes.push(
      ...Explained.parse(rows).flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan))),
    );
  }
  return nodes;
}

function wholeReadings(nodes: readonly PlanNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    const table = node['Relation Name'] ?? '';
    return node['Node Type'] === 'Seq Scan' && LARGE.includes(table) ? [table] : [];
  });
}

const page = { limit: 50 };

async function cursorAfter(sort: 'title' | 'author' | '-created_at'): Promise<string> {
  return (await browseBooks(db, { ...page, sort })).nextCursor ?? '';
}

describe(`of ${BOOKS} books`, () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['a page by title', () => browseBooks(db, { ...page, sort: 'title' }), 'book_sort'],
    ['a page by title, backwards', () => browseBooks(db, { ...page, sort: '-title' }), 'book_sort'],
    ['a page by author', () => browseBooks(db, { ...page, sort: 'author' }), 'book_author_sort'],
    ['the newest', () => browseBooks(db, { ...page, sort: '-created_at' }), 'book_created'],
    ['the oldest', () => browseBooks(db, { ...page, sort: 'created_at' }), 'book_created'],
    [
      'a rare word',
      () => browseBooks(db, { ...page, sort: 'title', search: 'a87ff679' }),
      'book_search_trgm',
    ],
    [
      'several words',
      () => browseBooks(db, { ...page, sort: 'title', search: 'a87ff67 narrat 17' }),
      'book_search_trgm',
    ],
    ['a word that all have', () => browseBooks(db, { ...page, sort: 'title', search: 'auth' }), 'book_sort'],
    [
      'the books of an author',
      () => browseBooks(db, { ...page, sort: 'title', author_id: 7 }),
      'book_author_author_id',
    ],
    [
      'the books of a series',
      () => browseBooks(db, { ...page, sort: 'title', series_id: 7 }),
      'book_series_series_id',
    ],
    ['a series in its order', () => booksOfSeries(db, 7), 'book_series_series_id'],
    ['one book', () => shelvedBook(db, 7), 'book_pkey'],
    ['a book by title and author', () => findBook(db, 'Title', [7]), 'book_title_key'],
    ['what is owned', () => browseBooks(db, { ...page, sort: 'title', owned: true }), 'book_sort'],
    ['what is in a library', () => browseBooks(db, { ...page, sort: 'title', library_id: 1 }), 'book_sort'],
    ['the items', () => browseItems(db, page), 'library_item_order'],
    ['the items of a library', () => browseItems(db, { ...page, library_id: 1 }), 'library_item_sort'],
    ['the items of recordings', () => itemsOfRecordings(db, [1, 2, 3]), 'library_item_recording_id'],
    ['authors by name', () => listNames(db, 'author', page), 'author_sort'],
    ['a searched author', () => listNames(db, 'author', { ...page, search: 'a87ff679' }), 'author_name_trgm'],
  ])('%s is found by an index', async (_, work, index) => {
    const nodes = await plansOf(work);

    expect(wholeReadings(nodes)).toEqual([]);
    expect(nodes.map((node) => node['Index Name'])).toContain(index);
  });

  it.each([
    ['title', 'book_sort'],
    ['author', 'book_author_sort'],
    ['-created_at', 'book_created'],
  ] as const)(
    'a later page by %s is found by an index, without reading those before',
    async (sort, index) => {
      const cursor = await cursorAfter(sort);

      const nodes = await plansOf(() => browseBooks(db, { ...page, sort, cursor }));

      expect(wholeReadings(nodes)).toEqual([]);
      expect(nodes.map((node) => node['Index Name'])).toContain(index);
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Hash Join');
    },
  );

  it('a later page of items is found by an index', async () => {
    const { nextCursor } = await browseItems(db, page);

    const nodes = await plansOf(() => browseItems(db, { ...page, cursor: nextCursor ?? '' }));

    expect(wholeReadings(nodes)).toEqual([]);
    expect(nodes.map((node) => node['Index Name'])).toContain('library_item_order');
  });

  it('reading all of it would be seen: a count does', async () => {
    const nodes = await plansOf(() => sql`select count(description) from book`.execute(db));

    expect(wholeReadings(nodes)).toEqual(['book']);
  });
});
