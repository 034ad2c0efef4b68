import pino from 'pino';
import { Conflict } from './base/errors.ts';
import type { Config } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { migrationStatus } from './platform/migrate.ts';
import { reachDatabase } from './platform/reach-database.ts';

/**
 * Works on the database that the configuration names, without a server. Throws Conflict while the embedded one is in
 * use.
 */
export async function withOwnDatabase<T>(
  { databaseUrl, dataDir, runtimeDir }: Pick<Config, 'databaseUrl' | 'dataDir' | 'runtimeDir'>,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) await reachDatabase(databaseUrl);
  await using ending = new AsyncDisposableStack();
  const connection =
    databaseUrl === null
      ? { ...ending.use(await startEmbeddedPostgres({ dataDir, runtimeDir, log: () => {} })).connection }
      : { connectionString: databaseUrl };
  const log = pino({ enabled: false });
  const slowQueryMs = Number.POSITIVE_INFINITY;
  return await work(ending.use(openDatabase({ connection, log, slowQueryMs, maxConnections: 2 })));
}

/** The same, and throws Conflict where its schema is not that of this version. */
export function withCurrentDatabase<T>(
  config: Parameters<typeof withOwnDatabase>[0],
  work: (db: Database) => Promise<T>,
): Promise<T> {
  return withOwnDatabase(config, async (db) => {
    if ((await migrationStatus(db)).every(({ applied }) => applied)) return work(db);
    throw new Conflict(
      'The database is not one of this version yet: start MAMcrawler once, or run `mamcrawler migrate up`.',
    );
  });
}
