import { describe, expect, it } from 'vitest';
import { stepInGrid } from './step-in-grid.ts';

describe('stepInGrid', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 1, 0],
    ['ArrowDown', 1, 5],
    ['ArrowUp', 5, 1],
    ['ArrowRight', 3, 4],
    ['ArrowLeft', 0, null],
    ['ArrowUp', 3, null],
    ['ArrowDown', 7, null],
    ['ArrowRight', 9, null],
    ['Enter', 3, null],
    ['ArrowRight', Number.NaN, null],
  ])('%s from cell %d of ten in rows of four leads to %s', (key, from, to) => {
    expect(stepInGrid(key, from, 4, 10)).toBe(to);
  });
});
