import { Conflict, Invalid } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { type Actor, userIdOf } from './actor.ts';
import { forgetDevices } from './known-device-store.ts';
import type { Passwords } from './password.ts';
import { deleteSessionsOf } from './session-store.ts';
import { tellAccessChanged } from './tell-access-changed.ts';
import { findUserById, lockUsers, updateUser } from './user-store.ts';

interface Needs {
  readonly db: Database;
  readonly passwords: Passwords;
}

interface Given {
  readonly currentPassword: string | null;
  readonly newPassword: string;
}

/**
 * Changes one's own password: all other sessions end, and browsers that signed in before are like any other. Throws
 * Invalid where the current password is wrong or missing, Conflict where there is none to change.
 */
export async function changePassword(
  { db, passwords }: Needs,
  actor: Actor,
  { currentPassword, newPassword }: Given,
): Promise<void> {
  const userId = userIdOf(actor);
  const user = userId === null ? null : await findUserById(db, userId);
  if (user === null)
    throw new Conflict('This API key belongs to no user: there is no password to change. Sign in instead.');
  if (user.passwordHash !== null) {
    if (currentPassword === null) throw Invalid.field('current_password', 'must be given');
    if (!(await passwords.isRight(currentPassword, user.passwordHash)))
      throw Invalid.field('current_password', 'is not your current password');
  }
  const passwordHash = await passwords.hash(newPassword);
  await db.transaction().execute(async (tx) => {
    await lockUsers(tx);
    const now = await findUserById(tx, user.id);
    if (now?.passwordHash !== user.passwordHash)
      throw new Conflict('Your password was changed elsewhere at the same time. Sign in with the new one.');
    await updateUser(tx, user.id, { passwordHash });
    await deleteSessionsOf(tx, user.id, actor.kind === 'user' ? actor.sessionId : null);
    await forgetDevices(tx, user.id);
    await tellAccessChanged(tx, user.id);
  });
}
