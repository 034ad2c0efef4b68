import pg from 'pg';

/**
 * Runs `work` while holding an advisory lock. Null, and nothing is run, where another session holds it. The session that
 * holds it is no part of a pool: `work` would wait for a connection that nobody gives back.
 */
export async function whileHeld<T>(
  connection: pg.ClientConfig,
  lock: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const holder = new pg.Client({ ...connection, application_name: 'mamcrawler lock', keepAlive: true });
  holder.on('error', () => {});
  await holder.connect();
  try {
    return (await tryLock(holder, lock)) ? { result: await work() } : null;
  } finally {
    await holder.end().catch(() => {});
  }
}

/** Takes an advisory lock until the session ends; false where another one holds it. */
export async function tryLock(session: pg.ClientBase, lock: number): Promise<boolean> {
  const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
  return rows[0]?.held === true;
}
