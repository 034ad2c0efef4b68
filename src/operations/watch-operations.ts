import type { Clock } from '../base/clock.ts';
import { AppError } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import type { EmbeddedState } from '../platform/embedded-postgres.ts';
import type { JobEnd } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { measureJobs } from '../platform/measure-jobs.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Outbound } from '../platform/outbound.ts';
import { collectErrors, type ErrorCollector } from './collect-errors.ts';
import { measureEmbeddedDatabase } from './measure-embedded-database.ts';
import { connectSentry } from './send-to-sentry.ts';

/** What looks on while the others work. */
export interface OperationsWatch extends AsyncDisposable {
  readonly errors: ErrorCollector;
  /** Measures a run of a job, and keeps what it did not expect. */
  jobEnded(end: JobEnd): void;
}

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly environment: string;
  readonly metrics: Metrics;
  readonly outbound: Outbound;
  /** Null: errors are sent nowhere. */
  readonly sentryDsn: string | null;
  readonly embedded: EmbeddedState | null;
}

export async function watchOperations(needs: Needs): Promise<OperationsWatch> {
  const { metrics, sentryDsn, embedded } = needs;
  await using ending = new AsyncDisposableStack();
  const sentry = sentryDsn === null ? null : ending.use(await connectSentry({ ...needs, dsn: sentryDsn }));
  const errors = ending.use(collectErrors({ ...needs, send: sentry?.send ?? null }));
  const measureJob = measureJobs(metrics);
  if (embedded !== null) measureEmbeddedDatabase(metrics, embedded);
  const atTheEnd = ending.move();
  return {
    errors,
    jobEnded(end) {
      measureJob(end);
      const { kind, error, requestId } = end;
      if (isUnexpected(end)) errors.note({ error, place: `job ${kind}`, requestId });
    },
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}

/** A service outside that fails is expected, and tried again; not that it does so to the last. */
function isUnexpected({ outcome, error }: JobEnd): boolean {
  return outcome === 'failed' || (outcome === 'retried' && !(error instanceof AppError));
}
