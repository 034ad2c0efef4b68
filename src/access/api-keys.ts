import type { Database } from '../platform/database.ts';
import { hashToken, randomToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';

const PREFIX = 'mam_';

/**
 * Makes the environment's key the administrator's key, or, without one, makes a key at the first start.
 * Answers the key that was made now, the only time that it can be shown, or null.
 */
export async function keepAdministratorKey(
  db: Database,
  fromEnvironment: string | null,
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    if (fromEnvironment !== null) {
      const keyHash = hashToken(fromEnvironment);
      await tx
        .deleteFrom('api_key')
        .where('key_hash', '!=', keyHash)
        .where('origin', '=', 'environment')
        .execute();
      await tx
        .insertInto('api_key')
        .values({ name: 'API_KEY of the environment', key_hash: keyHash, origin: 'environment' })
        .onConflict((conflict) => conflict.column('key_hash').doNothing())
        .execute();
      return null;
    }
    await tx.deleteFrom('api_key').where('origin', '=', 'environment').execute();
    const existing = await tx.selectFrom('api_key').select('id').executeTakeFirst();
    if (existing !== undefined) return null;
    const key = PREFIX + randomToken();
    await tx
      .insertInto('api_key')
      .values({ name: 'Made at the first start', key_hash: hashToken(key), origin: 'first_start' })
      .execute();
    return key;
  });
}

/** Who stands behind a key. Keys are looked up by their hash, so the time taken tells nothing about them. */
export async function actorOfApiKey(db: Database, key: string): Promise<Actor> {
  const row = await db
    .selectFrom('api_key')
    .select('id')
    .where('key_hash', '=', hashToken(key))
    .executeTakeFirst();
  return row === undefined ? { kind: 'nobody' } : { kind: 'api_key', keyId: row.id, role: 'administrator' };
}
