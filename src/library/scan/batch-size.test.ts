import { expect, it } from 'vitest';
import { createBatchSize } from './batch-size.ts';

function settled(msPerItem: number): number {
  const size = createBatchSize();
  for (let batch = 0; batch < 30; batch += 1) size.note(size.items, size.items * msPerItem);
  return size.items;
}

it.each([
  ['an ordinary database', 0.5, 90],
  ['a fast one', 0.01, 400],
  ['a slow one', 50, 8],
])('fits %s', (_, msPerItem, items) => {
  expect(settled(msPerItem)).toBe(items);
});

it('learns nothing from a batch that was not full', () => {
  const size = createBatchSize();
  const before = size.items;
  size.note(1, 500);
  expect(size.items).toBe(before);
});
