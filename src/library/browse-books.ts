import { type RawBuilder, sql } from 'kysely';
import { Invalid } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import type { Database } from '../platform/database.ts';
import { type BookFilter, conditionOf } from './book-filter.ts';
import { rankBooks } from './rank-books.ts';
import { searchWords } from './search-words.ts';
import {
  type PlacedBook,
  placeOf,
  readWritten,
  type ShelvedBook,
  WRITTEN,
  type WrittenBook,
} from './shelved-book.ts';

export type BookSort = keyof typeof ORDERS | 'relevance';

export interface BookQuery extends PageRequest, BookFilter {
  /** Missing: by relevance where something is searched for, else by title. */
  readonly sort?: BookSort | undefined;
}

interface Order {
  readonly columns: readonly RawBuilder<unknown>[];
  /** As text, so that no precision is lost on the way through a cursor. */
  readonly kinds: readonly ('string' | 'number')[];
  readonly descending: boolean;
}

const ORDERS = {
  title: { columns: [sql`sort_key`, sql`id`], kinds: ['string', 'number'], descending: false },
  '-title': { columns: [sql`sort_key`, sql`id`], kinds: ['string', 'number'], descending: true },
  author: {
    columns: [sql`author_sort_key`, sql`sort_key`, sql`id`],
    kinds: ['string', 'string', 'number'],
    descending: false,
  },
  completeness: {
    columns: [sql`completeness`, sql`sort_key`, sql`id`],
    kinds: ['number', 'string', 'number'],
    descending: false,
  },
  created_at: { columns: [sql`created_at`, sql`id`], kinds: ['string', 'number'], descending: false },
  '-created_at': { columns: [sql`created_at`, sql`id`], kinds: ['string', 'number'], descending: true },
} as const satisfies Record<string, Order>;

/**
 * A keyset page of books; every word of `search` must begin a word of title, subtitle, author, narrator or series. Of
 * what very many books have, only the other orders list all: by relevance see `rankBooks`.
 */
export async function browseBooks(db: Database, query: BookQuery): Promise<Page<WrittenBook>> {
  const found = searchWords(query.search ?? '');
  const { sort = found === null ? 'title' : 'relevance' } = query;
  if (sort !== 'relevance' || found === null)
    return browseInOrder(db, query, sort === 'relevance' ? 'title' : sort);
  return rankBooks(db, query, found);
}

async function browseInOrder(
  db: Database,
  query: BookQuery,
  sort: keyof typeof ORDERS,
): Promise<Page<WrittenBook>> {
  const order: Order = ORDERS[sort];
  const filter = conditionOf(query);
  const after = query.cursor === undefined ? sql`true` : isAfter(order, sort, query.cursor);
  const direction = order.descending ? sql`desc` : sql`asc`;
  const inOrder = sql`order by ${sql.join(order.columns.map((column) => sql`${column} ${direction}`))}`;
  const asked = sql`from book where ${filter} and ${after} ${inOrder} limit ${query.limit + 1}`;
  // What is said in other tables may be asked of many more books than are told: then an index alone is walked through.
  const isSaidElsewhere = query.author_id !== undefined || query.series_id !== undefined;
  const { rows } = await sql<PlacedBook>`
    select ${WRITTEN}, array_to_json(array[${sql.join(order.columns.map((column) => sql`${column}::text`))}])::text as row_place
    ${isSaidElsewhere ? sql`from book where id = any(array(select id ${asked})) ${inOrder}` : asked}`.execute(
    db,
  );
  const page = toPage(rows, query.limit, (last) => [
    sort,
    ...placeOf(last).map((value, at) => (order.kinds[at] === 'number' ? Number(value) : value)),
  ]);
  if (query.count !== true) return page;
  const counted = await sql<{ n: number }>`select count(*) as n from book where ${filter}`.execute(db);
  return { ...page, total: counted.rows[0]?.n ?? 0 };
}

/** At most this many books of an author or series are told at once; beyond it the list of books has pages. */
const MAX_OF_ONE = 1000;

export async function booksOfAuthor(db: Database, authorId: number): Promise<readonly WrittenBook[]> {
  const page = await browseBooks(db, { author_id: authorId, sort: 'title', limit: MAX_OF_ONE });
  return page.items;
}

/** In the order of the series; what has no number comes last. */
export async function booksOfSeries(db: Database, seriesId: number): Promise<readonly WrittenBook[]> {
  const { rows } = await sql<WrittenBook>`
    select ${WRITTEN} from book join book_series on book_id = book.id
    where series_id = ${seriesId} order by position_sort nulls last, sort_key limit ${MAX_OF_ONE}`.execute(
    db,
  );
  return rows;
}

export async function writtenBook(db: Database, id: number): Promise<WrittenBook | null> {
  const { rows } = await sql<WrittenBook>`select ${WRITTEN} from book where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function shelvedBook(db: Database, id: number): Promise<ShelvedBook | null> {
  const book = await writtenBook(db, id);
  return book === null ? null : readWritten(book);
}

function isAfter({ columns, kinds, descending }: Order, sort: BookSort, cursor: string): RawBuilder<unknown> {
  const [sortedBy, ...values] = decodeCursor(cursor, ['string', ...kinds]);
  if (sortedBy !== sort) throw Invalid.field('cursor', `is of a list sorted by ${sortedBy}`);
  return sql`(${sql.join(columns)}) ${descending ? sql`<` : sql`>`} (${sql.join(values)})`;
}
