import type { Database } from '../platform/database.ts';
import { randomToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';
import { deleteEnvironmentKeys, findApiKey, hasApiKey, insertApiKey } from './api-key-store.ts';

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
    await deleteEnvironmentKeys(tx, fromEnvironment);
    if (fromEnvironment !== null) {
      await insertApiKey(tx, {
        name: 'API_KEY of the environment',
        key: fromEnvironment,
        origin: 'environment',
      });
      return null;
    }
    if (await hasApiKey(tx)) return null;
    const key = PREFIX + randomToken();
    await insertApiKey(tx, { name: 'Made at the first start', key, origin: 'first_start' });
    return key;
  });
}

/** Who stands behind a key. Keys are looked up by their hash, so the time taken tells nothing about them. */
export async function actorOfApiKey(db: Database, key: string): Promise<Actor> {
  const keyId = await findApiKey(db, key);
  return keyId === null ? { kind: 'nobody' } : { kind: 'api_key', keyId, role: 'administrator' };
}
