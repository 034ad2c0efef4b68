import { sql } from 'kysely';
import { Conflict, Invalid } from '../base/errors.ts';
import { titleKey } from '../base/text.ts';
import type { Database, Tx } from '../platform/database.ts';
import { jsonRows } from '../platform/json-rows.ts';

/**
 * The series of this name that has a book by one of these authors, else a new one:
 * a name alone is no identity ("Chronicles" by two authors are two series).
 */
export async function enterSeries(tx: Tx, name: string, authorIds: readonly number[]): Promise<number> {
  const known = await tx
    .selectFrom('series')
    .select('series.id')
    .where('series.name_key', '=', keyOf(name))
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('book_series')
            .innerJoin('book_author', 'book_author.book_id', 'book_series.book_id')
            .whereRef('book_series.series_id', '=', 'series.id')
            .where('book_author.author_id', 'in', authorIds.length === 0 ? [0] : authorIds),
        ),
        // A series without any book yet belongs to whoever comes first.
        where.not(
          where.exists(where.selectFrom('book_series').whereRef('book_series.series_id', '=', 'series.id')),
        ),
      ]),
    )
    .orderBy('series.id')
    .limit(1)
    .executeTakeFirst();
  return known?.id ?? addSeries(tx, name);
}

export async function addSeries(db: Database, name: string): Promise<number> {
  const { id } = await db
    .insertInto('series')
    .values(columnsOf(name))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function renameSeries(tx: Tx, id: number, name: string): Promise<void> {
  await tx.updateTable('series').set(columnsOf(name)).where('id', '=', id).execute();
}

export async function deleteSeries(tx: Tx, id: number): Promise<void> {
  const book = await tx
    .selectFrom('book_series')
    .select('book_id')
    .where('series_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (book !== undefined)
    throw new Conflict('This series has books: forget or change them first.', { series_id: id });
  await tx.deleteFrom('series').where('id', '=', id).execute();
}

/** The names of those of these series that are there. */
export async function knownSeries(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('series').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Refuses an id that names no series. */
export async function requireSeries(db: Database, id: number): Promise<void> {
  const row = await db.selectFrom('series').select('id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw Invalid.field('series_id', `There is no series ${id}.`);
}

function columnsOf(name: string) {
  return { name, name_key: keyOf(name), sort_key: keyOf(name) };
}

function keyOf(name: string): string {
  return titleKey(name) || name;
}

/** New ones, with their numbers. */
export async function insertSeries(
  tx: Tx,
  series: readonly { readonly id: number | null; readonly name: string }[],
): Promise<void> {
  if (series.length === 0) return;
  const rows = series.map(({ id, name }) => ({ id, ...columnsOf(name) }));
  await sql`insert into series (id, name, name_key, sort_key) overriding system value
    select * from json_to_recordset(${jsonRows(rows)}::json)
    as new (id bigint, name text, name_key text, sort_key text)`.execute(tx);
}
