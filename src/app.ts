import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { type LiveEvents, listenForChanges } from './activity/live-events.ts';
import { createAutomation, JOBS, startWork } from './automation.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { keepEnvironmentClient } from './downloads/change-download-client.ts';
import { createDownloadClients } from './downloads/download-clients.ts';
import { keepFollowing } from './downloads/keep-following.ts';
import type { HttpNeeds } from './http/needs.ts';
import { createServer } from './http/server.ts';
import { createIndexers } from './indexers/indexers.ts';
import { createAudioReader } from './library/audio-reader.ts';
import { createCovers } from './library/covers.ts';
import type { QbittorrentFromEnvironment } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { startJobQueue } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import { migrateUp } from './platform/migrate.ts';
import { createOutbound } from './platform/outbound.ts';
import { runAlone } from './platform/run-alone.ts';
import { createSecretBox } from './platform/secret-box.ts';

export interface AppOptions {
  /** A migrated database is not needed: starting migrates. */
  readonly connection: pg.PoolConfig;
  readonly log: Log;
  readonly dataDir: string;
  readonly webDir: string;
  readonly version: string;
  readonly basePath: string;
  readonly secretKey: string;
  readonly signingKey: string;
  readonly slowQueryMs: number;
  readonly proxyUrl: string | null;
  readonly qbittorrent: QbittorrentFromEnvironment | null;
  /** No other process works on this database: it is the embedded one. */
  readonly isAlone: boolean;
  /** Holds every reply against the contract: under test and development. */
  readonly checkReplies: boolean;
  readonly clock?: Clock;
}

/** The whole program, built once, floor by floor; disposing ends it in the other order. */
export interface App extends AsyncDisposable {
  readonly db: Database;
  readonly live: LiveEvents;
  readonly server: FastifyInstance;
  readonly needs: HttpNeeds;
}

const FOLLOW_LOCK = 7_264_303;

export async function startApp(options: AppOptions): Promise<App> {
  const { connection, log, clock = systemClock, dataDir, version } = options;
  await using ending = new AsyncDisposableStack();

  const db = ending.adopt(openDatabase({ connection, log, slowQueryMs: options.slowQueryMs }), (open) =>
    open.destroy(),
  );
  await migrateUp(db);
  const queue = ending.use(await startJobQueue(connection, log));
  await queue.declare(JOBS);
  if (options.isAlone) await queue.recoverLost(JOBS);
  const live = ending.use(await listenForChanges(connection, log));
  const { send } = queue;
  const announce = createAutomation({ send, clock });

  const secretBox = createSecretBox(options.secretKey);
  const outbound = ending.use(
    createOutbound({ proxyUrl: options.proxyUrl, userAgent: `MAMcrawler/${version}` }),
  );
  const indexers = createIndexers({ outbound, secretBox });
  const clients = createDownloadClients({ outbound, secretBox });
  const reader = ending.use(createAudioReader());
  await keepEnvironmentClient({ db, announce, secretBox }, options.qbittorrent);

  await startWork(queue, { db, clock, send, announce, live, reader, indexers, clients, outbound, secretBox });
  ending.use(
    runAlone({ connection, lock: FOLLOW_LOCK, log }, (signal) =>
      keepFollowing({ db, clock, announce, clients, live }, signal),
    ),
  );

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
    covers: createCovers({ db, reader, cacheDir: join(dataDir, 'covers') }),
    signingKey: options.signingKey,
    version,
    basePath: options.basePath,
    webDir: options.webDir,
    ownFolders: [dataDir],
    checkReplies: options.checkReplies,
  };
  // What works ends before what it works with.
  ending.defer(() => queue.stopWork());
  const server = ending.adopt(await createServer(needs), (running) => running.close());

  const ended = ending.move();
  return { db, live, server, needs, [Symbol.asyncDispose]: () => ended.disposeAsync() };
}
