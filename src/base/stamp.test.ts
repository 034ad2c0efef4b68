import { expect, it } from 'vitest';
import { instantOfStamp, stampOf } from './stamp.ts';

it('writes an instant so that a file may be named by it, and reads it again', () => {
  const at = new Date('2026-11-22T03:37:05.900Z');

  expect(stampOf(at)).toBe('2026-11-22T033705Z');
  expect(instantOfStamp('2026-11-22T033705Z')).toEqual(new Date('2026-11-22T03:37:05Z'));
});

it.each(['', '2026-11-22', '2026-13-22T033705Z', 'x2026-11-22T033705Z', '20261122T033705Z'])(
  'takes "%s" for none',
  (stamp) => {
    expect(instantOfStamp(stamp)).toBeNull();
  },
);
