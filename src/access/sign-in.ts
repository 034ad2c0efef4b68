import type { Clock } from '../base/clock.ts';
import { TooManyRequests, Unauthorized } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { type Admission, admitUser, type Visitor } from './admit-user.ts';
import { recordAudit } from './audit.ts';
import { knownDevice } from './known-device.ts';
import type { Passwords } from './password.ts';
import { clearFailures, countAttempt, findFailures } from './sign-in-failure-store.ts';
import { delayOfAttempt, EVERYWHERE, LOCK_AFTER, lockedSeconds, originOf } from './sign-in-throttle.ts';
import type { SignInWaiting } from './sign-in-waiting.ts';
import { findUserByName, type UserWithPassword } from './user-store.ts';

export interface SignInNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly signingKey: string;
  readonly passwords: Passwords;
  readonly signInWaiting: SignInWaiting;
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
  const { db, clock, passwords } = needs;
  const deviceId = await knownDevice(db, clock, { cookie: visitor.deviceCookie, name });
  const origin = originOf(visitor.address, deviceId);
  const attempt = await countAttempt(db, { name, origin, now: clock.now() });
  if (attempt === null) return refuseLocked(needs, { name, origin, visitor });
  // A known device is not kept waiting for what others do to the account.
  const everywhere =
    deviceId === null ? await countAttempt(db, { name, origin: EVERYWHERE, now: clock.now() }) : null;
  await needs.signInWaiting.hold(Math.max(delayOfAttempt(attempt), delayOfAttempt(everywhere ?? 1)), signal);

  const found = await findUserByName(db, name);
  const isRight = await passwords.isRight(password, found?.passwordHash ?? null);
  if (found === null || !isRight || !found.enabled) {
    await noteRefusal(db, { found, visitor, reason: reasonOf(found, isRight) });
    if (attempt === LOCK_AFTER) await noteLock(db, { found, visitor });
    throw new Unauthorized('The name or the password is wrong.');
  }
  const { id, name: ownName, role } = found;
  return db.transaction().execute(async (tx) => {
    await clearFailures(tx, { name, origin });
    return admitUser(needs, tx, { user: { id, name: ownName, role }, via: 'password', visitor });
  });
}

async function refuseLocked(
  { db, clock }: SignInNeeds,
  { name, origin, visitor }: { readonly name: string; readonly origin: string; readonly visitor: Visitor },
): Promise<never> {
  const failures = await findFailures(db, { name, origin });
  await noteRefusal(db, { found: await findUserByName(db, name), visitor, reason: 'locked' });
  throw new TooManyRequests(
    'Too many failed sign-ins. Wait 15 minutes, or ask an administrator to unlock the account.',
    (failures === null ? null : lockedSeconds(failures, clock.now())) ?? 1,
  );
}

/** For administrators alone. */
function reasonOf(found: UserWithPassword | null, isRight: boolean): string {
  if (found === null) return 'unknown name';
  if (found.passwordHash === null) return 'no password';
  return isRight ? 'disabled' : 'wrong password';
}

interface Refused {
  readonly found: UserWithPassword | null;
  readonly visitor: Visitor;
}

/** The name that was typed is not kept where nobody has it: it may be a password. */
function noteRefusal(
  db: Database,
  { found, visitor, reason }: Refused & { readonly reason: string },
): Promise<void> {
  return recordAudit(db, {
    action: 'signIn',
    outcome: 'refused',
    actor: { kind: 'nobody' },
    address: visitor.address,
    subject: found === null ? null : `users/${found.id}`,
    detail: { reason },
  });
}

function noteLock(db: Database, { found, visitor }: Refused): Promise<void> {
  return recordAudit(db, {
    action: 'lockAccount',
    outcome: 'done',
    actor: { kind: 'program' },
    address: visitor.address,
    subject: found === null ? null : `users/${found.id}`,
    detail: { minutes: 15 },
  });
}
