import { sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import type { Database } from '../platform/database.ts';

/** Unexpected errors of one place and kind. */
export interface ErrorGroup {
  readonly id: number;
  readonly name: string;
  readonly message: string;
  readonly place: string;
  readonly stack: string | null;
  readonly occurrences: number;
  readonly version: string;
  readonly last_request_id: string | null;
  readonly first_at: Date;
  readonly last_at: Date;
}

export type SeenError = Omit<ErrorGroup, 'id'> & { readonly fingerprint: Buffer };

/** Adds what was seen to its group; the newest message and stack stand. */
export async function noteErrorGroup(db: Database, seen: SeenError): Promise<void> {
  await db
    .insertInto('error_group')
    .values(seen)
    .onConflict((conflict) =>
      conflict.column('fingerprint').doUpdateSet((group) => ({
        message: seen.message,
        stack: seen.stack,
        version: seen.version,
        last_request_id: seen.last_request_id,
        last_at: seen.last_at,
        occurrences: sql<number>`least(${group.ref('error_group.occurrences')}::bigint + ${seen.occurrences}, 2147483647)::integer`,
      })),
    )
    .execute();
}

/** Forgets the groups that were longest not seen, but for so many. */
export async function keepNewestErrorGroups(db: Database, kept: number): Promise<void> {
  const oldest = db
    .selectFrom('error_group')
    .select('id')
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .offset(kept);
  await db.deleteFrom('error_group').where('id', 'in', oldest).execute();
}

/** Latest first. */
export async function listErrorGroups(db: Database, page: PageRequest): Promise<Page<ErrorGroup>> {
  let query = db
    .selectFrom('error_group')
    .select(['id', 'name', 'message', 'place', 'stack', 'occurrences', 'version'])
    .select(['last_request_id', 'first_at', 'last_at'])
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.cursor !== undefined) {
    const [lastAtMs, id] = decodeCursor(page.cursor, ['number', 'number']);
    const lastAt = new Date(Number(lastAtMs));
    query = query.where(sql<boolean>`(last_at, id) < (${lastAt}, ${id})`);
  }
  // In whole milliseconds already: written by the clock of the process.
  const found = toPage(await query.execute(), page.limit, ({ last_at, id }) => [last_at.getTime(), id]);
  return page.count === true ? { ...found, total: await countErrorGroups(db) } : found;
}

export async function countErrorGroups(db: Database): Promise<number> {
  const { n } = await db
    .selectFrom('error_group')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** Throws NotFound. */
export async function deleteErrorGroup(db: Database, id: number): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('error_group').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw new NotFound(`There is no error ${id}.`);
}

export async function forgetErrorGroupsBefore(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('error_group').where('last_at', '<', before).execute();
}
