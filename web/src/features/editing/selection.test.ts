import { expect, it } from 'vitest';
import { countOf, isChosen, NOTHING, toggled } from './selection.ts';

it('chooses books one by one', () => {
  const one = toggled(NOTHING, 1, [1, 2, 3]);
  const two = toggled(one, 2, [1, 2, 3]);

  expect([1, 2, 3].map((id) => isChosen(two, id))).toEqual([true, true, false]);
  expect(countOf(two, 99)).toBe(2);
  expect(toggled(two, 1, [1, 2, 3])).toEqual({ kind: 'some', ids: new Set([2]) });
});

it('of all keeps those in sight, without the one that is taken out', () => {
  expect(countOf({ kind: 'all' }, 99)).toBe(99);
  expect(isChosen({ kind: 'all' }, 4711)).toBe(true);
  expect(toggled({ kind: 'all' }, 2, [1, 2, 3])).toEqual({ kind: 'some', ids: new Set([1, 3]) });
});
