import { Conflict } from '../base/errors.ts';
import type { Tx } from '../platform/database.ts';
import { countAdministrators, type User, type UserRecord } from './user-store.ts';

/**
 * Throws Conflict where nobody could change the settings any more without this user, or nobody without the OpenID
 * Connect provider. The caller holds `lockUsers`, so that two administrators cannot remove each other at the same time.
 */
export async function keepAdministrator(tx: Tx, user: UserRecord): Promise<void> {
  switch (await whyNeeded(tx, { ...user, hasPassword: user.has_password })) {
    case 'last':
      throw new Conflict(
        `${user.name} is the last administrator: make somebody else an administrator first.`,
      );
    case 'last_with_password':
      throw new Conflict(
        `${user.name} is the last administrator with a password: give another administrator one first, so that there is a way in while the OpenID Connect provider is down.`,
      );
    case null:
  }
}

interface Candidate extends Pick<User, 'id' | 'role'> {
  readonly enabled: boolean;
  readonly hasPassword: boolean;
}

/** Why this user must stay an administrator who may come in; null where they need not. */
export async function whyNeeded(
  tx: Tx,
  { id, role, enabled, hasPassword }: Candidate,
): Promise<'last' | 'last_with_password' | null> {
  if (role !== 'administrator' || !enabled) return null;
  const others = await countAdministrators(tx, id);
  if (others.all === 0) return 'last';
  return hasPassword && others.withPassword === 0 ? 'last_with_password' : null;
}
