import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { createKnownCallers } from './access/known-callers.ts';
import { createOidcProvider } from './access/oidc/oidc-provider.ts';
import { createPasswords } from './access/password.ts';
import { createSignInWaiting, type Wait } from './access/sign-in-waiting.ts';
import { type LiveEvents, listenForChanges } from './activity/live-events.ts';
import { createAutomation, JOBS, startWork } from './automation.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { createDownloadClients } from './downloads/download-clients.ts';
import { keepEnvironmentClient } from './downloads/keep-environment-client.ts';
import { keepFollowing } from './downloads/keep-following.ts';
import type { HttpNeeds } from './http/needs.ts';
import { probeEventLoop, watchLoad } from './http/refuse-when-full.ts';
import { createServer } from './http/server.ts';
import { createIndexers } from './indexers/indexers.ts';
import { createAudioReader } from './library/audio-reader.ts';
import { createCovers } from './library/covers.ts';
import { keepWatching } from './library/watch/keep-watching.ts';
import type { WatchTimes } from './library/watch/watch-library.ts';
import { backupNeedsOf } from './operations/backups/backup-needs-of.ts';
import { createQueueCheck } from './operations/check-queue.ts';
import { createDiskSpace } from './operations/disk-space.ts';
import { createDoctor } from './operations/doctor/create-doctor.ts';
import { enterProcess } from './operations/enter-process.ts';
import { controlLogLevel } from './operations/log-level.ts';
import { measureBackups } from './operations/measure-backups.ts';
import { measureDisk } from './operations/measure-disk.ts';
import { measureLibraryFiles } from './operations/measure-library-files.ts';
import { measureReplication } from './operations/measure-replication.ts';
import { measureSubjects } from './operations/measure-subjects.ts';
import { measureTrackers } from './operations/measure-trackers.ts';
import { summariseLibraryFiles } from './operations/summarise-library-files.ts';
import { writeBundle } from './operations/support-bundle/write-bundle.ts';
import { watchHealth } from './operations/watch-health.ts';
import { watchOperations } from './operations/watch-operations.ts';
import { awaitSchema } from './platform/await-schema.ts';
import type { Config } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import type { EmbeddedState } from './platform/embedded-postgres.ts';
import { findProgram } from './platform/find-program.ts';
import { startJobQueue } from './platform/jobs.ts';
import { listen } from './platform/listen.ts';
import { FOLLOW_LOCK } from './platform/lock-numbers.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrateUp } from './platform/migrate.ts';
import { createOutbound } from './platform/outbound.ts';
import { countInRedis } from './platform/rate-limit-redis.ts';
import { countInPostgres } from './platform/rate-limit-store.ts';
import { createRateLimiter } from './platform/rate-limiter.ts';
import { runAlone, together } from './platform/run-alone.ts';
import { createSecretBox } from './platform/secret-box.ts';
import type { SecretKeys } from './platform/secret-keys.ts';

/** Settings that mean the same here as there. */
type OfConfig = Pick<
  Config,
  | 'environment'
  | 'role'
  | 'dataDir'
  | 'basePath'
  | 'publicUrl'
  | 'trustedProxies'
  | 'corsOrigins'
  | 'metricsNetworks'
  | 'rateLimits'
  | 'redisUrl'
  | 'oidc'
  | 'sentryDsn'
  | 'slowQueryMs'
  | 'integrityCheckDays'
  | 'programFolders'
  | 'proxyUrl'
  | 'qbittorrent'
  | 'backups'
  | 'runtimeDir'
>;

export interface AppOptions extends OfConfig, SecretKeys {
  /** The whole of it, for who examines the installation. */
  readonly config: Config;
  /** A migrated database is not needed: the role `all` migrates, the others wait for it. */
  readonly connection: pg.PoolConfig;
  readonly log: Log;
  readonly webDir: string;
  readonly version: string;
  /** The configuration without secrets, as backups hold it. */
  readonly settings: object;
  /** No other process works on this database: it is the embedded one. */
  readonly isAlone: boolean;
  /** Holds every reply against the contract: under test and development. */
  readonly checkReplies: boolean;
  /** How the embedded database is; null where there is none, or another looks after it. */
  readonly embedded: EmbeddedState | null;
  /** Of the pool; the preset is the database's. */
  readonly maxConnections?: number;
  /** For how long the metrics keep what takes many rows, by how long reading it took; the preset is theirs. */
  readonly metricsKeptMs?: (tookMs: number) => number;
  /** How soon watched libraries are looked at; null: no library is watched. */
  readonly watchTimes?: WatchTimes | null;
  readonly clock?: Clock;
  /** Ends the waiting for a migrated database. */
  readonly signal?: AbortSignal;
  /** Tells whoever started the program what a start waits for. */
  readonly say?: (line: string) => void;
  /** Holds back attempts to sign in; the preset lets the time pass. */
  readonly waitForSignIn?: Wait;
}

/** The whole program, built once, floor by floor; disposing ends it in the other order. */
export interface App extends AsyncDisposable {
  readonly db: Database;
  readonly live: LiveEvents;
  readonly server: FastifyInstance;
  readonly needs: HttpNeeds;
  /** Says to load balancers and on every connection that it is about to stop; goes on answering. */
  leave(): void;
}

export async function startApp(options: AppOptions): Promise<App> {
  const { connection, log, clock = systemClock, dataDir, version, role } = options;
  const isWorker = role !== 'web';
  await using ending = new AsyncDisposableStack();

  const leaving = new AbortController();
  const metrics = createMetrics({ version });
  const db = ending.adopt(
    openDatabase({
      connection,
      log,
      slowQueryMs: options.slowQueryMs,
      maxConnections: options.maxConnections,
      metrics,
    }),
    (open) => open.destroy(),
  );
  if (role === 'all') await migrateUp(db);
  else await awaitSchema({ db, log, signal: options.signal, say: options.say });
  const outbound = ending.use(
    createOutbound({ proxyUrl: options.proxyUrl, userAgent: `MAMcrawler/${version}` }),
  );
  const operations = ending.use(await watchOperations({ ...options, db, clock, metrics, outbound }));
  const queue = ending.use(await startJobQueue(connection, { log, onEnd: operations.jobEnded, isWorker }));
  await queue.declare(JOBS);
  if (options.isAlone) await queue.recoverLost(JOBS);
  const listener = ending.use(await listen(connection, log));
  const live = await listenForChanges(listener);
  const { send } = queue;
  const announce = createAutomation({ send, clock });

  const secretBox = createSecretBox(options.secretKey, options.previousSecretKey);
  const indexers = createIndexers({ outbound, secretBox });
  const clients = createDownloadClients({ outbound, secretBox });
  const coversDir = join(dataDir, 'covers');
  const reader = ending.use(createAudioReader({ coversDir }));
  const { settings } = options;
  const parts = { db, connection, clock, log, outbound, version, settings, keys: options };
  const backups = backupNeedsOf(options, parts);
  if (isWorker) {
    await keepEnvironmentClient({ db, announce, secretBox }, options.qbittorrent);
    await startWork(queue, {
      db,
      clock,
      send,
      announce,
      live,
      reader,
      indexers,
      clients,
      secretBox,
      backups,
      coversDir,
      integrity: {
        connection,
        days: options.integrityCheckDays,
        ffmpeg: await findProgram('ffmpeg', options.programFolders),
      },
    });
    ending.use(
      runAlone({ connection, lock: FOLLOW_LOCK, log }, (signal) =>
        together(signal, [
          (until) => keepFollowing({ db, clock, announce, clients, live }, until),
          (until) => keepWatching({ db, send, live, log }, until, options.watchTimes),
        ]),
      ),
    );
  }
  ending.use(await enterProcess({ db, clock, log, role, version }));

  const readDiskSpace = createDiskSpace();
  measureDisk({ metrics, db, dataDir, readDiskSpace });
  measureReplication({ metrics, db, log });
  measureBackups({ metrics, db, clock, backups: options.backups });
  measureTrackers({ metrics, db, clients, log });
  const libraryFiles = summariseLibraryFiles({ db, clock }, options.metricsKeptMs?.(0));
  measureLibraryFiles({ metrics, clock, read: libraryFiles });

  const { config } = options;
  const installation = {
    config,
    version,
    clock,
    db,
    outbound,
    readDiskSpace,
    indexers,
    downloadClients: clients,
  };
  const doctor = createDoctor(installation);

  const redis = options.redisUrl === null ? null : await countInRedis(options.redisUrl);
  const shared = redis ?? (options.isAlone ? null : countInPostgres(connection));
  const rateLimiter = ending.use(createRateLimiter({ shared, log }));
  const load = ending.use(watchLoad({ loopDelayMs: probeEventLoop(), pool: db.load }, log));
  const needs: HttpNeeds = {
    db,
    send,
    announce,
    live,
    clock,
    log,
    secretBox,
    indexers,
    downloadClients: clients,
    covers: createCovers({ db, reader, cacheDir: coversDir }),
    signingKey: options.signingKey,
    knownCallers: await createKnownCallers({ db, clock, signingKey: options.signingKey, listener }),
    passwords: createPasswords(),
    signInWaiting: createSignInWaiting(options.waitForSignIn),
    oidc: options.oidc === null ? null : createOidcProvider({ clock, log, outbound }, options.oidc),
    publicUrl: options.publicUrl,
    role,
    version,
    basePath: options.basePath,
    webDir: options.webDir,
    ownFolders: [dataDir],
    checkReplies: options.checkReplies,
    rateLimiter,
    rateLimits: options.rateLimits,
    trustedProxies: options.trustedProxies,
    corsOrigins: options.corsOrigins,
    load,
    metrics,
    subjectMetrics: measureSubjects({ metrics, db, queue, clock, log, keptMs: options.metricsKeptMs }),
    metricsNetworks: options.metricsNetworks,
    health: watchHealth({
      db,
      backups: options.backups,
      role,
      queue,
      clock,
      dataDir,
      readDiskSpace,
      libraryFiles,
      embedded: options.embedded,
      pingRedis: redis === null ? null : () => redis.ping(),
    }),
    errors: operations.errors,
    doctor,
    checkQueue: await createQueueCheck({ db, send, listener }),
    makeSupportBundle: () =>
      writeBundle({
        ...installation,
        secretBox,
        keys: options,
        examine: () => doctor.examine({ production: true }),
        health: () => needs.health.check(),
        metrics: async () => {
          await needs.subjectMetrics.refresh();
          return metrics.metrics();
        },
      }),
    backups,
    logLevel: await controlLogLevel({ db, log, listener }),
    leaving: leaving.signal,
  };
  // What works ends before what it works with.
  ending.defer(() => queue.stopWork());
  const server = ending.adopt(await createServer(needs), (running) => running.close());
  ending.defer(() => needs.signInWaiting.end());

  const ended = ending.move();
  return {
    db,
    live,
    server,
    needs,
    leave: () => leaving.abort(),
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  };
}
