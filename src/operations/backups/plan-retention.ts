import { DAY_MS } from '../../base/clock.ts';
import type { BackupKeep } from '../../platform/config.ts';
import type { Backup } from './backup.ts';

/** How long what serves nobody any more is kept: safety backups, and those that failed or were found bad. */
const SPARE_MS = 30 * DAY_MS;

export type RetainedBackup = Pick<Backup, 'id' | 'origin' | 'state' | 'verification' | 'created_at'>;

/**
 * The ids of those that the rule lets go. Of the scheduled ones the newest of each of the last days, weeks and months
 * stays that have one, and the newest of all; nothing that a person asked for goes, nor the newest that was verified.
 */
export function planRetention(
  backups: readonly RetainedBackup[],
  keep: BackupKeep,
  now: Date,
): readonly number[] {
  const newestFirst = backups.toSorted((one, other) => other.created_at.getTime() - one.created_at.getTime());
  const sound = newestFirst.filter(
    ({ state, verification }) => state === 'done' && verification !== 'failed',
  );
  const scheduled = sound.filter(({ origin }) => origin === 'schedule');
  const verified = sound.find(({ verification }) => verification === 'passed');
  const kept = new Set<number>([
    ...newestOfEach(scheduled, dayOf, keep.daily),
    ...newestOfEach(scheduled, weekOf, keep.weekly),
    ...newestOfEach(scheduled, monthOf, keep.monthly),
    ...scheduled.slice(0, 1).map(({ id }) => id),
    ...(verified === undefined ? [] : [verified.id]),
  ]);
  const isOld = ({ created_at }: RetainedBackup) => now.getTime() - created_at.getTime() > SPARE_MS;
  return newestFirst
    .filter((backup) => {
      if (backup.state === 'running' || kept.has(backup.id)) return false;
      if (backup.state === 'failed') return isOld(backup);
      if (backup.origin === 'manual') return false;
      return backup.origin === 'safety' || backup.verification === 'failed' ? isOld(backup) : true;
    })
    .map(({ id }) => id);
}

function newestOfEach(
  newestFirst: readonly RetainedBackup[],
  spanOf: (at: Date) => string,
  count: number,
): readonly number[] {
  const newest = new Map<string, number>();
  for (const { id, created_at } of newestFirst) {
    const span = spanOf(created_at);
    if (!newest.has(span)) newest.set(span, id);
  }
  return [...newest.values()].slice(0, count);
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Its Monday, in UTC. */
function weekOf(at: Date): string {
  const daysSinceMonday = (at.getUTCDay() + 6) % 7;
  return dayOf(new Date(at.getTime() - daysSinceMonday * DAY_MS));
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 'YYYY-MM'.length);
}
