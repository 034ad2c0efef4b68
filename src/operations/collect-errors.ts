import { setTimeout as wait } from 'node:timers/promises';
import { Counter } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import { within } from '../base/within.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { keepNewestErrorGroups, noteErrorGroup, type SeenError } from './error-group-store.ts';
import { type ToldError, tellError, type UnexpectedError } from './tell-error.ts';

/** Keeps what the program did not expect, for a person to look at. */
export interface ErrorCollector extends AsyncDisposable {
  /** Returns at once and never throws; what is noted is written soon. */
  note(unexpected: UnexpectedError): void;
  /** Resolves when what was noted is written, or could not be. */
  written(): Promise<void>;
}

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly metrics: Metrics;
  /** Where errors go beside our own list; must not throw. */
  readonly send: ((told: ToldError, requestId: string | null) => void) | null;
  /** Errors that come together are written together. */
  readonly gatherMs?: number;
  readonly retryMs?: number;
}

const MAX_GROUPS = 500;
/** Of groups that wait to be written: while the database is down they may be many. */
const MAX_PENDING = 100;
const END_PATIENCE_MS = 2_000;

export function collectErrors({
  db,
  clock,
  log,
  version,
  metrics,
  send,
  gatherMs = 200,
  retryMs = 10_000,
}: Needs): ErrorCollector {
  const pending = new Map<string, SeenError>();
  const stopping = new AbortController();
  let writing: Promise<void> | null = null;
  const counter = new Counter({
    name: `${METRIC_PREFIX}unexpected_errors_total`,
    help: 'Errors that the program did not expect, by where they came up: request (its entry in the audit log too), job.',
    labelNames: ['place'],
    registers: [metrics],
  });
  for (const place of ['request', 'job']) counter.inc({ place }, 0);

  function add(told: ToldError, requestId: string | null): void {
    const key = told.fingerprint.toString('base64');
    const before = pending.get(key);
    if (before === undefined && pending.size >= MAX_PENDING) return;
    const now = clock.now();
    pending.set(key, {
      ...told,
      version,
      occurrences: (before?.occurrences ?? 0) + 1,
      last_request_id: requestId,
      first_at: before?.first_at ?? now,
      last_at: now,
    });
  }

  /** Writes all that is pending; what fails stays for the next time. */
  async function write(): Promise<void> {
    for (const [key, seen] of pending) {
      pending.delete(key);
      try {
        await noteErrorGroup(db, seen);
      } catch (error) {
        const later = pending.get(key);
        pending.set(key, {
          ...(later ?? seen),
          occurrences: seen.occurrences + (later?.occurrences ?? 0),
          first_at: seen.first_at,
        });
        throw error;
      }
    }
    await keepNewestErrorGroups(db, MAX_GROUPS);
  }

  async function keepWriting(): Promise<void> {
    for (let pauseMs = gatherMs; pending.size > 0 && !stopping.signal.aborted; ) {
      await wait(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      try {
        await write();
      } catch (error) {
        log.debug({ err: error }, 'unexpected errors could not be kept yet');
        pauseMs = retryMs;
      }
    }
  }

  function startWriting(): void {
    writing ??= keepWriting().finally(() => {
      writing = null;
      // Noted after the last look, before this one.
      if (pending.size > 0 && !stopping.signal.aborted) startWriting();
    });
  }

  return {
    note({ error, place, requestId }) {
      try {
        counter.inc({ place: place.startsWith('job ') ? 'job' : 'request' });
        const told = tellError({ error, place });
        add(told, requestId);
        send?.(told, requestId);
        startWriting();
      } catch (fault) {
        log.error({ err: fault }, 'an unexpected error could not be kept');
      }
    },
    async written() {
      await writing;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const last = Promise.resolve(writing).then(() => (pending.size > 0 ? write() : undefined));
      await within(END_PATIENCE_MS, last).catch((error: unknown) =>
        log.warn({ err: error }, 'unexpected errors could not be kept'),
      );
    },
  };
}
