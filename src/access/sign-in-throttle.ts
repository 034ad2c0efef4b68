import { createHash } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '../base/clock.ts';
import { networkOf } from '../base/network-of.ts';

/** After so many failures in a row an address, or a known device, is kept out of the account, */
export const LOCK_AFTER = 10;
/** for so long; failures that are older, without a new one, count no more. */
export const LOCK_MS = 15 * MINUTE_MS;

const DELAYS_MS = [0, 0, 500, 1_000, 2_000, 4_000];
const LONGEST_DELAY_MS = 5_000;

/** How long the n-th attempt in a row is held back before it is looked at. */
export function delayOfAttempt(attempt: number): number {
  return DELAYS_MS[attempt - 1] ?? LONGEST_DELAY_MS;
}

/** Whether the n-th attempt in a row is one that is not held back for what its own origin did. */
export function isEarly(attempt: number): boolean {
  return delayOfAttempt(attempt) === 0;
}

export interface Failures {
  readonly failures: number;
  readonly failedAt: Date;
}

/** Seconds until the next attempt may be made; null where it may now. */
export function lockedSeconds({ failures, failedAt }: Failures, now: Date): number | null {
  const leftMs = failedAt.getTime() + LOCK_MS - now.getTime();
  return failures < LOCK_AFTER || leftMs <= 0 ? null : Math.ceil(leftMs / SECOND_MS);
}

/** The account from every address, whose failures only delay: a stranger must not keep its owner out. */
export const EVERYWHERE = '';

const DEVICE = 'device:';

/** As what the failures of a visitor are counted: a device that signed in before by itself, else the address. */
export function originOf(address: string | null, deviceId: number | null): string {
  return deviceId === null ? networkOf(address ?? '') : `${DEVICE}${deviceId}`;
}

/** Of a known device nothing counts for the account. */
export function countsEverywhere(origin: string): boolean {
  return !origin.startsWith(DEVICE);
}

/** An account by its folded name; what was typed is not kept, for it may be a password. */
export function accountHash(nameKey: string): Uint8Array {
  return createHash('sha256').update(nameKey).digest();
}
