import { Conflict, NotFound } from '../base/errors.ts';
import { type Actor, userIdOf } from './actor.ts';
import { deleteApiKey, noKey, readApiKey } from './api-key-store.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { may } from './permissions.ts';

/**
 * Revokes one's own key; administrators revoke anybody's. Throws NotFound, also where it is somebody else's, and
 * Conflict for the environment's, which the next start would bring back.
 */
export async function revokeApiKey(needs: AccessNeeds, actor: Actor, id: number): Promise<void> {
  await changeAccess(needs, async ({ tx, tell }) => {
    const key = await readApiKey(tx, id);
    if (!may(actor, 'users.edit') && key.user_id !== userIdOf(actor)) throw new NotFound(noKey(id));
    if (key.origin === 'environment') {
      throw new Conflict(
        'This key comes from the environment. Give API_KEY another value (and take API_KEY_PREVIOUS away), then restart MAMcrawler.',
      );
    }
    await deleteApiKey(tx, id);
    await tell(key.user_id);
  });
}
