import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from './database.ts';

/** Runs `work` while holding an advisory lock. Null, and nothing is run, where another session holds it. */
export function whileHeld<T>(
  db: Database,
  lock: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | null> {
  return db.connection().execute(async (held) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${lock}) as held`.execute(held);
    if (rows[0]?.held !== true) return null;
    try {
      return { result: await work() };
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(held);
    }
  });
}

/** Takes an advisory lock until the session ends; false where another one holds it. */
export async function tryLock(session: pg.ClientBase, lock: number): Promise<boolean> {
  const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
  return rows[0]?.held === true;
}
