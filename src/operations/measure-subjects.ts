import { Counter, Gauge } from 'prom-client';
import { countAuditEntriesAfter, lastAuditEntryBefore } from '../access/audit-store.ts';
import { countFactsAfter, lastFactBefore } from '../activity/fact-store.ts';
import { countTasksByState, type TaskKind } from '../activity/task-store.ts';
import type { Clock } from '../base/clock.ts';
import { PROCESS_ROLES } from '../base/process-roles.ts';
import { within } from '../base/within.ts';
import { countBooks } from '../catalog/book-store.ts';
import { countDownloadsByState } from '../downloads/download-store.ts';
import { countImportsByState, IMPORT_STATES } from '../imports/import-store.ts';
import { type LibrarySize, measureLibraries } from '../library/item-store.ts';
import { countLibraries } from '../library/library-store.ts';
import type { Database } from '../platform/database.ts';
import type { JobQueue } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { countWantedByState } from '../wanted/wanted-store.ts';
import { countOnwards } from './count-onwards.ts';
import { listLiveProcesses } from './enter-process.ts';
import { countErrorGroups } from './error-group-store.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'waiting'>;
  readonly clock: Clock;
  readonly log: Log;
  /** For how long what takes many rows is kept, by how long reading it took. */
  readonly keptMs?: ((tookMs: number) => number) | undefined;
}

/** What the database knows, as metrics. */
export interface SubjectMetrics {
  /** Reads it anew; where the database cannot be reached in time, `database_up` says so and the others are gone. */
  refresh(): Promise<void>;
}

/** Longer a scrape does not wait for the database. */
const PATIENCE_MS = 3_000;
/** What reads many rows is read this seldom, and takes at most one part in fifty of the database's time. */
const KEPT_MS = 15_000;
const SHARE = 50;
const SIGN_INS = ['signIn', 'finishOidc', 'setUp'];

export function measureSubjects(needs: Needs): SubjectMetrics {
  const gauges = createGauges(needs.metrics);
  const outcomesOf: Partial<Record<TaskKind, typeof gauges.scans>> = {
    scan_library: gauges.scans,
    search_wanted_book: gauges.searches,
  };
  const readCostly = keepCostly(needs);
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const { db, queue } = needs;
    // One after the other: a scrape takes one connection.
    const wanted = await countWantedByState(db);
    const downloads = await countDownloadsByState(db);
    const imports = await countImportsByState(db);
    const tasks = await countTasksByState(db);
    const waiting = await queue.waiting();
    const errors = await countErrorGroups(db);
    const processes = await listLiveProcesses(db);
    const costly = await readCostly();
    gauges.reset();
    gauges.databaseUp.set(1);
    for (const { state, count } of wanted) gauges.wanted.set({ state }, count);
    for (const { state, count } of downloads) gauges.downloads.set({ state }, count);
    // Alerts compare with before: a first failure needs a zero to rise from.
    for (const outcome of IMPORT_STATES) gauges.imports.set({ outcome }, 0);
    for (const { state, count } of imports) gauges.imports.set({ outcome: state }, count);
    for (const { kind, state, count } of tasks) outcomesOf[kind]?.set({ outcome: state }, count);
    for (const { kind, count, oldestSeconds } of waiting) {
      gauges.waitingJobs.set({ kind }, count);
      gauges.oldestWaitingJob.set({ kind }, oldestSeconds);
    }
    gauges.errorGroups.set(errors);
    for (const role of PROCESS_ROLES)
      gauges.processes.set({ role }, processes.filter((process) => process.role === role).length);
    setCostly(gauges, costly);
  }

  return {
    async refresh() {
      // A database that hangs must not be asked by one scrape after the other.
      reading ??= read().finally(() => {
        reading = null;
      });
      try {
        await within(PATIENCE_MS, reading);
      } catch (error) {
        needs.log.debug({ err: error }, 'metrics without the database');
        gauges.reset();
        gauges.databaseUp.set(0);
      }
    },
  };
}

interface Costly extends LibrarySize {
  readonly libraries: number;
  readonly books: number;
  readonly facts: ReadonlyMap<string, number>;
  readonly signIns: ReadonlyMap<string, number>;
}

function keepCostly({ db, clock, keptMs = keptForAWhile }: Needs): () => Promise<Costly> {
  const countFacts = countOnwards(clock, {
    lastBefore: (instant) => lastFactBefore(db, instant),
    count: async (after, upTo) =>
      new Map((await countFactsAfter(db, after, upTo)).map(({ kind, count }) => [kind, count])),
  });
  const countSignIns = countOnwards(clock, {
    lastBefore: (instant) => lastAuditEntryBefore(db, instant),
    count: async (after, upTo) =>
      new Map(
        (await countAuditEntriesAfter(db, SIGN_INS, after, upTo)).map(({ outcome, count }) => [
          outcome,
          count,
        ]),
      ),
  });
  let kept: Costly | null = null;
  let keptUntil = 0;
  return async () => {
    const startedAt = performance.now();
    if (kept !== null && startedAt < keptUntil) return kept;
    kept = {
      ...(await measureLibraries(db)),
      libraries: await countLibraries(db),
      books: await countBooks(db),
      facts: await countFacts(),
      signIns: await countSignIns(),
    };
    const endedAt = performance.now();
    keptUntil = endedAt + keptMs(endedAt - startedAt);
    return kept;
  };
}

function keptForAWhile(tookMs: number): number {
  return Math.max(KEPT_MS, tookMs * SHARE);
}

type Gauges = ReturnType<typeof createGauges>;

function setCostly(gauges: Gauges, costly: Costly): void {
  gauges.libraries.set(costly.libraries);
  gauges.items.set({ state: 'present' }, costly.presentItems);
  gauges.items.set({ state: 'missing' }, costly.missingItems);
  gauges.books.set(costly.books);
  gauges.audioFiles.set(costly.audioFiles);
  gauges.bytes.set(costly.sizeBytes);
  gauges.seconds.set(costly.durationSeconds);
  for (const [kind, count] of costly.facts) gauges.facts.inc({ kind }, count);
  for (const outcome of ['done', 'refused'])
    gauges.signIns.inc({ outcome }, costly.signIns.get(outcome) ?? 0);
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
    processes: gauge('processes', 'Processes of the program that work on this database, by role.', ['role']),
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
