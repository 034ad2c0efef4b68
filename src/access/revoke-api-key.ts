import { Conflict, NotFound } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { type Actor, userIdOf } from './actor.ts';
import { deleteApiKey, noKey, readApiKey } from './api-key-store.ts';
import { may } from './permissions.ts';
import { tellAccessChanged } from './tell-access-changed.ts';

/**
 * Revokes one's own key; administrators revoke anybody's. Answers whose it was. Throws NotFound, also where it is
 * somebody else's, and Conflict for the environment's, which the next start would bring back.
 */
export async function revokeApiKey(
  { db }: { readonly db: Database },
  actor: Actor,
  id: number,
): Promise<number | null> {
  return db.transaction().execute(async (tx) => {
    const key = await readApiKey(tx, id);
    if (!may(actor, 'users.edit') && key.user_id !== userIdOf(actor)) throw new NotFound(noKey(id));
    if (key.origin === 'environment') {
      throw new Conflict(
        'This key comes from the environment. Give API_KEY another value (and take API_KEY_PREVIOUS away), then restart MAMcrawler.',
      );
    }
    await deleteApiKey(tx, id);
    await tellAccessChanged(tx, key.user_id);
    return key.user_id;
  });
}
