import type pg from 'pg';

const JOB_TABLES = ['job_dependency', 'job'];

/**
 * Forgets the jobs of what was there before. What the restored rows wait for is taken up again by
 * operations/resume-stalled.ts.
 */
export async function emptyJobs(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name
     from pg_tables where schemaname = 'pgboss' and tablename = any ($1) order by tablename desc`,
    [JOB_TABLES],
  );
  for (const { name } of rows) await client.query(`delete from ${name}`);
}
