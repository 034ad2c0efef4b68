import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBook } from '../../src/catalog/book-store.ts';
import { listNames } from '../../src/catalog/name-list.ts';
import type { AnyEndpoint } from '../../src/contract/endpoint.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { readFollowedDownloads, readStalledDownloads } from '../../src/downloads/download-store.ts';
import { booksOfSeries, browseBooks, shelvedBook } from '../../src/library/browse-books.ts';
import { browseItems, itemsOfRecordings } from '../../src/library/browse-items.ts';
import type { Database } from '../../src/platform/database.ts';
import { readDueWants } from '../../src/wanted/wanted-store.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { BOOKS, fillLargeDatabase } from '../support/large-database.ts';
import { filtersOf, isList } from '../support/list-filters.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import {
  explain,
  overhearStatements,
  type PlanNode,
  tablesLargerThan,
  wholeReadings as wholeReadingsOf,
} from '../support/query-plans.ts';
import { signedIn } from '../support/sessions.ts';

/** Tables of more rows are too large to be read from end to end for one page. */
const LARGE_ROWS = 10_000;

let database: TestDatabase;
let app: TestApp;
let db: Database;
let explainer: pg.Client;
let large: ReadonlySet<string>;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillLargeDatabase(database.database);
  large = await tablesLargerThan(database.connection, LARGE_ROWS);
  explainer = new pg.Client({ ...database.connection });
  await explainer.connect();
  // What searches and follows by itself would be overheard, too: the clients and indexers of the database are disabled.
  app = await startTestApp({ connection: database.connection });
  db = app.db;
}, 120_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await explainer.end();
  await database[Symbol.asyncDispose]();
});

/** Does something, and answers how the database goes about each statement of it. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly PlanNode[]> {
  using overheard = overhearStatements();
  await work();
  const statements = [...overheard.heard];
  expect(statements.length).toBeGreaterThan(0);
  const nodes: PlanNode[] = [];
  for (const statement of statements) nodes.push(...(await explain(explainer, statement)));
  return nodes;
}

const wholeReadings = (nodes: readonly PlanNode[]) => wholeReadingsOf(nodes, large);

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
    ['a rare word', () => browseBooks(db, { ...page, search: 'a87ff679' }), 'book_search_words'],
    ['titles that begin so', () => browseBooks(db, { ...page, search: 'a87ff' }), 'book_sort'],
    [
      'several words',
      () => browseBooks(db, { ...page, sort: 'title', search: 'a87ff67 narrat 17' }),
      'book_search_words',
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
    ['what is owned', () => browseBooks(db, { ...page, sort: 'title', owned: true }), 'book_owned'],
    ['what is not owned', () => browseBooks(db, { ...page, sort: 'title', owned: false }), 'book_not_owned'],
    ['what lacks most', () => browseBooks(db, { ...page, sort: 'completeness' }), 'book_completeness'],
    ['what lacks a narrator', () => browseBooks(db, { ...page, missing: 'narrator' }), 'book_missing'],
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

const lists = endpoints.filter(isList);

/** Those that answer one thing of the database by its number. */
const details = endpoints.filter(
  ({ method, path, replyMediaType }) =>
    method === 'GET' && path.endsWith('/{id}') && replyMediaType === 'application/json',
);

describe('what the endpoints ask the database', () => {
  it.each(lists.map((endpoint) => [endpoint.path, endpoint] as const))(
    'of %s, with each of its filters and further on, reads no large table from end to end',
    async (_, endpoint) => {
      const cookie = await signedIn(app, `administrator of ${endpoint.name}`, 'administrator');
      const read: Record<string, readonly string[]> = {};
      for (const query of filtersOf(endpoint)) {
        const nodes = await plansOf(() => twoPages(endpoint, query, cookie));
        const tables = wholeReadings(nodes);
        if (tables.length > 0) read[JSON.stringify(query)] = tables;
      }

      expect(read).toEqual({});
    },
  );

  it.each(details.map((endpoint) => [endpoint.path, endpoint] as const))(
    'of %s reads no large table from end to end',
    async (_, endpoint) => {
      const nodes = await plansOf(() => app.call(endpoint, { params: { id: 7 } }));

      expect(wholeReadings(nodes)).toEqual([]);
    },
  );

  it('is known of every list and detail: they are found in the contract', () => {
    expect(lists.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'listBooks',
        'listWanted',
        'listSearches',
        'getSearch',
        'listAudit',
        'listHistory',
      ]),
    );
    expect(details.length).toBeGreaterThan(8);
  });
});

describe('what is asked again and again', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['which wants are due', () => readDueWants(db, new Date(), 10)],
    ['which downloads are under way', () => readFollowedDownloads(db)],
    ['which downloads rest too long', () => readStalledDownloads(db, new Date())],
  ])('%s, reads no large table from end to end', async (_, work) => {
    expect(wholeReadings(await plansOf(work))).toEqual([]);
  });
});

describe('a foreign key', () => {
  /** Where a parent goes, its children are looked for: without an index by reading all of them, for each parent. */
  it('can be followed backwards by an index', async () => {
    const { rows } = await sql<{ key: string }>`
      select conrelid::regclass || '.' || attname as key
      from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index
        where indrelid = conrelid and indkey[0] = conkey[1]
          and (indpred is null or pg_get_expr(indpred, indrelid) = '(' || attname || ' IS NOT NULL)'))
      order by key`.execute(db);

    expect(rows.map(({ key }) => key)).toEqual([]);
  });
});

/** The first page and the one after it, where there is one. */
async function twoPages(
  endpoint: AnyEndpoint,
  query: Readonly<Record<string, string>>,
  cookie: string,
): Promise<void> {
  const params = endpoint.path.includes('{id}') ? { params: { id: 7 } } : {};
  const first = await app.call(endpoint, { ...params, query }, { cookie });
  const cursor: unknown = first.next_cursor ?? first.releases?.next_cursor;
  if (typeof cursor === 'string')
    await app.call(endpoint, { ...params, query: { ...query, cursor } }, { cookie });
}
