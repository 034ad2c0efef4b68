import { DAY_MS } from '../base/clock.ts';
import { formatDuration } from '../base/quantities.ts';
import type { BackupConfig } from '../platform/config.ts';
import { longestPauseMs, nextTime } from './backups/backup-schedule.ts';
import type { BackupSummary } from './backups/backup-store.ts';
import type { ServiceHealth } from './service-health.ts';

/** So long a new installation may be without a backup. */
const NEW_MS = 2 * DAY_MS;
/** So long a backup may go without one being verified. */
const UNVERIFIED_MS = 8 * DAY_MS;

/** Tells from what is known of backups whether there is a sound one of late. */
export function checkBackups(
  found: BackupSummary,
  config: Pick<BackupConfig, 'schedule' | 'verifySchedule'>,
  now: Date,
): ServiceHealth {
  const detail = detailOf(found, config.schedule, now);
  const fault = findFault(found, config, now);
  return fault === null ? { status: 'healthy', detail } : { status: 'degraded', detail, ...fault };
}

interface Fault {
  readonly error: string;
  readonly what_to_do: string;
}

function findFault(
  { newestDone, newestFailed, lastVerified, lastPassedAt, oldestDoneAt, since }: BackupSummary,
  { schedule, verifySchedule }: Pick<BackupConfig, 'schedule' | 'verifySchedule'>,
  now: Date,
): Fault | null {
  const made = newestDone?.created_at ?? null;
  if (newestFailed !== null && (made === null || newestFailed.created_at > made)) {
    return {
      error: `The last backup failed: ${newestFailed.error ?? 'nobody knows why'}`,
      what_to_do: 'Mend what it says, then make one: on the page Backups, or by `mamcrawler backup create`.',
    };
  }
  if (schedule !== null && isLate(made, since, schedule, now)) {
    return {
      error:
        made === null
          ? 'There is no backup.'
          : `The newest backup is ${ageOf(made, now)} old; there should be newer ones.`,
      what_to_do:
        'Look whether a worker runs and what the tasks say, then make one: `mamcrawler backup create`.',
    };
  }
  if (lastVerified?.verification === 'failed') {
    const bad = lastVerified.verification_checks?.find(({ ok }) => !ok);
    const why = bad === undefined ? '' : ` (${[bad.name, bad.detail].filter(Boolean).join(': ')})`;
    return {
      error: `The backup ${lastVerified.name} could not be restored on trial${why}.`,
      what_to_do:
        'Make another one and verify it: `mamcrawler backup create`, `mamcrawler backup verify ID`.',
    };
  }
  const unverifiedSince = lastPassedAt ?? oldestDoneAt;
  if (verifySchedule !== null && unverifiedSince !== null && isOlder(unverifiedSince, UNVERIFIED_MS, now)) {
    return {
      error:
        lastPassedAt === null
          ? 'No backup was ever verified.'
          : `The last backup was verified ${ageOf(lastPassedAt, now)} ago.`,
      what_to_do: 'Verify the newest: on the page Backups, or by `mamcrawler backup verify ID`.',
    };
  }
  return null;
}

function isLate(made: Date | null, since: Date | null, schedule: string, now: Date): boolean {
  if (made === null) return since !== null && isOlder(since, NEW_MS, now);
  return isOlder(made, 2 * longestPauseMs(schedule, now), now);
}

function detailOf({ newestDone, lastPassedAt }: BackupSummary, schedule: string | null, now: Date): string {
  const next = schedule === null ? null : nextTime(schedule, now).toISOString();
  if (newestDone === null) {
    return next === null
      ? 'There is no backup, and BACKUP_SCHEDULE=off makes none.'
      : `There is no backup yet; the next is made at ${next}.`;
  }
  const parts = [
    `The newest backup is ${ageOf(newestDone.created_at, now)} old`,
    lastPassedAt === null ? 'none was verified yet' : `the last was verified ${ageOf(lastPassedAt, now)} ago`,
    ...(next === null ? ['BACKUP_SCHEDULE=off makes none'] : []),
  ];
  return `${parts.join('; ')}.`;
}

function isOlder(at: Date, ms: number, now: Date): boolean {
  return now.getTime() - at.getTime() > ms;
}

function ageOf(at: Date, now: Date): string {
  return formatDuration(Math.max(0, now.getTime() - at.getTime()) / 1000);
}
