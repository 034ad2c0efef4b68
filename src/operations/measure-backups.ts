import { Gauge } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import { kept } from '../base/kept.ts';
import { within } from '../base/within.ts';
import type { BackupConfig } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { longestPauseMs } from './backups/backup-schedule.ts';
import { type BackupSummary, summariseBackups } from './backups/backup-store.ts';

const PATIENCE_MS = 2_000;
/** One scrape asks once for all of them. */
const KEPT_MS = 2_000;

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly clock: Clock;
  readonly backups: Pick<BackupConfig, 'schedule' | 'verifySchedule'>;
}

/**
 * What is known of backups. A time that never was has no value: an age is counted from the
 * installation or the oldest backup then. A schedule that is off has no pause.
 */
export function measureBackups({ metrics, db, clock, backups }: Needs): void {
  const read = kept(KEPT_MS, () => within(PATIENCE_MS, summariseBackups(db, clock.now())).catch(() => null));

  function ageOf(at: Date | null): number | null {
    return at === null ? null : Math.max(0, (clock.now().getTime() - at.getTime()) / 1000);
  }

  function pauseOf(schedule: string | null): number | null {
    return schedule === null ? null : longestPauseMs(schedule, clock.now()) / 1000;
  }

  function measure(
    { name, help, label }: { readonly name: string; readonly help: string; readonly label?: string },
    valuesOf: (found: BackupSummary) => Readonly<Record<string, number | null | undefined>>,
  ): void {
    new Gauge({
      name: METRIC_PREFIX + name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [metrics],
      async collect() {
        const found = await read();
        this.reset();
        // Without labels a gauge that was reset would be 0, the year 1970.
        if (label === undefined) this.remove();
        if (found === null) return;
        for (const [key, value] of Object.entries(valuesOf(found))) {
          if (typeof value === 'number') this.set(label === undefined ? {} : { [label]: key }, value);
        }
      },
    });
  }

  measure(
    {
      name: 'backup_last_success_timestamp_seconds',
      help: 'When the newest backup that is done was begun; its data is of then.',
    },
    ({ newestDone }) => ({ value: secondsOf(newestDone?.created_at) }),
  );
  measure(
    {
      name: 'backup_last_verified_timestamp_seconds',
      help: 'When a backup was last restored on trial and found sound.',
    },
    ({ lastPassedAt }) => ({ value: secondsOf(lastPassedAt) }),
  );
  measure(
    {
      name: 'backup_age_seconds',
      help: 'Age of the newest backup that is done; of the installation where there is none.',
    },
    ({ newestDone, since }) => ({ value: ageOf(newestDone?.created_at ?? since) }),
  );
  measure(
    {
      name: 'backup_verified_age_seconds',
      help: 'How long ago a backup was last found sound; age of the oldest backup where none ever was.',
    },
    ({ lastPassedAt, oldestDoneAt }) => ({ value: ageOf(lastPassedAt ?? oldestDoneAt) }),
  );
  measure(
    {
      name: 'backup_longest_pause_seconds',
      help: 'The longest pause between two times of BACKUP_SCHEDULE; none when it is off.',
    },
    () => ({ value: pauseOf(backups.schedule) }),
  );
  measure(
    {
      name: 'backup_verify_longest_pause_seconds',
      help: 'The longest pause between two times of BACKUP_VERIFY_SCHEDULE; none when it is off.',
    },
    () => ({ value: pauseOf(backups.verifySchedule) }),
  );
  measure(
    { name: 'backup_last_size_bytes', help: 'Size of the newest backup that is done.' },
    ({ newestDone }) => ({ value: newestDone?.size_bytes }),
  );
  measure(
    { name: 'backups', help: 'Backups, by state: running, done, failed.', label: 'state' },
    ({ counts }) => counts,
  );
  measure(
    {
      name: 'backup_verifications',
      help: 'Backups that were restored on trial, by outcome of the last time: passed, failed.',
      label: 'outcome',
    },
    ({ verifications }) => verifications,
  );
}

function secondsOf(at: Date | null | undefined): number | null {
  return at === null || at === undefined ? null : at.getTime() / 1000;
}
