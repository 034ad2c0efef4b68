import { expect, it } from 'vitest';
import { progressLine } from './progress-line.ts';

it.each([
  [0, 4, 'Scan [------------------------------] 0/4 0 %'],
  [1, 4, 'Scan [########----------------------] 1/4 25 %'],
  [199, 200, 'Scan [##############################] 199/200 99 %'],
  [4, 4, 'Scan [##############################] 4/4 100 %'],
  [5, 4, 'Scan [##############################] 5/4 100 %'],
  [3, null, 'Scan 3'],
  [0, 0, 'Scan 0'],
])('%d of %s', (done, total, line) => {
  expect(progressLine('Scan', done, total)).toBe(line);
});
