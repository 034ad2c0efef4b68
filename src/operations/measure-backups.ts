import { Gauge } from 'prom-client';
import { kept } from '../base/kept.ts';
import { within } from '../base/within.ts';
import type { Database } from '../platform/database.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { type BackupSummary, summariseBackups } from './backups/backup-store.ts';

const PATIENCE_MS = 2_000;
/** One scrape asks once for all of them. */
const KEPT_MS = 2_000;

/**
 * What is known of backups. A time that never was has no value: alerts ask `absent`, or for `mamcrawler_backups`, which
 * has one for each state as long as the database can be asked.
 */
export function measureBackups({ metrics, db }: { readonly metrics: Metrics; readonly db: Database }): void {
  const read = kept(KEPT_MS, () => within(PATIENCE_MS, summariseBackups(db)).catch(() => null));

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
