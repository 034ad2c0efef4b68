import { expect, it } from 'vitest';
import { completenessOf, LACKS } from './completeness.ts';

it('a book that lacks nothing is complete, one that lacks everything is not at all', () => {
  expect(completenessOf([])).toBe(100);
  expect(completenessOf(['cover', 'chapters'])).toBe(75);
  expect(completenessOf(LACKS)).toBe(0);
});
