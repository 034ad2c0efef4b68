import type pg from 'pg';
import { messageOf } from './base/errors.ts';
import { type Check, fault, ok, skipped } from './operations/doctor/check.ts';
import type { Config } from './platform/config.ts';
import { connectionOf } from './platform/connection-of.ts';
import { peekAtServer } from './platform/embedded-postgres/peek-at-server.ts';
import { EMBEDDED_LOGIN, startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { reachDatabase } from './platform/reach-database.ts';

/** A way into the database of an installation, or why there is none. */
export interface DatabaseSeen {
  readonly connection: pg.ClientConfig | null;
  readonly checks: readonly Check[];
}

/**
 * Finds the way into the database, whether a server of ours works on it or not: the embedded one that runs is looked at
 * through its socket, the one at rest is started for as long as `ending` lasts. Never makes one.
 */
export async function lookAtDatabase(config: Config, ending: AsyncDisposableStack): Promise<DatabaseSeen> {
  const { databaseUrl, dataDir, runtimeDir } = config;
  try {
    if (databaseUrl !== null) {
      await reachDatabase(databaseUrl);
      return { connection: connectionOf(databaseUrl), checks: [] };
    }
    const peeked = await peekAtServer(dataDir);
    switch (peeked.state) {
      case 'none':
        return nothing(
          skipped('database', `There is no database in ${dataDir} yet: the first start makes it.`),
        );
      case 'running': {
        const { pid, connection } = peeked;
        const detail = `A server runs on the data folder ${dataDir}; its database is process ${pid}.`;
        return { connection: { ...connection, ...EMBEDDED_LOGIN }, checks: [ok('server', detail)] };
      }
      case 'unclear': {
        const detail = `Process ${peeked.pid} may serve the database in ${dataDir}, but cannot be looked at from here.`;
        const whatToDo = 'Run the doctor where MAMcrawler runs: in its container, as its user.';
        return nothing(fault('database', detail, whatToDo));
      }
      case 'at-rest': {
        const embedded = ending.use(await startEmbeddedPostgres({ dataDir, runtimeDir, log: () => {} }));
        const detail = `No server runs on the data folder ${dataDir}; its database was started for a look.`;
        return { connection: { ...embedded.connection }, checks: [ok('server', detail)] };
      }
    }
  } catch (error) {
    return nothing(
      fault('database', messageOf(error), 'Do what it says; where it says nothing, read the log.'),
    );
  }
}

function nothing(check: Check): DatabaseSeen {
  return { connection: null, checks: [check] };
}
