import type { Database, Tx } from '../platform/database.ts';
import { hashToken } from '../platform/signed-token.ts';

export interface NewApiKey {
  readonly name: string;
  readonly key: string;
  readonly origin: 'first_start' | 'environment';
}

/** Keeps a key by its hash; one that is there already stays as it is. */
export async function insertApiKey(tx: Tx, { name, key, origin }: NewApiKey): Promise<void> {
  await tx
    .insertInto('api_key')
    .values({ name, key_hash: hashToken(key), origin })
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .execute();
}

/** Ends the keys that the environment gave before, but for this one. */
export async function deleteEnvironmentKeys(tx: Tx, but: string | null): Promise<void> {
  let query = tx.deleteFrom('api_key').where('origin', '=', 'environment');
  if (but !== null) query = query.where('key_hash', '!=', hashToken(but));
  await query.execute();
}

export async function hasApiKey(db: Database): Promise<boolean> {
  const row = await db.selectFrom('api_key').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function findApiKey(db: Database, key: string): Promise<number | null> {
  const row = await db
    .selectFrom('api_key')
    .select('id')
    .where('key_hash', '=', hashToken(key))
    .executeTakeFirst();
  return row?.id ?? null;
}
