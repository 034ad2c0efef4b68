import { Unauthorized } from '../base/errors.ts';
import { type Admission, admitUser, type Visitor } from './admit-user.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { recordAttempt } from './record-attempt.ts';
import { clearFailures } from './sign-in-failure-store.ts';
import { noteLock, type TryNeeds, tryPassword } from './try-password.ts';
import type { UserWithPassword } from './user-store.ts';

export interface SignInNeeds extends AccessNeeds, TryNeeds {
  readonly signingKey: string;
}

interface Given {
  readonly name: string;
  readonly password: string;
}

/**
 * Opens a session. Throws Unauthorized, in the same words and time whether the name is unknown, the password is wrong,
 * there is none or the user may not come in; TooManyRequests where too many attempts failed. `signal` ends the waiting.
 */
export async function signIn(
  needs: SignInNeeds,
  { name, password }: Given,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<Admission> {
  const tried = await tryPassword(needs, { name, password, visitor }, signal);
  const { found, isRight, counted, isLast } = tried;
  if (found === null || !isRight || !found.enabled) {
    await noteRefusal(needs, found, visitor, reasonOf(found, isRight));
    if (isLast) await noteLock(needs, found?.id ?? null, visitor);
    throw new Unauthorized('The name or the password is wrong.');
  }
  const { id, name: ownName, role } = found;
  return changeAccess(needs, async (change) => {
    await clearFailures(change.tx, counted);
    return admitUser(needs, change, { user: { id, name: ownName, role }, via: 'password', visitor });
  });
}

/** For administrators alone. */
function reasonOf(found: UserWithPassword | null, isRight: boolean): string {
  if (found === null) return 'unknown name';
  if (found.passwordHash === null) return 'no password';
  return isRight ? 'disabled' : 'wrong password';
}

/**
 * The name that was typed is not kept where nobody has it: it may be a password. Of names that nobody has there is no
 * end; those against an account end with its lock.
 */
function noteRefusal(
  needs: SignInNeeds,
  found: UserWithPassword | null,
  { address }: Visitor,
  reason: string,
): Promise<void> {
  const subject = found === null ? null : `users/${found.id}`;
  const attempt = { action: 'signIn' as const, address, subject, detail: { reason } };
  return recordAttempt(needs, attempt, { each: found !== null });
}
