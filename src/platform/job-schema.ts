import { type Kysely, sql } from 'kysely';
import { getConstructionPlans, getMigrationPlans, getRollbackPlans } from 'pg-boss';
import library from 'pg-boss/package.json' with { type: 'json' };

/** The job queue's tables are the library's: it numbers their versions itself. This is the one that it works with. */
export const JOB_SCHEMA_VERSION: number = library.pgboss.schema;

const SCHEMA = 'pgboss';

/** Null: there is none yet. */
export async function readJobSchemaVersion<T>(database: Kysely<T>): Promise<number | null> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.version') is not null as there`.execute(database);
  if (found[0]?.there !== true) return null;
  const { rows } = await sql<{ version: number }>`
    select version::int as version from pgboss.version`.execute(database);
  return rows[0]?.version ?? null;
}

/** Makes the job queue's tables or brings them up to date; within the transaction all or nothing. */
export async function migrateJobs<T>(tx: Kysely<T>): Promise<void> {
  const version = await readJobSchemaVersion(tx);
  if (version === null) await carryOut(tx, getConstructionPlans(SCHEMA));
  else if (version < JOB_SCHEMA_VERSION) await carryOut(tx, getMigrationPlans(SCHEMA, version));
}

/** Takes the job queue's tables back to an older version of theirs, for a program that works with that one. */
export async function takeJobsBack<T>(tx: Kysely<T>, to: number): Promise<void> {
  const version = (await readJobSchemaVersion(tx)) ?? to;
  for (let from = version; from > to; from -= 1) await carryOut(tx, getRollbackPlans(SCHEMA, from));
}

/** Removes the job queue's tables, and with them every job. */
export async function removeJobs<T>(tx: Kysely<T>): Promise<void> {
  await sql`drop schema if exists pgboss cascade`.execute(tx);
}

/**
 * The plans bring a transaction of their own, and build indexes after it, beside the work. Jobs are few, so building one
 * takes no time: better everything at once than an index that is missing after a failure.
 */
async function carryOut<T>(tx: Kysely<T>, plan: string): Promise<void> {
  const statements = plan
    .replaceAll(/^\s*(?:BEGIN|COMMIT);\s*$/gm, '')
    .replaceAll(/\bINDEX CONCURRENTLY\b/g, 'INDEX');
  await sql.raw(statements).execute(tx);
}
