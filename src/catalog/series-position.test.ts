import { expect, it } from 'vitest';
import { sortPosition } from './series-position.ts';

it.each([
  ['2', 2],
  ['10', 10],
  ['3.5', 3.5],
  ['1-3', 1],
  ['Vol 07', 7],
  ['Prequel', null],
  ['', null],
  [null, null],
])('%s sorts as %s', (position, expected) => {
  expect(sortPosition(position)).toBe(expected);
});
