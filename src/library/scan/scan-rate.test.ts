import { expect, it } from 'vitest';
import { createScanRate } from './scan-rate.ts';

it('tells rate and time left once a second has passed', () => {
  const rate = createScanRate();
  rate.note(0, 0);
  rate.note(50, 500);
  expect([rate.itemsPerSecond(), rate.secondsLeft(1000)]).toEqual([null, null]);
  rate.note(200, 2000);
  expect([rate.itemsPerSecond(), rate.secondsLeft(1000), rate.secondsLeft(null)]).toEqual([100, 8, null]);
});

it('follows a disk that becomes slower', () => {
  const rate = createScanRate();
  for (let second = 0; second <= 30; second += 1) rate.note(second * 100, second * 1000);
  for (let second = 31; second <= 60; second += 1) rate.note(3000 + (second - 30), second * 1000);
  expect(rate.itemsPerSecond()).toBe(1);
});

it('knows no end of what stands still', () => {
  const rate = createScanRate();
  rate.note(5, 0);
  rate.note(5, 5000);
  expect([rate.itemsPerSecond(), rate.secondsLeft(10)]).toEqual([0, null]);
});
