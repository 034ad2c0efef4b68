import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogFew, type LogFew } from './log-few.ts';

let few: LogFew;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  few = createLogFew(3);
  told = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function note(kind: string, windowMs = 1000): boolean {
  return few.isFirst(kind, windowMs, (count) => told.push(`${count} more of ${kind}`));
}

it('tells the first of a kind, and when its window ends how many more there were', () => {
  expect([note('a'), note('a'), note('b'), note('a')]).toEqual([true, false, true, false]);
  vi.advanceTimersByTime(999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['2 more of a']);

  expect([note('a'), note('b')]).toEqual([true, true]);
});

it('says nothing of what did not come again', () => {
  note('a');
  vi.advanceTimersByTime(1000);

  expect(told).toEqual([]);
});

it('remembers only so many kinds: the oldest is told before its time', () => {
  for (const kind of ['a', 'a', 'b', 'c', 'd']) note(kind);

  expect(told).toEqual(['1 more of a']);
  expect([note('b'), note('a')]).toEqual([false, true]);
});

it('tells at the end what it has counted', () => {
  for (const kind of ['a', 'a', 'b', 'b', 'b']) note(kind);
  few[Symbol.dispose]();

  expect(told).toEqual(['1 more of a', '2 more of b']);
});
