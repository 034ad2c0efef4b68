import { setTimeout as wait } from 'node:timers/promises';
import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Tx } from './database.ts';
import { heedClock } from './heed-clock.ts';
import type { Log } from './log.ts';
import { steadyClock } from './steady-clock.ts';
import { currentRequestId, traced } from './trace.ts';

/** One kind of work to do later. A job may run twice: the second run must find the work done. */
export interface JobKind<Payload extends z.ZodType = z.ZodType> {
  /** Imperative, kebab-case: `search-wanted-book`. */
  readonly name: string;
  readonly payload: Payload;
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** After this long a running job counts as lost. */
  readonly expireSeconds: number;
  /** How many run at once in one process. */
  readonly concurrency: number;
}

export function jobKind<Payload extends z.ZodType>(
  kind: Pick<JobKind<Payload>, 'name' | 'payload'> & Partial<JobKind<Payload>>,
): JobKind<Payload> {
  return { retryLimit: 8, retryDelaySeconds: 5, expireSeconds: 3600, concurrency: 1, ...kind };
}

/** Sends a job in the transaction of the change that causes it; of equal jobs that wait only one is kept. */
export type SendJob = <Payload extends z.ZodType>(
  tx: Tx,
  kind: JobKind<Payload>,
  payload: z.input<Payload>,
) => Promise<void>;

export interface JobQueue extends AsyncDisposable {
  readonly send: SendJob;
  /** Makes the queues of these kinds known; before anything is sent. */
  declare(kinds: readonly JobKind[]): Promise<void>;
  /**
   * Gives back what a process was doing when it ended without a word, at once instead of after its heartbeat.
   * Only for whoever knows that no other process is at work.
   */
  recoverLost(kinds: readonly JobKind[]): Promise<void>;
  work<Payload extends z.ZodType>(
    kind: JobKind<Payload>,
    run: (payload: z.output<Payload>, attempt: JobAttempt) => Promise<void>,
  ): Promise<void>;
  /** Sends a job without payload at each time of the cron expression (UTC); of several processes once. */
  schedule(kind: JobKind, cron: string): Promise<void>;
  /** Takes that back, whoever asked for it. */
  unschedule(kind: JobKind): Promise<void>;
  /** What waits for a worker although it is due, by kind. */
  waiting(): Promise<readonly WaitingJobs[]>;
  /** What failed for good since an instant, by kind. */
  failedSince(since: Date): Promise<readonly FailedJobs[]>;
  /** Whether it takes up work: not before the first worker, not while it stops. */
  isWorking(): boolean;
  /** Asks what runs to stop, waits for it a while and starts nothing more; sending goes on. */
  stopWork(): Promise<void>;
}

export interface WaitingJobs {
  readonly kind: string;
  readonly count: number;
  /** Since the oldest of them was due. */
  readonly oldestSeconds: number;
}

export interface FailedJobs {
  readonly kind: string;
  readonly count: number;
}

/** How one run of a job ended: `failed` for good, `retried` where another try follows, `broken_off` by the program's end. */
export type JobOutcome = 'done' | 'retried' | 'failed' | 'broken_off';

export interface JobEnd {
  readonly kind: string;
  readonly outcome: JobOutcome;
  readonly durationMs: number;
  /** What it threw; null where it is done. */
  readonly error: unknown;
  readonly requestId: string | null;
}

export interface JobAttempt {
  /** No further try will follow this one. */
  readonly isLast: boolean;
  /** Aborted when the program stops. */
  readonly signal: AbortSignal;
}

const Envelope = z.object({ payload: z.unknown(), request_id: z.string().nullable().default(null) });

export interface JobQueueOptions {
  readonly log: Log;
  /** False: it only sends, and leaves to others what has to be done in time. */
  readonly isWorker?: boolean;
  /** Hears of each run, within the request that caused it; must not throw. */
  readonly onEnd?: (end: JobEnd) => void;
}

/** The queue on PostgreSQL, whose tables a migration has made: a NOTIFY wakes a worker in milliseconds, polling is the safety net. */
export async function startJobQueue(
  connection: object,
  { log, onEnd = () => {}, isWorker = true }: JobQueueOptions,
): Promise<JobQueue> {
  const boss = new PgBoss({
    ...connection,
    application_name: 'mamcrawler jobs',
    migrate: false,
    max: 4,
    useListenNotify: true,
    clock: steadyClock,
    supervise: isWorker,
    schedule: isWorker,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had an error'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
  await boss.start();
  const stopping = new AbortController();
  const kindsAtWork: string[] = [];
  const heed = () =>
    heedClock(boss.getDb()).catch((error: unknown) =>
      log.warn({ err: error }, 'the job queue could not be set by the clock'),
    );
  const heeding = isWorker ? setInterval(() => void heed(), HEED_CLOCK_MS).unref() : undefined;

  async function stopWork(): Promise<void> {
    stopping.abort();
    await Promise.race([
      Promise.all(kindsAtWork.map((name) => boss.offWork(name))),
      wait(STOP_MS, undefined, { ref: false }),
    ]);
  }

  return {
    async send(tx, kind, payload) {
      const parsed = kind.payload.parse(payload);
      const envelope = { payload: parsed, request_id: currentRequestId() };
      await boss.send(kind.name, envelope, { db: fromKysely(tx), singletonKey: JSON.stringify(parsed) });
    },
    async declare(kinds) {
      for (const kind of kinds) {
        const options = {
          notify: true,
          retryLimit: kind.retryLimit,
          retryDelay: kind.retryDelaySeconds,
          retryBackoff: true,
          retryDelayMax: 600,
          expireInSeconds: kind.expireSeconds,
          heartbeatSeconds: 20,
        };
        const isNew = (await boss.getQueue(kind.name)) === null;
        // Of equal jobs one may wait and one may run; a queue keeps this for good.
        if (isNew) await boss.createQueue(kind.name, { policy: 'stately', ...options });
        else await boss.updateQueue(kind.name, options);
      }
    },
    async recoverLost(kinds) {
      for (const { name } of kinds) {
        const lost = (await boss.findJobs(name))
          .filter(({ state }) => state === 'active')
          .map(({ id }) => id);
        if (lost.length > 0)
          await boss.fail(name, lost, { message: 'The program ended in the middle of it.' });
      }
      // The pause before a second try is for services outside; here nothing has failed.
      await boss.getDb().executeSql("update pgboss.job set start_after = now() where state = 'retry'");
    },
    async work(kind, run) {
      kindsAtWork.push(kind.name);
      for (let lane = 0; lane < kind.concurrency; lane += 1) {
        const worker: string = await boss.work(kind.name, WORK_OPTIONS, async ([job]) => {
          if (job === undefined) return;
          await runJob(kind, run, job, { signal: stopping.signal, log, onEnd });
          // It would sleep until the next poll although more may be waiting.
          boss.notifyWorker(worker);
        });
      }
    },
    async schedule(kind, cron) {
      await boss.schedule(kind.name, cron, { payload: {} });
    },
    async unschedule(kind) {
      await boss.unschedule(kind.name);
    },
    async waiting() {
      const { rows } = await boss.getDb().executeSql(WAITING_SQL);
      return z.array(Waiting).parse(rows);
    },
    async failedSince(since) {
      const { rows } = await boss.getDb().executeSql(FAILED_SQL, [since]);
      return z.array(Failed).parse(rows);
    },
    isWorking: () => kindsAtWork.length > 0 && !stopping.signal.aborted,
    stopWork,
    async [Symbol.asyncDispose]() {
      clearInterval(heeding);
      await stopWork();
      await boss.stop({ graceful: false, close: true });
    },
  };
}

const HEED_CLOCK_MS = 30_000;

/** What has not stopped by then is taken up again by the next start. */
const STOP_MS = 8_000;

/** A NOTIFY starts a job at once; polling finds what is due later, a second try above all. */
const WORK_OPTIONS = {
  batchSize: 1,
  includeMetadata: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 5,
} as const;

const Failed = z.object({ kind: z.string(), count: z.number() });
const Waiting = Failed.extend({ oldestSeconds: z.number() });

const WAITING_SQL = `
  select name as kind, count(*)::int as count, extract(epoch from now() - min(start_after))::float8 as "oldestSeconds"
  from pgboss.job where state < 'active' and start_after <= now() and left(name, 2) <> '__' group by name order by name`;

const FAILED_SQL = `
  select name as kind, count(*)::int as count from pgboss.job
  where state = 'failed' and completed_on >= $1 and left(name, 2) <> '__' group by name order by name`;

async function runJob<Payload extends z.ZodType>(
  kind: JobKind<Payload>,
  run: (payload: z.output<Payload>, attempt: JobAttempt) => Promise<void>,
  job: JobWithMetadata<unknown>,
  { signal, log, onEnd }: Required<Omit<JobQueueOptions, 'isWorker'>> & { readonly signal: AbortSignal },
): Promise<void> {
  const { payload, request_id: requestId } = Envelope.parse(job.data ?? {});
  const startedAt = performance.now();
  const attempt = { isLast: job.retryCount >= job.retryLimit, signal };
  const end = (outcome: JobOutcome, error: unknown) => {
    const durationMs = performance.now() - startedAt;
    const line = {
      job: kind.name,
      job_id: job.id,
      outcome,
      attempt: job.retryCount + 1,
      duration_ms: Math.round(durationMs),
    };
    if (outcome === 'done') log.info(line, 'job done');
    else if (outcome === 'broken_off') log.info(line, 'job broken off by the end of the program');
    else log.warn({ ...line, err: error }, 'job failed');
    onEnd({ kind: kind.name, outcome, durationMs, error, requestId });
  };
  await traced(requestId, async () => {
    try {
      await run(kind.payload.parse(payload), attempt);
    } catch (error) {
      end(signal.aborted ? 'broken_off' : attempt.isLast ? 'failed' : 'retried', error);
      throw error;
    }
    end('done', null);
  });
}
