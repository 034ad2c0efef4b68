import type { Clock } from '../base/clock.ts';
import { Conflict, Forbidden, Invalid, Unauthorized } from '../base/errors.ts';
import type { KeyScope } from '../base/roles.ts';
import type { Tx } from '../platform/database.ts';
import type { Actor } from './actor.ts';
import { countLivingKeys, insertApiKey } from './api-key-store.ts';
import { newApiKey } from './api-keys.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { mayGiveScope } from './permissions.ts';
import { lockUsers } from './user-store.ts';

/** Nobody looks after more: what is made by a program is to be revoked by it. */
const KEYS_PER_USER = 50;

export interface ApiKeyInput {
  readonly name: string;
  readonly scope: KeyScope;
  /** Null: until it is revoked. */
  readonly expiresAt: Date | null;
}

/**
 * Makes a key of whoever asks: of a user, or of the program itself where one of its own keys asks. Answers the key, the
 * only time that it can be shown. Throws Forbidden for a scope beyond what they may themselves, Conflict for a user who
 * has plenty.
 */
export async function addApiKey(
  needs: AccessNeeds & { readonly clock: Clock },
  actor: Actor,
  { name, scope, expiresAt }: ApiKeyInput,
): Promise<{ readonly id: number; readonly key: string }> {
  if (actor.kind === 'nobody') throw new Unauthorized('Sign in to make an API key.');
  if (!mayGiveScope(actor, scope)) {
    throw new Forbidden(
      `A key with the scope "${scope}" could do more than you may yourself. Choose a smaller scope.`,
      { scope },
    );
  }
  if (expiresAt !== null && expiresAt <= needs.clock.now())
    throw Invalid.field('expires_at', 'must lie in the future');
  const key = newApiKey();
  return changeAccess(needs, async ({ tx, tell }) => {
    if (actor.userId !== null) await refuseMany(tx, actor.userId, needs.clock.now());
    const id = await insertApiKey(tx, {
      name,
      key,
      scope,
      user_id: actor.userId,
      origin: 'user',
      expires_at: expiresAt,
    });
    await tell(actor.userId);
    return { id, key };
  });
}

async function refuseMany(tx: Tx, userId: number, now: Date): Promise<void> {
  // One after the other: two at once would count the same.
  await lockUsers(tx);
  if ((await countLivingKeys(tx, userId, now)) < KEYS_PER_USER) return;
  throw new Conflict(
    `You have ${KEYS_PER_USER} API keys, the most that a user may have. Revoke one that nobody uses any more.`,
  );
}
