import { sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { KeyScope } from '../base/roles.ts';
import type { Database, Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { hashToken } from '../platform/signed-token.ts';
import type { KeyActor } from './actor.ts';

/** A key as its owner sees it. */
export interface ApiKeyRecord {
  readonly id: number;
  readonly name: string;
  /** Null: of the program itself. */
  readonly user_id: number | null;
  readonly user_name: string | null;
  readonly scope: KeyScope;
  readonly origin: 'first_start' | 'environment' | 'user';
  readonly hint: string;
  readonly created_at: Date;
  readonly used_at: Date | null;
  readonly expires_at: Date | null;
}

export interface NewApiKey
  extends Pick<ApiKeyRecord, 'name' | 'user_id' | 'scope' | 'origin' | 'expires_at'> {
  readonly key: string;
}

export interface KnownKey {
  readonly actor: KeyActor;
  readonly usedAt: Date | null;
}

/** Keeps a key by its hash and its last four characters. */
export async function insertApiKey(tx: Tx, { key, ...rest }: NewApiKey): Promise<number> {
  const { id } = await tx
    .insertInto('api_key')
    .values({ ...rest, key_hash: hashToken(key), hint: key.slice(-4) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Makes a key the environment's, also one that is there already. With an end, the one that it has stays where it is
 * earlier; without one it has none from now on. Answers which it is, and whether that is another key than before.
 */
export async function keepEnvironmentKey(
  tx: Tx,
  { name, key, expires_at }: Pick<NewApiKey, 'name' | 'key' | 'expires_at'>,
): Promise<{ readonly id: number; readonly isTakenUp: boolean }> {
  const before = await tx
    .selectFrom('api_key')
    .select(['origin', 'expires_at as end'])
    .where('key_hash', '=', hashToken(key))
    .executeTakeFirst();
  const values = { name, origin: 'environment' as const, user_id: null, scope: 'admin' as const };
  const { id } = await tx
    .insertInto('api_key')
    .values({ ...values, expires_at, key_hash: hashToken(key), hint: key.slice(-4) })
    .onConflict((conflict) =>
      conflict.column('key_hash').doUpdateSet({
        ...values,
        expires_at:
          expires_at === null ? null : sql<Date>`least(api_key.expires_at, ${expires_at}::timestamptz)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const hadEnd = before !== undefined && before.end !== null;
  return { id, isTakenUp: before?.origin !== 'environment' || (expires_at === null && hadEnd) };
}

/**
 * Ends the keys of the environment but for these: at once (null) or at an instant, if they do not end before. Answers
 * those that would have worked for longer.
 */
export async function endEnvironmentKeys(
  tx: Tx,
  { but, now, at }: { readonly but: readonly string[]; readonly now: Date; readonly at: Date | null },
): Promise<readonly number[]> {
  const hashes = but.map(hashToken);
  const others = () => {
    const query = tx.deleteFrom('api_key').where('origin', '=', 'environment');
    return hashes.length === 0 ? query : query.where('key_hash', 'not in', hashes);
  };
  await others().where('expires_at', '<=', now).execute();
  if (at === null) return (await others().returning('id').execute()).map(({ id }) => id);
  let query = tx
    .updateTable('api_key')
    .set({ expires_at: at })
    .where('origin', '=', 'environment')
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', at)]));
  if (hashes.length > 0) query = query.where('key_hash', 'not in', hashes);
  return (await query.returning('id').execute()).map(({ id }) => id);
}

/** Ends the keys of the first start, at once (null) or at an instant, if they do not end before. Answers how many. */
export async function endFirstStartKeys(tx: Tx, at: Date | null): Promise<number> {
  if (at === null) {
    const { numDeletedRows } = await tx
      .deleteFrom('api_key')
      .where('origin', '=', 'first_start')
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
  const { numUpdatedRows } = await tx
    .updateTable('api_key')
    .set({ expires_at: sql<Date>`least(expires_at, ${at}::timestamptz)` })
    .where('origin', '=', 'first_start')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function deleteApiKey(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('api_key').where('id', '=', id).execute();
}

export async function hasApiKey(db: Database): Promise<boolean> {
  const row = await db.selectFrom('api_key').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** How many keys of a user are not over. */
export async function countLivingKeys(db: Database, userId: number, now: Date): Promise<number> {
  const { n } = await db
    .selectFrom('api_key')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return n;
}

/** Null where it is unknown, over, or of a user who may not come in. */
export async function findApiKey(db: Database, key: string, now: Date): Promise<KnownKey | null> {
  const row = await db
    .selectFrom('api_key')
    .leftJoin('app_user', 'app_user.id', 'api_key.user_id')
    .select(['api_key.id as keyId', 'api_key.name', 'api_key.user_id as userId', 'api_key.scope'])
    .select(['app_user.role', 'api_key.used_at', 'api_key.expires_at'])
    .where('api_key.key_hash', '=', hashToken(key))
    .where(({ or, eb }) => or([eb('api_key.user_id', 'is', null), eb('app_user.enabled', '=', true)]))
    .where(({ or, eb }) => or([eb('api_key.expires_at', 'is', null), eb('api_key.expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { role, used_at: usedAt, expires_at: expiresAt, ...actor } = row;
  return { actor: { kind: 'api_key', ...actor, role: role ?? 'administrator', expiresAt }, usedAt };
}

export async function touchApiKey(db: Database, id: number, now: Date): Promise<void> {
  await db.updateTable('api_key').set({ used_at: now }).where('id', '=', id).execute();
}

/** Throws NotFound. */
export async function readApiKey(db: Database, id: number): Promise<ApiKeyRecord> {
  const key = await select(db).where('api_key.id', '=', id).executeTakeFirst();
  if (key === undefined) throw new NotFound(noKey(id));
  return key;
}

export function noKey(id: number): string {
  return `There is no API key ${id}.`;
}

/** Newest first: of one user, of the program itself (null), or of all. */
export async function listApiKeys(
  db: Database,
  { owner, ...page }: PageRequest & { readonly owner: number | null | 'all' },
): Promise<Page<ApiKeyRecord>> {
  let query = select(db);
  let counting = db.selectFrom('api_key');
  if (owner !== 'all') {
    const comparison = owner === null ? 'is' : '=';
    query = query.where('api_key.user_id', comparison, owner);
    counting = counting.where('user_id', comparison, owner);
  }
  return await pageById(query, 'api_key.id', 'desc', page, counting);
}

function select(db: Database) {
  return db
    .selectFrom('api_key')
    .leftJoin('app_user', 'app_user.id', 'api_key.user_id')
    .select(['api_key.id', 'api_key.name', 'api_key.user_id', 'app_user.name as user_name', 'api_key.scope'])
    .select([
      'api_key.origin',
      'api_key.hint',
      'api_key.created_at',
      'api_key.used_at',
      'api_key.expires_at',
    ]);
}
