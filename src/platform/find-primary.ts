import pg from 'pg';
import { messageOf } from '../base/errors.ts';
import { within } from '../base/within.ts';
import type { DatabaseAddress, DatabaseServer } from './database-address.ts';

const PATIENCE_MS = 3_000;
/** For whoever connects in a row. */
const KEPT_MS = 2_000;
const GRACE_MS = 300;

/** The timeline stands in the name of the log's file; null for who takes no writes. */
const PRIMARY_SQL = `
  select case when pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' then null
    else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline`;

export interface PrimaryFinder {
  /** A server that does what is needed, asked a moment ago; rejects where none does. */
  find(): Promise<Endpoint>;
  /** The one that was found does not answer any more. */
  forget(): void;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** No server does what is needed; known as a database that cannot be reached. */
class NoServer extends Error {
  override readonly name = 'NoServer';
  /** Of PostgreSQL: cannot connect now. */
  readonly code = '57P03';
}

/**
 * Finds out which of several servers takes writes now, by asking them all. Where two say so, as after an old primary came
 * back, the one that was promoted last is meant, and `tell` hears of it.
 */
export function createPrimaryFinder(
  { servers, needsPrimary }: DatabaseAddress,
  tell: (fault: string) => void,
): PrimaryFinder {
  let found: Promise<Endpoint> | null = null;
  let foundAt = 0;

  async function ask(): Promise<Endpoint> {
    const reached: (Reached & { readonly place: number })[] = [];
    const asked = servers.map(async (server, place) => {
      reached.push({ ...(await reach(server, needsPrimary)), place });
    });
    try {
      await Promise.any(asked);
    } catch (error) {
      throw inWords(error);
    }
    // The others, too, where they answer as soon; one that is dead would take all of its patience.
    await within(GRACE_MS, Promise.allSettled(asked)).catch(() => {});
    const [best] = reached.toSorted((one, other) => other.timeline - one.timeline || one.place - other.place);
    if (best === undefined) throw new NoServer('No server of DATABASE_URL answers');
    if (needsPrimary && reached.length > 1) {
      const names = reached.map(({ place }) => servers[place]?.name).join(' and ');
      tell(
        `${names} of DATABASE_URL take writes both: only ${servers[best.place]?.name} is used. Stop the other one.`,
      );
    }
    return best;
  }

  function inWords(error: unknown): unknown {
    const reasons: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    const words = servers.map(({ name }, at) => `${name}: ${messageOf(reasons[at])}`).join('; ');
    return (
      reasons.find(isRefusal) ??
      new NoServer(`No server of DATABASE_URL ${needsPrimary ? 'takes writes' : 'answers'} (${words})`)
    );
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

interface Reached extends Endpoint {
  /** Rises with each promotion; 0 where it does not matter. */
  readonly timeline: number;
}

async function reach({ url }: DatabaseServer, needsPrimary: boolean): Promise<Reached> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'mamcrawler finder',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { host, port } = client;
    if (!needsPrimary) return { host, port, timeline: 0 };
    const { rows } = await client.query<{ timeline: number | null }>(PRIMARY_SQL);
    const timeline = rows[0]?.timeline ?? null;
    if (timeline === null) throw new Error('it only reads, as a standby does');
    return { host, port, timeline };
  } finally {
    await client.end().catch(() => {});
  }
}
