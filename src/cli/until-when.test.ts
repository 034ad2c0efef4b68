import { expect, it } from 'vitest';
import { parseUntil } from './until-when.ts';

const NOW = new Date(2026, 10, 22, 9, 30);

it.each([
  ['90d', new Date(NOW.getTime() + 90 * 86_400_000)],
  ['12h', new Date(2026, 10, 22, 21, 30)],
  ['2026-11-22', new Date(2026, 10, 23)],
  ['2028-02-29', new Date(2028, 2, 1)],
  ['2027-12-31', new Date(2028, 0, 1)],
])('%s is until %s', (text, until) => {
  expect(parseUntil(text, NOW)).toEqual(until);
});

it.each(['', '0d', '5', '3w', '2026-11-21', '2027-02-30', '2027-13-01', 'tomorrow', '90d 1h'])(
  '%j is no time to come',
  (text) => {
    expect(parseUntil(text, NOW)).toBeNull();
  },
);
