import { describe, expect, it } from 'vitest';
import { gridLayout } from './grid-layout.ts';

describe('gridLayout', () => {
  it.each([
    [288, 2],
    [343, 3],
    [736, 4],
    [1120, 6],
    [1856, 11],
  ])('puts covers into %d pixels in %d columns', (width, columns) => {
    expect(gridLayout(width).columns).toBe(columns);
  });

  it('fills the width to the pixel, whatever it is', () => {
    for (let width = 240; width < 2400; width += 7) {
      const { columns, cellWidth, gap } = gridLayout(width);
      expect(columns * cellWidth + (columns - 1) * gap).toBeCloseTo(width);
      expect(cellWidth).toBeGreaterThan(80);
    }
  });
});
