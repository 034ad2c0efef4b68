import { MINUTE_MS } from '../base/clock.ts';
import { Conflict, Invalid } from '../base/errors.ts';
import { type Actor, userIdOf } from './actor.ts';
import type { Visitor } from './admit-user.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { forgetDevices } from './known-device-store.ts';
import { deleteSessionsOf, sessionOpenedAt } from './session-store.ts';
import { clearFailures } from './sign-in-failure-store.ts';
import { noteLock, type TriedPassword, type TryNeeds, tryPassword } from './try-password.ts';
import { findUserById, lockUsers, type UserWithPassword, updateUser } from './user-store.ts';

const FRESH_MS = 10 * MINUTE_MS;

interface Needs extends AccessNeeds, TryNeeds {}

interface Given {
  readonly currentPassword: string | null;
  readonly newPassword: string;
}

/**
 * Changes one's own password: all other sessions end, and browsers that signed in before are like any other. Throws
 * Invalid where the current password is wrong or missing, TooManyRequests where it was wrong too often, Conflict where
 * there is none to change, or a first one is chosen in a session older than 10 minutes.
 */
export async function changePassword(
  needs: Needs,
  actor: Actor,
  { currentPassword, newPassword }: Given,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<void> {
  const userId = userIdOf(actor);
  const user = userId === null ? null : await findUserById(needs.db, userId);
  if (user === null)
    throw new Conflict('This API key belongs to no user: there is no password to change. Sign in instead.');
  if (user.passwordHash === null) await requireFreshSession(needs, actor);
  const tried =
    user.passwordHash === null ? null : await proveOwner(needs, user, currentPassword, visitor, signal);
  const passwordHash = await needs.passwords.hash(newPassword);
  await changeAccess(needs, async ({ tx, tell }) => {
    await lockUsers(tx);
    const now = await findUserById(tx, user.id);
    if (now?.passwordHash !== user.passwordHash)
      throw new Conflict('Your password was changed elsewhere at the same time. Sign in with the new one.');
    await updateUser(tx, user.id, { passwordHash });
    await deleteSessionsOf(tx, user.id, actor.kind === 'user' ? actor.sessionId : null);
    await forgetDevices(tx, user.id);
    if (tried !== null) await clearFailures(tx, tried.counted);
    await tell(user.id);
  });
}

/** Whoever took over a session must not be able to stay by giving the account its first password. */
async function requireFreshSession({ db, clock }: Needs, actor: Actor): Promise<void> {
  const openedAt = actor.kind === 'user' ? await sessionOpenedAt(db, actor.sessionId) : null;
  if (openedAt !== null && clock.now().getTime() - openedAt.getTime() <= FRESH_MS) return;
  throw new Conflict(
    'To choose your first password, show first that it is you: sign out, sign in again, and choose it within 10 minutes.',
  );
}

/** Counted as signing in is: by a session alone nobody may find out the password. */
async function proveOwner(
  needs: Needs,
  { id, name }: UserWithPassword,
  password: string | null,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<TriedPassword> {
  if (password === null) throw Invalid.field('current_password', 'must be given');
  const tried = await tryPassword(needs, { name, password, visitor, isSignedIn: true }, signal);
  if (tried.isRight && tried.found?.id === id) return tried;
  if (tried.isLast) await noteLock(needs, id, visitor);
  throw Invalid.field('current_password', 'is not your current password');
}
