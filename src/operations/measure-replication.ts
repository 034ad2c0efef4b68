import { Gauge } from 'prom-client';
import { kept } from '../base/kept.ts';
import { within } from '../base/within.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { type Replication, readReplication } from './replication-store.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly log: Log;
  readonly patienceMs?: number;
  readonly keptMs?: number;
}

const PATIENCE_MS = 2_000;
/** One scrape asks once for all three metrics. */
const KEPT_MS = 2_000;

/** Standbys of the database and how far they lag; no value where that cannot be read. */
export function measureReplication({
  metrics,
  db,
  log,
  patienceMs = PATIENCE_MS,
  keptMs = KEPT_MS,
}: Needs): void {
  const read = kept(keptMs, () =>
    within(patienceMs, readReplication(db)).catch((error: unknown) => {
      log.debug({ err: error }, 'the replication could not be measured');
      return null;
    }),
  );

  function measure(name: string, help: string, select: (replication: Replication) => number | null): void {
    new Gauge({
      name: METRIC_PREFIX + name,
      help,
      registers: [metrics],
      async collect() {
        const replication = await read();
        const value = replication === null ? null : select(replication);
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }

  measure('database_replicas', 'Standbys that stream from the database.', ({ replicas }) => replicas);
  measure(
    'database_replication_lag_bytes',
    'Log that the standby furthest behind has not replayed yet.',
    ({ lagBytes }) => lagBytes,
  );
  measure(
    'database_replication_lag_seconds',
    'How long ago the standby furthest behind fell behind.',
    ({ lagSeconds }) => lagSeconds,
  );
}
