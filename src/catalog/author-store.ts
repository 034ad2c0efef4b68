import { sql } from 'kysely';
import { Conflict, Invalid } from '../base/errors.ts';
import { personKey, sortName, textKey } from '../base/text.ts';
import { type Database, databaseErrorCode, type Tx, UNIQUE_VIOLATION } from '../platform/database.ts';
import { jsonRows } from '../platform/json-rows.ts';
import { enterNamed } from './enter-named.ts';

/** The authors of these names, made where they are new; in the order of the names, each once. */
export async function enterAuthors(tx: Tx, names: readonly string[]): Promise<readonly number[]> {
  return [...(await enterAuthorsByKey(tx, names)).values()];
}

/** The same, by `authorKey`. */
export function enterAuthorsByKey(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const table = {
    find: (keys: readonly string[]) =>
      tx
        .selectFrom('author')
        .select(['id', 'name_key'])
        .where(sql<boolean>`name_key = any(${keys}::text[])`)
        .execute(),
    insert: async (rows: readonly object[]) => {
      await sql`insert into author (name, name_key, sort_key)
        select * from json_to_recordset(${jsonRows(rows)}::json) as new (name text, name_key text, sort_key text)
        on conflict do nothing`.execute(tx);
    },
  };
  return enterNamed(table, names.map(columnsOf));
}

/** Throws Conflict where the name is taken. */
export async function addAuthor(db: Database, name: string): Promise<number> {
  try {
    const { id } = await db
      .insertInto('author')
      .values(columnsOf(name))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  } catch (error) {
    throw nameTaken(error, name);
  }
}

/** Throws Conflict where the name is taken. */
export async function renameAuthor(tx: Tx, id: number, name: string): Promise<void> {
  try {
    await tx.updateTable('author').set(columnsOf(name)).where('id', '=', id).execute();
  } catch (error) {
    throw nameTaken(error, name);
  }
}

export async function deleteAuthor(tx: Tx, id: number): Promise<void> {
  const book = await tx
    .selectFrom('book_author')
    .select('book_id')
    .where('author_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (book !== undefined)
    throw new Conflict('This author has books: forget or change them first.', { author_id: id });
  await tx.deleteFrom('author').where('id', '=', id).execute();
}

/** The names of those of these authors that are there. */
export async function knownAuthors(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('author').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The authors of these names that are there, in the order of the names; the others have no id. */
export async function findAuthors(
  db: Database,
  names: readonly string[],
): Promise<readonly { readonly id: number | null; readonly name: string }[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('author')
    .select(['id', 'name', 'name_key'])
    .where('name_key', 'in', names.map(authorKey))
    .execute();
  const known = new Map(rows.map(({ id, name, name_key }) => [name_key, { id, name }]));
  return names.map((name) => known.get(authorKey(name)) ?? { id: null, name });
}

/** Refuses an id that names no author. */
export async function requireAuthor(db: Database, id: number): Promise<void> {
  const row = await db.selectFrom('author').select('id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw Invalid.field('author_id', `There is no author ${id}.`);
}

function columnsOf(name: string) {
  return { name, name_key: authorKey(name), sort_key: textKey(sortName(name)) };
}

/** Equal for the ways in which one author is written. */
export function authorKey(name: string): string {
  return personKey(name) || name;
}

function nameTaken(error: unknown, name: string): unknown {
  return databaseErrorCode(error) === UNIQUE_VIOLATION
    ? new Conflict(`There is an author "${name}" already.`)
    : error;
}
