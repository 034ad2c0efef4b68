import pg from 'pg';

const PATIENCE_MS = 10_000;

/**
 * Runs `work` while holding an advisory lock; `lost` is aborted where its session ends before. Null, and nothing is run,
 * where another session holds it. The session that holds it is no part of a pool: `work` would wait for a connection that
 * nobody gives back.
 */
export async function whileHeld<T>(
  connection: pg.ClientConfig,
  lock: number,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const holder = new pg.Client({
    connectionTimeoutMillis: PATIENCE_MS,
    ...connection,
    application_name: 'mamcrawler lock',
    keepAlive: true,
  });
  const lost = new AbortController();
  holder.on('error', () => {});
  holder.on('end', () => lost.abort());
  await holder.connect();
  try {
    return (await tryLock(holder, lock)) ? { result: await work(lost.signal) } : null;
  } finally {
    await holder.end().catch(() => {});
  }
}

/** Takes an advisory lock until the session ends; false where another one holds it. */
export async function tryLock(session: pg.ClientBase, lock: number): Promise<boolean> {
  const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
  return rows[0]?.held === true;
}
