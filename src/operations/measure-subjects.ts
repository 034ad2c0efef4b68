import { setTimeout as wait } from 'node:timers/promises';
import { Counter, Gauge } from 'prom-client';
import { countAuditEntriesSince } from '../access/audit-store.ts';
import { countFactsSince } from '../activity/fact-store.ts';
import { countTasksByState } from '../activity/task-store.ts';
import type { Clock } from '../base/clock.ts';
import { countBooks } from '../catalog/book-store.ts';
import { countDownloadsByState } from '../downloads/download-store.ts';
import { countImportsByState } from '../imports/import-store.ts';
import { type LibrarySize, measureLibraries } from '../library/item-store.ts';
import { countLibraries } from '../library/library-store.ts';
import type { Database } from '../platform/database.ts';
import type { JobQueue } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { countWantedByState } from '../wanted/wanted-store.ts';
import { countErrorGroups } from './error-group-store.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'waiting'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the database knows, as metrics. */
export interface SubjectMetrics {
  /** Reads it anew; where the database cannot be reached in time, `database_up` says so and the others are gone. */
  refresh(): Promise<void>;
}

/** Longer a scrape does not wait for the database. */
const PATIENCE_MS = 3_000;
/** What reads whole tables is read this seldom, and takes at most one part in fifty of the database's time. */
const SIZES_KEPT_MS = 15_000;
const SIZES_SHARE = 50;
const SIGN_INS = ['signIn', 'finishOidc', 'setUp'];

export function measureSubjects(needs: Needs): SubjectMetrics {
  const gauges = createGauges(needs.metrics);
  const since = needs.clock.now();
  const readSizes = keepSizes(needs);
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const { db, queue } = needs;
    const [wanted, downloads, imports, tasks] = [
      await countWantedByState(db),
      await countDownloadsByState(db),
      await countImportsByState(db),
      await countTasksByState(db),
    ];
    const [facts, signIns] = [
      await countFactsSince(db, since),
      await countAuditEntriesSince(db, SIGN_INS, since),
    ];
    const [waiting, errors, sizes] = [await queue.waiting(), await countErrorGroups(db), await readSizes()];
    gauges.reset();
    gauges.databaseUp.set(1);
    for (const { state, count } of wanted) gauges.wanted.set({ state }, count);
    for (const { state, count } of downloads) gauges.downloads.set({ state }, count);
    for (const { state, count } of imports) gauges.imports.set({ outcome: state }, count);
    for (const { kind, state, count } of tasks)
      (kind === 'scan_library' ? gauges.scans : gauges.searches).set({ outcome: state }, count);
    for (const { kind, count } of facts) gauges.facts.inc({ kind }, count);
    for (const outcome of ['done', 'refused']) gauges.signIns.inc({ outcome }, 0);
    for (const { outcome, count } of signIns) gauges.signIns.inc({ outcome }, count);
    for (const { kind, count, oldestSeconds } of waiting) {
      gauges.waitingJobs.set({ kind }, count);
      gauges.oldestWaitingJob.set({ kind }, oldestSeconds);
    }
    gauges.errorGroups.set(errors);
    setSizes(gauges, sizes);
  }

  return {
    async refresh() {
      // A database that hangs must not be asked by one scrape after the other.
      reading ??= read().finally(() => {
        reading = null;
      });
      try {
        await Promise.race([reading, impatience()]);
      } catch (error) {
        needs.log.debug({ err: error }, 'metrics without the database');
        gauges.reset();
        gauges.databaseUp.set(0);
      }
    },
  };
}

async function impatience(): Promise<never> {
  await wait(PATIENCE_MS, undefined, { ref: false });
  throw new Error(`The database did not answer within ${PATIENCE_MS / 1000} s.`);
}

interface Sizes extends LibrarySize {
  readonly libraries: number;
  readonly books: number;
}

function keepSizes({ db }: Needs): () => Promise<Sizes> {
  let kept: Sizes | null = null;
  let keptUntil = 0;
  return async () => {
    const startedAt = performance.now();
    if (kept !== null && startedAt < keptUntil) return kept;
    kept = {
      ...(await measureLibraries(db)),
      libraries: await countLibraries(db),
      books: await countBooks(db),
    };
    const endedAt = performance.now();
    keptUntil = endedAt + Math.max(SIZES_KEPT_MS, (endedAt - startedAt) * SIZES_SHARE);
    return kept;
  };
}

type Gauges = ReturnType<typeof createGauges>;

function setSizes({ libraries, items, books, audioFiles, bytes, seconds }: Gauges, sizes: Sizes): void {
  libraries.set(sizes.libraries);
  items.set({ state: 'present' }, sizes.presentItems);
  items.set({ state: 'missing' }, sizes.missingItems);
  books.set(sizes.books);
  audioFiles.set(sizes.audioFiles);
  bytes.set(sizes.sizeBytes);
  seconds.set(sizes.durationSeconds);
}

function createGauges(metrics: Metrics) {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: METRIC_PREFIX + name, help, labelNames, registers: [metrics] });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter<Label>({ name: METRIC_PREFIX + name, help, labelNames, registers: [metrics] });
  const databaseUp = gauge('database_up', '1 while the database answers, else 0.');
  const ofDatabase = {
    libraries: gauge('libraries', 'Libraries.'),
    items: gauge('library_items', 'Library items, by whether their files are there.', ['state']),
    books: gauge('books', 'Books of the catalogue, owned or not.'),
    audioFiles: gauge('library_audio_files', 'Audio files of library items.'),
    bytes: gauge('library_size_bytes', 'Size of the items whose files are there.'),
    seconds: gauge('library_duration_seconds', 'Running time of the items whose files are there.'),
    wanted: gauge('wanted_books', 'Wants by state.', ['state']),
    downloads: gauge('downloads', 'Downloads by state.', ['state']),
    imports: gauge('imports', 'Imports by outcome so far: imported, held, failed, rejected, running.', [
      'outcome',
    ]),
    scans: gauge('scans', 'Scans of the last 30 days by outcome: succeeded, failed, running, queued.', [
      'outcome',
    ]),
    searches: gauge(
      'searches',
      'Searches of the last 30 days by outcome: succeeded, failed, running, queued.',
      ['outcome'],
    ),
    facts: counter(
      'facts_total',
      'What happened since this process started, in all processes together, by kind of fact.',
      ['kind'],
    ),
    signIns: counter(
      'sign_ins_total',
      'Sign-ins since this process started, in all processes together, by outcome: done, refused.',
      ['outcome'],
    ),
    waitingJobs: gauge('jobs_waiting', 'Jobs that are due and wait for a worker, by kind.', ['kind']),
    oldestWaitingJob: gauge('oldest_waiting_job_seconds', 'How long the oldest of them has been due.', [
      'kind',
    ]),
    errorGroups: gauge(
      'error_groups',
      'Unexpected errors on the list, those of one place and kind together.',
    ),
  };
  const reset = () => {
    for (const each of Object.values(ofDatabase)) each.reset();
  };
  return { ...ofDatabase, databaseUp, reset };
}
