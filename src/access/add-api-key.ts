import type { Clock } from '../base/clock.ts';
import { Forbidden, Invalid, Unauthorized } from '../base/errors.ts';
import type { KeyScope } from '../base/roles.ts';
import type { Database } from '../platform/database.ts';
import type { Actor } from './actor.ts';
import { insertApiKey } from './api-key-store.ts';
import { newApiKey } from './api-keys.ts';
import { mayGiveScope } from './permissions.ts';

export interface ApiKeyInput {
  readonly name: string;
  readonly scope: KeyScope;
  /** Null: until it is revoked. */
  readonly expiresAt: Date | null;
}

/**
 * Makes a key of whoever asks: of a user, or of the program itself where one of its own keys asks. Answers the key, the
 * only time that it can be shown. Throws Forbidden for a scope beyond what they may themselves.
 */
export async function addApiKey(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
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
  if (expiresAt !== null && expiresAt <= clock.now())
    throw Invalid.field('expires_at', 'must lie in the future');
  const key = newApiKey();
  const id = await db.transaction().execute((tx) =>
    insertApiKey(tx, {
      name,
      key,
      scope,
      user_id: actor.userId,
      origin: 'user',
      expires_at: expiresAt,
    }),
  );
  return { id, key };
}
