import { sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import { textKey, titleKey } from '../base/text.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { jsonRows } from '../platform/json-rows.ts';
import { forgetLinks, type LinkOwner } from './forget-links.ts';
import { type FieldWrites, Provenance } from './provenance.ts';
import { sortPosition } from './series-position.ts';

/** The fields of a book that have a provenance each. */
export type BookFields = {
  readonly title: string;
  readonly subtitle: string | null;
  readonly description: string | null;
  readonly publishedDate: string | null;
  readonly publishedYear: number | null;
};

export const NO_BOOK_FIELDS: Omit<BookFields, 'title'> = {
  subtitle: null,
  description: null,
  publishedDate: null,
  publishedYear: null,
};

export interface SeriesPlace {
  readonly seriesId: number;
  readonly position: string | null;
}

export interface StoredBook {
  readonly id: number;
  readonly fields: BookFields;
  readonly provenance: Provenance;
}

export async function countBooks(db: Database): Promise<number> {
  const { n } = await db
    .selectFrom('book')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export async function insertBook(tx: Tx, fields: BookFields, provenance: Provenance): Promise<number> {
  const { id } = await tx
    .insertInto('book')
    .values({
      ...columnsOf(fields),
      title: fields.title,
      ...keysOf(fields.title),
      provenance: json(provenance),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function readBook(db: Database, id: number): Promise<StoredBook> {
  const row = await db
    .selectFrom('book')
    .select(['id', 'title', 'subtitle', 'description', 'published_date', 'published_year', 'provenance'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no book ${id}.`);
  const { title, subtitle, description, published_date: publishedDate, published_year: publishedYear } = row;
  return {
    id,
    fields: { title, subtitle, description, publishedDate, publishedYear },
    provenance: Provenance.parse(row.provenance),
  };
}

/** Writes changed fields; the provenance of the others stays. */
export async function updateBook(
  tx: Tx,
  id: number,
  { values, provenance }: FieldWrites<BookFields>,
): Promise<void> {
  if (Object.keys(provenance).length === 0 && Object.keys(values).length === 0) return;
  await tx
    .updateTable('book')
    .set({
      ...columnsOf(values),
      ...(values.title === undefined ? {} : { title: values.title, ...keysOf(values.title) }),
      provenance: sql`jsonb_strip_nulls(provenance || ${JSON.stringify(provenance)}::jsonb)`,
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteBook(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('book').where('id', '=', id).execute();
}

/** A book of this title by one of these authors; where no author is known, one without authors. */
export async function findBook(
  db: Database,
  title: string,
  authorIds: readonly number[],
): Promise<number | null> {
  const row = await db
    .selectFrom('book')
    .select('book.id')
    .where('book.title_key', '=', keysOf(title).title_key)
    .where((where) => {
      const authors = where.selectFrom('book_author').whereRef('book_author.book_id', '=', 'book.id');
      return authorIds.length === 0
        ? where.not(where.exists(authors))
        : where.exists(authors.where('book_author.author_id', 'in', authorIds));
    })
    .orderBy('book.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** In their order. */
export async function authorsOfBook(db: Database, id: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('book_author')
    .select('author_id')
    .where('book_id', '=', id)
    .orderBy('place')
    .execute();
  return rows.map(({ author_id }) => author_id);
}

export async function setAuthors(tx: Tx, bookId: number, authorIds: readonly number[]): Promise<void> {
  await tx.deleteFrom('book_author').where('book_id', '=', bookId).execute();
  await addAuthors(tx, bookId, authorIds);
}

/** Of a book that has none yet. */
export async function addAuthors(tx: Tx, bookId: number, authorIds: readonly number[]): Promise<void> {
  if (authorIds.length === 0) return;
  const rows = authorIds.map((authorId, place) => ({ book_id: bookId, author_id: authorId, place }));
  await tx.insertInto('book_author').values(rows).execute();
}

export async function setSeries(tx: Tx, bookId: number, places: readonly SeriesPlace[]): Promise<void> {
  await tx.deleteFrom('book_series').where('book_id', '=', bookId).execute();
  await addSeriesPlaces(tx, bookId, places);
}

/** Of a book that has none yet. */
export async function addSeriesPlaces(tx: Tx, bookId: number, places: readonly SeriesPlace[]): Promise<void> {
  const unique = [...new Map(places.map((place) => [place.seriesId, place])).values()];
  if (unique.length === 0) return;
  const rows = unique.map(({ seriesId, position }) => ({
    book_id: bookId,
    series_id: seriesId,
    position,
    position_sort: sortPosition(position),
  }));
  await tx.insertInto('book_series').values(rows).execute();
}

/**
 * Recomputes what is kept on the rows of these books for searching, sorting and lists; after authors, series, narrators,
 * titles or whatever completeness looks at changed, and after items were added.
 */
export async function refreshSearchText(tx: Tx, bookIds: readonly number[]): Promise<void> {
  if (bookIds.length === 0) return;
  await sql`select refresh_books(${bookIds}::bigint[])`.execute(tx);
}

/** The books of these authors or series, whose search text a new name changes. */
export async function booksOf(
  db: Database,
  of: { readonly authorId: number } | { readonly seriesId: number },
): Promise<readonly number[]> {
  const rows =
    'authorId' in of
      ? await db.selectFrom('book_author').select('book_id').where('author_id', '=', of.authorId).execute()
      : await db.selectFrom('book_series').select('book_id').where('series_id', '=', of.seriesId).execute();
  return rows.map(({ book_id }) => book_id);
}

function columnsOf(fields: Partial<BookFields>) {
  return {
    ...(fields.subtitle === undefined
      ? {}
      : { subtitle: fields.subtitle, subtitle_key: fields.subtitle && textKey(fields.subtitle) }),
    ...(fields.description === undefined ? {} : { description: fields.description }),
    ...(fields.publishedDate === undefined ? {} : { published_date: fields.publishedDate }),
    ...(fields.publishedYear === undefined ? {} : { published_year: fields.publishedYear }),
  };
}

function keysOf(title: string): { readonly title_key: string; readonly sort_key: string } {
  const key = titleKey(title) || title;
  return { title_key: key, sort_key: key };
}

/** A book with its number, as many are written at once. */
export type BookWrite = Pick<StoredBook, 'fields' | 'provenance'> & { readonly id: number | null };

const BOOK_TYPES = sql`(id bigint, title text, title_key text, sort_key text, subtitle text, subtitle_key text,
  description text, published_date date, published_year integer, provenance jsonb)`;

/** New ones, without authors and series. */
export async function insertBooks(tx: Tx, books: readonly BookWrite[]): Promise<void> {
  if (books.length === 0) return;
  await sql`
    insert into book (id, title, title_key, sort_key, subtitle, subtitle_key, description, published_date,
      published_year, provenance) overriding system value
    select * from json_to_recordset(${jsonRows(books.map(bookRow))}::json) as new ${BOOK_TYPES}`.execute(tx);
}

export async function updateBooks(tx: Tx, books: readonly BookWrite[]): Promise<void> {
  if (books.length === 0) return;
  await sql`
    update book set title = new.title, title_key = new.title_key, sort_key = new.sort_key, subtitle = new.subtitle,
      subtitle_key = new.subtitle_key, description = new.description, published_date = new.published_date,
      published_year = new.published_year, provenance = new.provenance, updated_at = now()
    from json_to_recordset(${jsonRows(books.map(bookRow))}::json) as new ${BOOK_TYPES}
    where book.id = new.id`.execute(tx);
}

function bookRow({ id, fields, provenance }: BookWrite) {
  const subtitle_key = fields.subtitle === null ? null : textKey(fields.subtitle);
  return {
    id,
    title: fields.title,
    ...keysOf(fields.title),
    subtitle: fields.subtitle,
    subtitle_key,
    description: fields.description,
    published_date: fields.publishedDate,
    published_year: fields.publishedYear,
    provenance,
  };
}

/** The authors of books, in order, in the place of those that they had. */
export async function replaceAuthors(
  tx: Tx,
  books: readonly (LinkOwner & { readonly authorIds: readonly number[] })[],
): Promise<void> {
  await forgetLinks(tx, 'book_author', books);
  const rows = books.flatMap(({ id, authorIds }) =>
    authorIds.map((author_id, place) => ({ book_id: id, author_id, place })),
  );
  if (rows.length === 0) return;
  await sql`insert into book_author (book_id, author_id, place) select * from json_to_recordset(${jsonRows(rows)}::json)
    as new (book_id bigint, author_id bigint, place integer)`.execute(tx);
}

/** The places of books in series, in the place of those that they had. */
export async function replacePlaces(
  tx: Tx,
  books: readonly (LinkOwner & {
    readonly places: readonly { readonly seriesId: number | null; readonly position: string | null }[];
  })[],
): Promise<void> {
  await forgetLinks(tx, 'book_series', books);
  const rows = books.flatMap(({ id, places }) =>
    places.map(({ seriesId, position }) => ({
      book_id: id,
      series_id: seriesId,
      position,
      position_sort: sortPosition(position),
    })),
  );
  if (rows.length === 0) return;
  await sql`insert into book_series (book_id, series_id, position, position_sort)
    select * from json_to_recordset(${jsonRows(rows)}::json)
    as new (book_id bigint, series_id bigint, position text, position_sort double precision)`.execute(tx);
}
