import { expect, it } from 'vitest';
import { nextSearchAt } from './wanted-book.ts';

it.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 16],
  [6, 24],
  [1000, 24],
])('after %i fruitless searches the next one is in %i hours', (fruitless, hours) => {
  const now = new Date('2026-11-22T12:00:00Z');

  expect(nextSearchAt(now, fruitless).getTime() - now.getTime()).toBe(hours * 3_600_000);
});
