import { expect, it } from 'vitest';
import { createLaneCount } from './lane-count.ts';

it.each([
  [1, 0, 1],
  [2, 0, 1],
  [2, 0.2, 1],
  [2, 0.5, 2],
  [2, 0.9, 4],
  [2, 1, 4],
  [8, 0, 2],
  [8, 0.4, 3],
  [8, 0.9, 4],
])('on %i cores, of a disk that is waited for %d of the time, %i read', (cores, share, lanes) => {
  const count = createLaneCount(cores);
  for (let answer = 0; answer < 100; answer += 1) count.note(share);
  expect(count.now).toBe(lanes);
});

it('is not changed by one slow answer', () => {
  const count = createLaneCount(2);
  count.note(1);
  expect(count.now).toBe(1);
});
