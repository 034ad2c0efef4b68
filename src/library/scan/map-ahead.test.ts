import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { mapAhead } from './map-ahead.ts';

async function* numbers(count: number, taken: number[] = []) {
  for (let one = 0; one < count; one += 1) {
    taken.push(one);
    yield one;
  }
}

it('answers in order, whatever is done first', async () => {
  const answered: number[] = [];
  const slowFirst = async (one: number) => {
    for (let turn = one; turn < 10; turn += 1) await setImmediate();
    return one;
  };
  for await (const one of mapAhead(numbers(10), 4, slowFirst)) answered.push(one);
  expect(answered).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('never takes more than there is room for', async () => {
  const taken: number[] = [];
  const ahead = mapAhead(numbers(100, taken), 3, async (one) => one);
  await ahead.next();
  expect(taken).toEqual([0, 1, 2]);
  await ahead.return(undefined);
});

it('fails with the first failure in order', async () => {
  const ahead = mapAhead(numbers(5), 3, async (one) => {
    if (one > 0) throw new Error(`${one} failed`);
    return one;
  });
  await ahead.next();
  await expect(ahead.next()).rejects.toThrow('1 failed');
});
