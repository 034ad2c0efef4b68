import { type RawBuilder, sql } from 'kysely';
import { Invalid } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import { words } from '../base/text.ts';
import type { Database } from '../platform/database.ts';

/** A book as lists show it, with what of it is owned. */
export interface ShelvedBook {
  readonly id: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly { readonly id: number; readonly name: string }[];
  readonly series: readonly {
    readonly id: number;
    readonly name: string;
    readonly position: string | null;
  }[];
  readonly narrators: readonly string[];
  readonly published_date: string | null;
  readonly published_year: number | null;
  readonly description: string | null;
  readonly isbn: string | null;
  readonly owned: boolean;
  readonly duration_seconds: number | null;
  readonly cover_item_id: number | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export type BookSort = keyof typeof ORDERS;

export interface BookQuery extends PageRequest {
  readonly search?: string | undefined;
  readonly author_id?: number | undefined;
  readonly series_id?: number | undefined;
  readonly library_id?: number | undefined;
  readonly owned?: boolean | undefined;
  readonly sort: BookSort;
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
  created_at: { columns: [sql`created_at`, sql`id`], kinds: ['string', 'number'], descending: false },
  '-created_at': { columns: [sql`created_at`, sql`id`], kinds: ['string', 'number'], descending: true },
} as const satisfies Record<string, Order>;

/** A keyset page of books; every word of `search` must begin a word of title, subtitle, author, narrator or series. */
export async function browseBooks(db: Database, query: BookQuery): Promise<Page<ShelvedBook>> {
  const order: Order = ORDERS[query.sort];
  const filter = conditions(query);
  const after = query.cursor === undefined ? sql`true` : isAfter(order, query.sort, query.cursor);
  const direction = order.descending ? sql`desc` : sql`asc`;
  const sorting = sql.join(order.columns.map((column) => sql`${column} ${direction}`));
  const picked = sql`
    select *, array[${sql.join(order.columns.map((column) => sql`${column}::text`))}] as row_place
    from book where ${filter} and ${after} order by ${sorting} limit ${query.limit + 1}`;
  const { rows } = await shelve(db, picked, sorting);
  const page = toPage(rows, query.limit, ({ row_place }) => [
    query.sort,
    ...row_place.map((value, at) => (order.kinds[at] === 'number' ? Number(value) : value)),
  ]);
  if (query.count !== true) return page;
  const counted = await sql<{ n: number }>`select count(*) as n from book where ${filter}`.execute(db);
  return { ...page, total: counted.rows[0]?.n ?? 0 };
}

/** At most this many books of an author or series are told at once; beyond it the list of books has pages. */
const MAX_OF_ONE = 1000;

export async function booksOfAuthor(db: Database, authorId: number): Promise<readonly ShelvedBook[]> {
  const page = await browseBooks(db, { author_id: authorId, sort: 'title', limit: MAX_OF_ONE });
  return page.items;
}

/** In the order of the series; what has no number comes last. */
export async function booksOfSeries(db: Database, seriesId: number): Promise<readonly ShelvedBook[]> {
  const picked = sql`
    select book.*, array[]::text[] as row_place, position_sort
    from book join book_series on book_id = book.id
    where series_id = ${seriesId} order by position_sort nulls last, sort_key limit ${MAX_OF_ONE}`;
  return (await shelve(db, picked, sql`position_sort nulls last, sort_key`)).rows;
}

export async function shelvedBook(db: Database, id: number): Promise<ShelvedBook | null> {
  const picked = sql`select *, array[]::text[] as row_place from book where id = ${id}`;
  return (await shelve(db, picked, sql`id`)).rows[0] ?? null;
}

function conditions({ search, author_id, series_id, library_id, owned }: BookQuery): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = words(search ?? '').map((word) => sql`search_text like ${`% ${word}%`}`);
  if (author_id !== undefined) {
    all.push(sql`id in (select book_id from book_author where author_id = ${author_id})`);
  }
  if (series_id !== undefined) {
    all.push(sql`id in (select book_id from book_series where series_id = ${series_id})`);
  }
  const items = (where: RawBuilder<unknown>) => sql`exists (
    select from recording join library_item on recording_id = recording.id
    where book_id = book.id and missing_since is null and ${where})`;
  if (library_id !== undefined) all.push(items(sql`library_id = ${library_id}`));
  if (owned !== undefined) all.push(owned ? items(sql`true`) : sql`not ${items(sql`true`)}`);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

function isAfter({ columns, kinds, descending }: Order, sort: BookSort, cursor: string): RawBuilder<unknown> {
  const [sortedBy, ...values] = decodeCursor(cursor, ['string', ...kinds]);
  if (sortedBy !== sort) throw Invalid.field('cursor', `is of a list sorted by ${sortedBy}`);
  return sql`(${sql.join(columns)}) ${descending ? sql`<` : sql`>`} (${sql.join(values)})`;
}

/** Joins the picked rows of `book` with people, series and what is owned. */
function shelve(db: Database, picked: RawBuilder<unknown>, sorting: RawBuilder<unknown>) {
  return sql<ShelvedBook & { readonly row_place: readonly string[] }>`
    select id, title, subtitle, published_date, published_year, description, created_at, updated_at, row_place,
      coalesce(owned.items, 0) > 0 as owned, owned.duration_seconds, owned.cover_item_id, owned.isbn,
      coalesce((
        select json_agg(json_build_object('id', author.id, 'name', author.name) order by place)
        from book_author join author on author.id = author_id where book_id = picked.id), '[]') as authors,
      coalesce((
        select json_agg(json_build_object('id', series.id, 'name', series.name, 'position', position) order by series.id)
        from book_series join series on series.id = series_id where book_id = picked.id), '[]') as series,
      coalesce((
        select json_agg(distinct narrator.name) from recording
        join recording_narrator on recording_id = recording.id join narrator on narrator.id = narrator_id
        where book_id = picked.id), '[]') as narrators
    from (${picked}) as picked
    left join lateral (
      select count(library_item.id) as items, max(recording.isbn) as isbn,
        max(coalesce(library_item.duration_seconds, recording.duration_seconds)) as duration_seconds,
        (array_agg(library_item.id order by library_item.id)
          filter (where cover_file is not null or has_embedded_cover))[1] as cover_item_id
      from recording
      left join library_item on recording_id = recording.id and missing_since is null
      where book_id = picked.id
    ) as owned on true
    order by ${sorting}`.execute(db);
}
