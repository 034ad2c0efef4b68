import { sql } from 'kysely';
import { type Clock, HOUR_MS } from '../base/clock.ts';
import { kept } from '../base/kept.ts';
import type { ProcessRole } from '../base/process-roles.ts';
import { plural } from '../base/quantities.ts';
import { within } from '../base/within.ts';
import { readEnabledDownloadClients } from '../downloads/download-client-store.ts';
import { readEnabledIndexers } from '../indexers/indexer-store.ts';
import type { CheckSummary } from '../library/integrity/check-store.ts';
import { readRefusedWatches, readVanishedQuestions } from '../library/library-store.ts';
import type { BackupConfig } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { messageToTell } from '../platform/describe-error.ts';
import type { EmbeddedState } from '../platform/embedded-postgres.ts';
import type { JobQueue } from '../platform/jobs.ts';
import { summariseBackups } from './backups/backup-store.ts';
import { checkBackups } from './check-backups.ts';
import { checkDisk } from './check-disk.ts';
import { checkJobs } from './check-jobs.ts';
import { checkLibraryFiles } from './check-library-files.ts';
import { checkVanished } from './check-vanished.ts';
import { checkWatching } from './check-watching.ts';
import { dataPlace, ownPlaces } from './disk-places.ts';
import type { DiskPlace, ReadDiskSpace } from './disk-space.ts';
import { listLiveProcesses } from './enter-process.ts';
import type { ServiceHealth, Status } from './service-health.ts';

export interface Health {
  readonly status: Status;
  readonly services: Record<string, ServiceHealth>;
}

/** Answers within about 3 s, whatever hangs; asks nothing more often than every 2 s. */
export interface HealthWatch {
  /** What works and what does not. Services outside are told from their last use; nobody is asked for it. */
  check(): Promise<Health>;
  /** The database alone: without it nothing can be served. */
  checkDatabase(): Promise<ServiceHealth>;
}

interface Needs {
  readonly db: Database;
  readonly backups: BackupConfig;
  readonly role: ProcessRole;
  readonly queue: Pick<JobQueue, 'waiting' | 'failedSince' | 'isWorking'>;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly readDiskSpace: ReadDiskSpace;
  /** Null: the database is a server of the user's own. */
  readonly embedded: EmbeddedState | null;
  /** Rejects while Redis cannot be reached; null where none is used. */
  readonly pingRedis: (() => Promise<unknown>) | null;
  /** What is known of the audio of the libraries; null where it cannot be read. */
  readonly libraryFiles: () => Promise<CheckSummary | null>;
  readonly patienceMs?: number;
  readonly keptMs?: number;
}

const PATIENCE_MS = 2_000;
const KEPT_MS = 2_000;

export function watchHealth(needs: Needs): HealthWatch {
  const { patienceMs = PATIENCE_MS, keptMs = KEPT_MS } = needs;
  const checkDatabase = kept(keptMs, () => databaseHealth(needs, patienceMs));
  let places: readonly DiskPlace[] = [dataPlace(needs.dataDir)];

  async function diskHealth(isConnected: boolean): Promise<ServiceHealth> {
    // While the database is down the libraries of the last time are looked at.
    if (isConnected)
      places = await within(patienceMs, ownPlaces(needs.db, needs.dataDir)).catch(() => places);
    return checkDisk(await needs.readDiskSpace(places));
  }

  async function check(): Promise<Health> {
    const [database, redis] = await Promise.all([checkDatabase(), redisHealth(needs, patienceMs)]);
    const isConnected = database.status === 'healthy';
    const [jobs, disk, outside, backups, files, vanished, watching] = await Promise.all([
      isConnected ? jobsHealth(needs, patienceMs) : JOBS_WITHOUT_DATABASE,
      diskHealth(isConnected),
      isConnected ? outsideHealth(needs.db, patienceMs) : {},
      isConnected ? backupsHealth(needs, patienceMs) : {},
      isConnected ? filesHealth(needs) : {},
      isConnected ? vanishedHealth(needs.db, patienceMs) : {},
      isConnected ? watchingHealth(needs.db, patienceMs) : {},
    ]);
    const libraries = { ...files, ...vanished, ...watching };
    const services = { database, jobs, disk, ...redis, ...outside, ...backups, ...libraries };
    // Never unhealthy as a whole: what still answers serves in part, even while the database is down.
    const isDegraded = Object.values(services).some(({ status }) => status !== 'healthy');
    return { status: isDegraded ? 'degraded' : 'healthy', services };
  }

  return { check: kept(keptMs, check), checkDatabase };
}

async function databaseHealth({ db, embedded }: Needs, patienceMs: number): Promise<ServiceHealth> {
  try {
    const asked = sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    const { rows } = await within(patienceMs, asked);
    const restarts = embedded === null || embedded.restarts === 0 ? null : embedded.restarts;
    const detail = [
      `PostgreSQL ${rows[0]?.version ?? ''}`,
      ...(embedded === null ? [] : ['embedded']),
      ...(restarts === null ? [] : [`brought back ${plural(restarts, 'time')}`]),
    ];
    return { status: 'healthy', database: 'connected', detail: detail.join(', ') };
  } catch (error) {
    return {
      status: 'unhealthy',
      database: 'disconnected',
      error: messageToTell(error),
      what_to_do:
        embedded === null
          ? 'Look whether the server of DATABASE_URL runs and can be reached from here; MAMcrawler goes on by itself.'
          : 'It is brought back by itself within seconds. If it stays so, read the log.',
    };
  }
}

async function redisHealth({ pingRedis }: Needs, patienceMs: number): Promise<Record<string, ServiceHealth>> {
  if (pingRedis === null) return {};
  try {
    await within(patienceMs, pingRedis());
    return { redis: { status: 'healthy' } };
  } catch (error) {
    const redis: ServiceHealth = {
      status: 'degraded',
      error: `Redis cannot be reached: ${messageToTell(error)}`,
      what_to_do:
        'Look whether the server of REDIS_URL runs. Until then each process counts rate limits alone.',
    };
    return { redis };
  }
}

const JOBS_WITHOUT_DATABASE: ServiceHealth = {
  status: 'unhealthy',
  error: 'No job can run while the database cannot be reached.',
};

async function jobsHealth({ db, role, queue, clock }: Needs, patienceMs: number): Promise<ServiceHealth> {
  const isWeb = role === 'web';
  const anHourAgo = new Date(clock.now().getTime() - HOUR_MS);
  try {
    const reading = Promise.all([
      queue.waiting(),
      queue.failedSince(anHourAgo),
      isWeb ? isWorkerThere(db) : queue.isWorking(),
    ]);
    const [waiting, failed, isWorking] = await within(patienceMs, reading);
    return checkJobs({ isWorking, isWeb, waiting, failed });
  } catch (error) {
    return { status: 'unhealthy', error: `The queue cannot be asked: ${messageToTell(error)}` };
  }
}

async function isWorkerThere(db: Database): Promise<boolean> {
  return (await listLiveProcesses(db)).some(({ role }) => role !== 'web');
}

async function backupsHealth(
  { db, backups, clock }: Needs,
  patienceMs: number,
): Promise<Record<string, ServiceHealth>> {
  const found = await within(patienceMs, summariseBackups(db, clock.now())).catch(() => null);
  return found === null ? {} : { backups: checkBackups(found, backups, clock.now()) };
}

/** Nothing is said of no files. */
async function filesHealth({ libraryFiles }: Needs): Promise<Record<string, ServiceHealth>> {
  const found = await libraryFiles();
  return found === null || found.items === 0 ? {} : { library_files: checkLibraryFiles(found) };
}

async function vanishedHealth(db: Database, patienceMs: number): Promise<Record<string, ServiceHealth>> {
  const questions = await within(patienceMs, readVanishedQuestions(db)).catch(() => []);
  return questions.length === 0 ? {} : { libraries: checkVanished(questions) };
}

async function watchingHealth(db: Database, patienceMs: number): Promise<Record<string, ServiceHealth>> {
  const refused = await within(patienceMs, readRefusedWatches(db)).catch(() => []);
  return refused.length === 0 ? {} : { watching: checkWatching(refused) };
}

async function outsideHealth(db: Database, patienceMs: number): Promise<Record<string, ServiceHealth>> {
  const reading = Promise.all([readEnabledIndexers(db), readEnabledDownloadClients(db)]);
  const found = await within(patienceMs, reading).catch(() => null);
  if (found === null) return {};
  const [indexers, clients] = found;
  return {
    indexers: summarise(indexers, 'indexer'),
    download_clients: summarise(clients, 'download client'),
  };
}

function summarise(
  services: readonly { readonly name: string; readonly lastError: string | null }[],
  what: string,
): ServiceHealth {
  const failing = services.filter(({ lastError }) => lastError !== null);
  if (failing.length === 0) return { status: 'healthy', detail: plural(services.length, what) };
  return {
    status: failing.length === services.length ? 'unhealthy' : 'degraded',
    error: failing.map(({ name, lastError }) => `${name}: ${lastError}`).join(' '),
    what_to_do: 'Test it in the settings, and mend what the test says.',
  };
}
