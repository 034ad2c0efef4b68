import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../base/clock.ts';
import { planRetention, type RetainedBackup } from './plan-retention.ts';

const KEEP = { daily: 7, weekly: 4, monthly: 12 };
const START = Date.parse('2024-01-01T03:37:00Z');

const backup = (id: number, at: string | Date, more: Partial<RetainedBackup> = {}): RetainedBackup => ({
  id,
  origin: 'schedule',
  state: 'done',
  verification: null,
  created_at: new Date(at),
  ...more,
});

const left = (backups: readonly RetainedBackup[], now: string | Date, keep = KEEP): readonly number[] => {
  const gone = planRetention(backups, keep, new Date(now));
  return backups.map(({ id }) => id).filter((id) => !gone.includes(id));
};

describe('the rule that lets backups go', () => {
  it('keeps, over years of daily backups, the last days, weeks and months, and never more', () => {
    let kept: readonly RetainedBackup[] = [];
    for (let day = 0; day < 3 * 365; day += 1) {
      const now = new Date(START + day * DAY_MS);
      const all = [...kept, backup(day, now)];
      const ids = left(all, now);
      kept = all.filter(({ id }) => ids.includes(id));
      expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
      const days = kept.map(({ created_at }) => created_at.toISOString().slice(0, 10));
      for (let ago = 0; ago < Math.min(7, day + 1); ago += 1)
        expect(days).toContain(new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10));
    }
    const days = kept.map(({ created_at }) => created_at.toISOString().slice(0, 10)).toSorted();
    // The last is of 2026-12-30: months by their last day, the weeks before by their Sunday, then seven days.
    expect(days).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'],
      ...['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-13'],
      ...['2026-12-20', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'],
      ...['2026-12-29', '2026-12-30'],
    ]);
  });

  it('keeps the newest of a day, and of days that have one', () => {
    const backups = [
      backup(1, '2026-11-01T01:00:00Z'),
      backup(2, '2026-11-01T02:00:00Z'),
      backup(3, '2026-11-09T02:00:00Z'),
    ];
    expect(left(backups, '2026-11-20T00:00:00Z', { daily: 2, weekly: 0, monthly: 0 })).toEqual([2, 3]);
  });

  it('counts weeks from Monday, also across a year', () => {
    const backups = [
      backup(1, '2026-12-27T23:59:00Z'),
      backup(2, '2026-12-28T00:00:00Z'),
      backup(3, '2027-01-03T23:59:00Z'),
      backup(4, '2027-01-04T00:00:00Z'),
    ];
    expect(left(backups, '2027-01-04T01:00:00Z', { daily: 0, weekly: 9, monthly: 0 })).toEqual([1, 3, 4]);
  });

  it('never lets go what a person asked for, what is being made, the newest, or the newest that was verified', () => {
    const backups = [
      backup(1, '2020-01-01T00:00:00Z', { origin: 'manual' }),
      backup(2, '2021-01-01T00:00:00Z', { verification: 'passed' }),
      backup(3, '2021-01-02T00:00:00Z', { verification: 'passed' }),
      backup(4, '2021-01-03T00:00:00Z'),
      backup(5, '2021-01-04T00:00:00Z'),
      backup(6, '2021-01-05T00:00:00Z', { state: 'running' }),
    ];
    expect(left(backups, '2026-01-01T00:00:00Z', { daily: 0, weekly: 0, monthly: 0 })).toEqual([1, 3, 5, 6]);
  });

  it.each([
    ['a safety backup', { origin: 'safety' }],
    ['a failed one', { state: 'failed' }],
    ['one that cannot be restored', { verification: 'failed' }],
  ] as const)('keeps %s for thirty days', (_, more) => {
    const backups = [backup(1, '2026-11-01T00:00:00Z', more), backup(2, '2026-11-01T01:00:00Z')];
    expect(left(backups, '2026-12-01T00:00:00Z')).toEqual([1, 2]);
    expect(left(backups, '2026-12-01T00:00:01Z')).toEqual([2]);
  });

  it('gives no day to one that cannot be restored', () => {
    const backups = [
      backup(1, '2026-11-01T00:00:00Z'),
      backup(2, '2026-11-01T01:00:00Z', { verification: 'failed' }),
    ];
    expect(left(backups, '2026-11-01T02:00:00Z', { daily: 1, weekly: 0, monthly: 0 })).toEqual([1, 2]);
  });
});
