import { type Clock, MINUTE_MS, SECOND_MS } from '../base/clock.ts';
import { TooManyRequests } from '../base/errors.ts';
import { wideNetworkOf } from '../base/network-of.ts';
import { plural } from '../base/quantities.ts';
import type { Database } from '../platform/database.ts';
import type { Visitor } from './admit-user.ts';
import { knownDevice } from './known-device.ts';
import type { PasswordLane, Passwords } from './password.ts';
import { recordAttempt } from './record-attempt.ts';
import { countAttempt, findFailures, takeBackAttempt } from './sign-in-failure-store.ts';
import {
  countsEverywhere,
  delayOfAttempt,
  EVERYWHERE,
  isEarly,
  LOCK_AFTER,
  LOCK_MS,
  lockedSeconds,
  originOf,
} from './sign-in-throttle.ts';
import type { SignInWaiting } from './sign-in-waiting.ts';
import { findUserByName, nameKey, type UserWithPassword } from './user-store.ts';

export interface TryNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly signInWaiting: SignInWaiting;
}

export interface PasswordTry {
  readonly name: string;
  readonly password: string;
  readonly visitor: Visitor;
  /** Signed in already: goes before strangers also on a device that is not known. */
  readonly isSignedIn?: boolean;
}

export interface TriedPassword {
  /** Whose name it is. */
  readonly found: UserWithPassword | null;
  readonly isRight: boolean;
  /** As what it was counted: for `clearFailures`. */
  readonly counted: { readonly name: string; readonly origin: string };
  /** The next one from there is not looked at. */
  readonly isLast: boolean;
}

/**
 * Looks at a password, after counting the attempt and holding it back. Throws TooManyRequests where too many failed;
 * `signal` ends the waiting. In the same time whoever has the name.
 */
export async function tryPassword(
  needs: TryNeeds,
  given: PasswordTry,
  signal: AbortSignal,
): Promise<TriedPassword> {
  const { db, clock } = needs;
  const { name, visitor } = given;
  const deviceId = await knownDevice(db, clock, { cookie: visitor.deviceCookie, name });
  const counted = { name, origin: originOf(visitor.address, deviceId) };
  const attempt = await countAttempt(db, { ...counted, now: clock.now() });
  // Not noted: that it is locked was, and this has no end.
  if (attempt === null) throw await lockedOut(needs, counted);
  try {
    await holdBack(needs, given, { origin: counted.origin, attempt }, signal);
    const found = await findUserByName(db, name);
    const lane: PasswordLane = deviceId !== null || given.isSignedIn === true ? 'known' : 'stranger';
    const isRight = await needs.passwords.isRight(given.password, found?.passwordHash ?? null, lane);
    return { found, isRight, counted, isLast: attempt === LOCK_AFTER };
  } catch (error) {
    // One whose password was not looked at does not count, whoever broke it off.
    await takeBackAttempt(db, counted);
    throw error;
  }
}

async function holdBack(
  { db, clock, signInWaiting }: TryNeeds,
  { name, visitor }: PasswordTry,
  { origin, attempt }: { readonly origin: string; readonly attempt: number },
  signal: AbortSignal,
): Promise<void> {
  // A known device is not kept waiting for what others do to the account.
  const isKnown = !countsEverywhere(origin);
  const everywhere = isKnown ? null : await countAttempt(db, { name, origin: EVERYWHERE, now: clock.now() });
  await signInWaiting.hold(
    Math.max(delayOfAttempt(attempt), delayOfAttempt(everywhere ?? 1)),
    {
      account: nameKey(name),
      network: isKnown ? null : wideNetworkOf(visitor.address ?? ''),
      early: isKnown || isEarly(attempt),
    },
    signal,
  );
}

async function lockedOut(
  { db, clock }: TryNeeds,
  counted: TriedPassword['counted'],
): Promise<TooManyRequests> {
  const failures = await findFailures(db, counted);
  const seconds = (failures === null ? null : lockedSeconds(failures, clock.now())) ?? 1;
  const minutes = plural(Math.ceil((seconds * SECOND_MS) / MINUTE_MS), 'minute');
  return new TooManyRequests(
    `Too many failed sign-ins. Wait ${minutes}, or ask an administrator to unlock the account.`,
    seconds,
  );
}

/** Tells in the audit log that an address or a device is kept out of an account from now on; null: of no account. */
export function noteLock(needs: TryNeeds, userId: number | null, { address }: Visitor): Promise<void> {
  const subject = userId === null ? null : `users/${userId}`;
  const detail = { minutes: LOCK_MS / MINUTE_MS };
  return recordAttempt(
    needs,
    { action: 'lockAccount', outcome: 'done', actor: { kind: 'program' }, address, subject, detail },
    { each: userId !== null },
  );
}
