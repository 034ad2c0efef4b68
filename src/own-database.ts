import type pg from 'pg';
import pino from 'pino';
import { Conflict } from './base/errors.ts';
import type { Config } from './platform/config.ts';
import { connectionOf } from './platform/connection-of.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { reachDatabase } from './platform/reach-database.ts';
import { readSchemaState } from './platform/schema-state.ts';

type OwnConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'runtimeDir'>;

/**
 * Leads to the database that the configuration names, without a server. Throws Conflict while the embedded one is in
 * use.
 */
export async function withOwnConnection<T>(
  { databaseUrl, dataDir, runtimeDir }: OwnConfig,
  work: (connection: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) {
    await reachDatabase(databaseUrl);
    return work(connectionOf(databaseUrl));
  }
  await using embedded = await startEmbeddedPostgres({ dataDir, runtimeDir, log: () => {} });
  return await work({ ...embedded.connection });
}

/** Works on that database. */
export function withOwnDatabase<T>(
  config: OwnConfig,
  work: (db: Database, connection: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  return withOwnConnection(config, (connection) => withDatabaseAt(connection, (db) => work(db, connection)));
}

/** Works on the database that a connection leads to. */
export async function withDatabaseAt<T>(
  connection: pg.ClientConfig,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const log = pino({ enabled: false });
  const slowQueryMs = Number.POSITIVE_INFINITY;
  await using db = openDatabase({ connection, log, slowQueryMs, maxConnections: 2 });
  return await work(db);
}

/** The same, and throws Conflict where its schema is not that of this version. */
export function withCurrentDatabase<T>(
  config: OwnConfig,
  work: (db: Database, connection: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  return withOwnDatabase(config, async (db, connection) => {
    await refuseOtherSchema(db);
    return work(db, connection);
  });
}

/** Throws Conflict where a schema is not that of this version. */
export async function refuseOtherSchema(db: Database): Promise<void> {
  const { standing, fault } = await readSchemaState(db);
  if (standing === 'current') return;
  throw new Conflict(
    fault ??
      'The database is not one of this version yet: start MAMcrawler once, or run `mamcrawler migrate up`.',
  );
}
