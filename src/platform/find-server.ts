import pg from 'pg';
import { messageOf } from '../base/errors.ts';
import type { DatabaseAddress, DatabaseServer } from './database-address.ts';

const PATIENCE_MS = 3_000;
/** For whoever connects in a row. */
const KEPT_MS = 2_000;

export interface ServerFinder {
  /** A server that does what is needed, asked a moment ago; rejects where none does. */
  find(): Promise<Endpoint>;
  /** The one that was found does not answer any more. */
  forget(): void;
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** No server does what is needed; known as a database that cannot be reached. */
class NoServer extends Error {
  override readonly name = 'NoServer';
  /** Of PostgreSQL: cannot connect now. */
  readonly code = '57P03';
}

/** Finds out which of several servers takes writes now, by asking them all at once. */
export function createServerFinder({ servers, needsPrimary }: DatabaseAddress): ServerFinder {
  let found: Promise<Endpoint> | null = null;
  let foundAt = 0;

  async function ask(): Promise<Endpoint> {
    const asked = servers.map((server) => reach(server, needsPrimary));
    try {
      return await Promise.any(asked);
    } catch (error) {
      const reasons: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
      const refusal = reasons.find(isRefusal);
      if (refusal !== undefined) throw refusal;
      const words = servers.map(({ name }, at) => `${name}: ${messageOf(reasons[at])}`).join('; ');
      throw new NoServer(`No server of DATABASE_URL ${needsPrimary ? 'takes writes' : 'answers'} (${words})`);
    }
  }

  return {
    find() {
      if (found === null || performance.now() - foundAt > KEPT_MS) {
        foundAt = performance.now();
        const asking = ask();
        found = asking;
        asking.catch(() => {
          if (found === asking) found = null;
        });
      }
      return found;
    },
    forget() {
      found = null;
    },
  };
}

/** A wrong password or database: the same at every server, and nothing that time mends. */
function isRefusal(reason: unknown): boolean {
  return reason instanceof pg.DatabaseError && /^(?:28|3D)/.test(reason.code ?? '');
}

async function reach({ url }: DatabaseServer, needsPrimary: boolean): Promise<Endpoint> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'mamcrawler finder',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    if (needsPrimary) {
      const { rows } = await client.query<{ writable: boolean }>(
        `select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as writable`,
      );
      if (rows[0]?.writable !== true) throw new Error('it only reads, as a standby does');
    }
    return { host: client.host, port: client.port };
  } finally {
    await client.end().catch(() => {});
  }
}
