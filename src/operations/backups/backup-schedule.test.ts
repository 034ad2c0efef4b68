import { describe, expect, it } from 'vitest';
import { isMissed, longestPauseMs, nextTime } from './backup-schedule.ts';

const DAILY = '37 3 * * *';
const HOUR = 3_600_000;

describe('the schedule of backups', () => {
  it('is in UTC', () => {
    expect(nextTime(DAILY, new Date('2026-11-22T10:00:00Z'))).toEqual(new Date('2026-11-23T03:37:00Z'));
  });

  it.each([
    [DAILY, 24 * HOUR],
    ['0 */6 * * *', 6 * HOUR],
    ['0 4 * * 1-5', 72 * HOUR],
    ['13 5 * * 0', 7 * 24 * HOUR],
  ])('pauses %s at the longest for %d ms', (cron, pause) => {
    expect(longestPauseMs(cron, new Date('2026-11-22T10:00:00Z'))).toBe(pause);
  });

  it.each([
    ['the machine was off at that time', '2026-11-21T03:37:05Z', '2026-11-22T08:00:00Z', true],
    ['it is to be made just now', '2026-11-21T03:37:05Z', '2026-11-22T03:40:00Z', false],
    ['an hour is not over', '2026-11-21T03:37:05Z', '2026-11-22T04:30:00Z', false],
    ['an hour is over', '2026-11-21T03:37:05Z', '2026-11-22T04:38:00Z', true],
    ['it was made', '2026-11-22T03:37:05Z', '2026-11-22T08:00:00Z', false],
    ['somebody made one since', '2026-11-22T06:00:00Z', '2026-11-22T08:00:00Z', false],
    ['weeks went by', '2026-10-01T03:37:05Z', '2026-11-22T01:00:00Z', true],
  ])('knows whether one was missed: %s', (_, newest, now, missed) => {
    expect(isMissed(DAILY, new Date(newest), new Date(now))).toBe(missed);
  });
});
