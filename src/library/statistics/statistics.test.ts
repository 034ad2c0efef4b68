import { describe, expect, it } from 'vitest';
import { growthOf } from './statistics.ts';

const NOW = new Date('2027-02-03T00:00:00Z');

describe('growth', () => {
  it('has every month from the first to this one, and adds up', () => {
    const came = [
      { month: '2026-11', items: 2, seconds: 20, bytes: 200 },
      { month: '2027-01', items: 1, seconds: 5, bytes: 50 },
    ];

    const months = growthOf(came, NOW);

    expect(
      months.map(({ month, items, itemsThen, secondsThen }) => [month, items, itemsThen, secondsThen]),
    ).toEqual([
      ['2026-11', 2, 2, 20],
      ['2026-12', 0, 2, 20],
      ['2027-01', 1, 3, 25],
      ['2027-02', 0, 3, 25],
    ]);
  });

  it('is nothing where nothing came', () => {
    expect(growthOf([], NOW)).toEqual([]);
  });
});
