import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { countWith } from './rate-limit-count.ts';
import type { UseCounter } from './rate-limiter.ts';

/** Of its own: requests are counted also while the connections of the rest are all in use. */
const MAX_CONNECTIONS = 2;
/** Who asks does not wait longer for a count. */
const PATIENCE_MS = 500;
const SWEEP_MS = 60_000;

/** Counts in the table `rate_limit`, for all processes that share the database. */
export function countInPostgres(connection: pg.PoolConfig): UseCounter {
  const pool = new pg.Pool({
    ...connection,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    allowExitOnIdle: true,
  });
  // Without listeners a connection that breaks would end the process; the next count tells of it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: '',
    points: 0,
    duration: 60,
  });
  const sweeping = setInterval(() => {
    pool.query('delete from rate_limit where expire < $1', [Date.now()]).catch(() => {});
  }, SWEEP_MS).unref();

  return {
    count: countWith(limiter),
    async [Symbol.asyncDispose]() {
      clearInterval(sweeping);
      await pool.end();
    },
  };
}
