import { expect, it } from 'vitest';
import { nextSize } from './in-chunks.ts';

it.each<[number, number, number]>([
  [8, 1, 16],
  [8, 25, 8],
  [8, 50, 4],
  [8, 1000, 1],
  [200, 1, 200],
  [1, 0, 2],
])('of %d things that took %d ms, %d are next', (size, took, next) => {
  expect(nextSize(size, took)).toBe(next);
});
