import { describe, expect, it } from 'vitest';
import { someOf, ticksUpTo } from './plot-scale.ts';

describe('the scale of a plot', () => {
  it.each<[number, readonly number[]]>([
    [0, [0, 1]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [7, [0, 2, 4, 6, 8]],
    [10, [0, 2, 4, 6, 8, 10]],
    [1234, [0, 500, 1000, 1500]],
    [4_711_000, [0, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000]],
  ])('up to %d has the ticks %j', (most, ticks) => {
    expect(ticksUpTo(most).map((tick) => Math.round(tick * 1e6) / 1e6)).toEqual(ticks);
  });

  it('names the ends and a few between them', () => {
    expect(someOf(['a', 'b'], 4).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(someOf([...'abcdefg'], 3).map(({ at }) => at)).toEqual([0, 3, 6]);
    expect(someOf([], 3)).toEqual([]);
  });
});
