import { Conflict, Invalid } from '../base/errors.ts';
import { personKey, sortName, textKey } from '../base/text.ts';
import { type Database, databaseErrorCode, type Tx, UNIQUE_VIOLATION } from '../platform/database.ts';

/** The authors of these names, made where they are new; in the order of the names, each once. */
export async function enterAuthors(tx: Tx, names: readonly string[]): Promise<readonly number[]> {
  const byKey = new Map(names.map((name) => [keyOf(name), name]));
  if (byKey.size === 0) return [];
  const rows = await tx
    .insertInto('author')
    .values([...byKey.values()].map(columnsOf))
    // A no-op update, so that the rows which were there come back too.
    .onConflict((conflict) =>
      conflict.column('name_key').doUpdateSet((set) => ({ name_key: set.ref('author.name_key') })),
    )
    .returning(['id', 'name_key'])
    .execute();
  const ids = new Map(rows.map(({ name_key, id }) => [name_key, id]));
  return [...byKey.keys()].flatMap((key) => ids.get(key) ?? []);
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

/** Refuses an id that names no author. */
export async function requireAuthor(db: Database, id: number): Promise<void> {
  const row = await db.selectFrom('author').select('id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw Invalid.field('author_id', `There is no author ${id}.`);
}

function columnsOf(name: string) {
  return { name, name_key: keyOf(name), sort_key: textKey(sortName(name)) };
}

function keyOf(name: string): string {
  return personKey(name) || name;
}

function nameTaken(error: unknown, name: string): unknown {
  return databaseErrorCode(error) === UNIQUE_VIOLATION
    ? new Conflict(`There is an author "${name}" already.`)
    : error;
}
