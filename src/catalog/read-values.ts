import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { BookValues, RecordingValues } from './catalog-values.ts';
import { Provenance } from './provenance.ts';

export interface Described<Values> {
  readonly id: number;
  readonly values: Values;
  readonly provenance: Provenance;
}

/** These books with authors and series, by id; those that are not there are left out. */
export async function readBookValues(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Described<BookValues>>> {
  const { rows } = await sql<BookValues & { readonly id: number; readonly provenance: unknown }>`
    select id, title, subtitle, description, published_date as "publishedDate", published_year as "publishedYear",
      provenance,
      coalesce((
        select json_agg(json_build_object('id', author.id, 'name', author.name) order by place)
        from book_author join author on author.id = author_id where book_id = book.id), '[]') as authors,
      coalesce((
        select json_agg(json_build_object('id', series.id, 'name', series.name, 'position', position) order by series.id)
        from book_series join series on series.id = series_id where book_id = book.id), '[]') as series
    from book where id = any(${[...ids]}::bigint[])`.execute(db);
  return byId(rows);
}

/** These recordings with narrators and the book that they are of, by id. */
export function readRecordingValues(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Described<RecordingValues>>> {
  return readRecordings(db, sql`recording.id = any(${[...ids]}::bigint[])`);
}

export function readRecordingValuesOfBooks(
  db: Database,
  bookIds: readonly number[],
): Promise<ReadonlyMap<number, Described<RecordingValues>>> {
  return readRecordings(db, sql`recording.book_id = any(${[...bookIds]}::bigint[])`);
}

async function readRecordings(db: Database, condition: ReturnType<typeof sql>) {
  const { rows } = await sql<RecordingValues & { readonly id: number; readonly provenance: unknown }>`
    select recording.id, language, abridged, dramatised, duration_seconds as "durationSeconds", publisher, asin, isbn,
      recording.provenance, json_build_object('id', book.id, 'name', book.title) as book,
      array(
        select name from recording_narrator join narrator on narrator.id = narrator_id
        where recording_id = recording.id order by place) as narrators
    from recording join book on book.id = recording.book_id
    where ${condition}
    order by recording.id`.execute(db);
  return byId(rows);
}

function byId<Values>(
  rows: readonly (Values & { readonly id: number; readonly provenance: unknown })[],
): ReadonlyMap<number, Described<Values>> {
  return new Map(
    rows.map(({ id, provenance, ...values }) => [
      id,
      { id, values: values as unknown as Values, provenance: Provenance.parse(provenance) },
    ]),
  );
}
