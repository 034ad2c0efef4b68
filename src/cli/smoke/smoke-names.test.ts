import { expect, it } from 'vitest';
import { isLeftOver, smokeNames } from './smoke-names.ts';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

it('knows its own things again when they are older than an hour', () => {
  for (const name of Object.values(smokeNames(NOW))) {
    expect([name, isLeftOver(name, after(59))]).toEqual([name, false]);
    expect([name, isLeftOver(name, after(61))]).toEqual([name, true]);
  }
});

it('never takes what a person named for its own', () => {
  for (const name of [
    'smoke-alarm',
    'Smoke test',
    'smoke-2020-01-01T000000Z',
    'x smoke-2020-01-01T000000Z-0123456789ab',
  ])
    expect([name, isLeftOver(name, NOW)]).toEqual([name, false]);
});

it('gives no two runs the same names', () => {
  expect(smokeNames(NOW).user).not.toBe(smokeNames(NOW).user);
});
