import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';

/** How many jobs of each kind are in which state, and the newest that failed. */
export async function readJobs(db: Database) {
  const { rows: kinds } = await sql<{ kind: string; state: string; count: number; oldest: Date }>`
    select name as kind, state::text, count(*) as count, min(created_on) as oldest
    from pgboss.job group by name, state order by name, state`.execute(db);
  const { rows: failed } = await sql<{ kind: string; at: Date; retries: number; output: unknown }>`
    select name as kind, completed_on as at, retry_count as retries, output
    from pgboss.job where state = 'failed' order by completed_on desc nulls last limit 50`.execute(db);
  const { rows: schedules } = await sql<{ kind: string; cron: string }>`
    select name as kind, cron from pgboss.schedule order by name`.execute(db);
  return { kinds, failed, schedules };
}
