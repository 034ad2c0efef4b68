import { expect, it } from 'vitest';
import { progressWords } from './progress-words.ts';

it.each([
  [{ items_per_second: 740.4, seconds_left: 12, faults: 2 }, '740 a second, 12 s left, 2 faults'],
  [{ items_per_second: 1234.5, seconds_left: null, faults: 1 }, '1,235 a second, 1 fault'],
  [{ items_per_second: 0.25, seconds_left: 4000, faults: 0 }, '0.3 a second, 1 h 7 min left'],
  [{ items_per_second: null, seconds_left: null, faults: 0 }, ''],
])('%j in words is "%s"', (detail, words) => {
  expect(progressWords(detail)).toBe(words);
});
