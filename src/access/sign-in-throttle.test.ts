import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../base/clock.ts';
import { accountHash, delayOfAttempt, lockedSeconds, originOf } from './sign-in-throttle.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);

describe('an attempt to sign in', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 500],
    [4, 1_000],
    [5, 2_000],
    [6, 4_000],
    [7, 5_000],
    [10, 5_000],
    [1_000_000, 5_000],
  ])('number %i in a row is held back for %i ms', (attempt, delayMs) => {
    expect(delayOfAttempt(attempt)).toBe(delayMs);
  });

  it.each([
    ['none after nine failures', 9, 0, null],
    ['15 minutes right after the tenth', 10, 0, 900],
    ['the rest of them later', 10, 5 * MINUTE_MS + 1, 600],
    ['a second at the very end', 10, 15 * MINUTE_MS - 1, 1],
    ['none after 15 minutes', 10, 15 * MINUTE_MS, null],
  ])('waits: %s', (_, failures, ageMs, seconds) => {
    expect(lockedSeconds({ failures, failedAt: ago(ageMs) }, NOW)).toBe(seconds);
  });
});

describe('what failures are counted for', () => {
  it.each([
    ['an address', '192.0.2.7', null, '192.0.2.7'],
    ['the same address written as IPv6', '::ffff:192.0.2.7', null, '192.0.2.7'],
    ['the network of an IPv6 address', '2001:db8:1:2:aaaa::1', null, '2001:db8:1:2::/64'],
    ['which is the same for its neighbour', '2001:db8:1:2::ffff', null, '2001:db8:1:2::/64'],
    ['an IPv6 address of a link', 'fe80::1%eth0', null, 'fe80:0:0:0::/64'],
    ['no address', null, null, 'unknown'],
    ['what is no address', "x'; drop table", null, 'unknown'],
    ['a known device, wherever it is', '192.0.2.7', 7, 'device:7'],
  ])('%s', (_, address, deviceId, origin) => {
    expect(originOf(address, deviceId)).toBe(origin);
  });

  it('an account by a hash, which tells nothing of what was typed', () => {
    expect(accountHash('ada')).toHaveLength(32);
    expect(accountHash('ada')).toEqual(accountHash('ada'));
    expect(accountHash('ada')).not.toEqual(accountHash('eve'));
  });
});
