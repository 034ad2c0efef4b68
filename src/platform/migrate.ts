import { type Kysely, sql } from 'kysely';
import { messageOf } from '../base/errors.ts';
import { databaseErrorCode } from './database.ts';
import { migrateJobs, removeJobs, takeJobsBack } from './job-schema.ts';
import { MIGRATE_LOCK } from './lock-numbers.ts';
import { levelOf, type Migration, MigrationFault, readMigrations } from './migration-files.ts';
import { readApplied, refuseForeign } from './schema-state.ts';

export interface MigrationsDone {
  readonly applied: readonly string[];
  /** Newest first. */
  readonly takenBack: readonly string[];
}

/**
 * Brings the schema up to date, or up to `to`; each migration commits alone. The job queue's follows once all are there.
 * Answers the names that were applied.
 */
export function migrateUp<T>(database: Kysely<T>, to?: string): Promise<readonly string[]> {
  return locked(database, async (connection) => {
    const { migrations, level } = await beginning(connection);
    const wanted = to === undefined ? migrations.length : levelOf(migrations, to);
    const missing = migrations.slice(level, wanted);
    for (const migration of missing) await alone(connection, (tx) => apply(tx, migration));
    if (wanted === migrations.length)
      await alone(connection, (tx) => step('of the job queue', () => migrateJobs(tx)));
    return missing.map(({ name }) => name);
  });
}

/**
 * Takes migrations back, newest first, until `to` is the newest left; without `to` all, and the job queue with them.
 * `jobsTo` takes the job queue back to an older schema of its own. Answers the names of those that were taken back.
 */
export function migrateDown<T>(
  database: Kysely<T>,
  to: string | null = null,
  jobsTo?: number,
): Promise<readonly string[]> {
  return locked(database, async (connection) => {
    const { migrations, level } = await beginning(connection);
    const undone = migrations.slice(levelOf(migrations, to), level).reverse();
    for (const migration of undone) await alone(connection, (tx) => takeBack(tx, migration));
    if (to === null) await alone(connection, (tx) => removeJobs(tx));
    else if (jobsTo !== undefined)
      await alone(connection, (tx) => step('of the job queue', () => takeJobsBack(tx, jobsTo)));
    return undone.map(({ name }) => name);
  });
}

/**
 * Brings the schema to exactly the level of `to`, up or down, within a transaction of the caller: null is nothing, and
 * without `to` it is the newest. Waits for other migrations; leaves the job queue's schema alone.
 */
export async function migrateWithin<T>(
  tx: Kysely<T>,
  { to }: { readonly to?: string | null } = {},
): Promise<MigrationsDone> {
  await sql`select pg_advisory_xact_lock(${MIGRATE_LOCK})`.execute(tx);
  const { migrations, level } = await beginning(tx);
  const wanted = to === undefined ? migrations.length : levelOf(migrations, to);
  const missing = migrations.slice(level, wanted);
  const undone = migrations.slice(wanted, level).reverse();
  for (const migration of missing) await apply(tx, migration);
  for (const migration of undone) await takeBack(tx, migration);
  return { applied: missing.map(({ name }) => name), takenBack: undone.map(({ name }) => name) };
}

/** Two processes that migrate at once take turns. */
function locked<T, Result>(
  database: Kysely<T>,
  work: (connection: Kysely<T>) => Promise<Result>,
): Promise<Result> {
  return database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${MIGRATE_LOCK})`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATE_LOCK})`.execute(connection);
    }
  });
}

async function beginning<T>(connection: Kysely<T>) {
  await sql`create table if not exists schema_migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`.execute(connection);
  const migrations = await readMigrations();
  const applied = await readApplied(connection);
  refuseForeign(migrations, applied);
  return { migrations, level: applied.length };
}

/** A statement that waits for a lock holds up all that come after it: other processes may be at work. */
async function alone<T>(connection: Kysely<T>, work: (tx: Kysely<T>) => Promise<void>): Promise<void> {
  await connection.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = '10s'`.execute(tx);
    await work(tx);
  });
}

async function apply<T>(tx: Kysely<T>, { name, up, checksum }: Migration): Promise<void> {
  await step(name, async () => {
    await sql.raw(up).execute(tx);
    await sql`insert into schema_migration (name, checksum) values (${name}, ${checksum})`.execute(tx);
  });
}

async function takeBack<T>(tx: Kysely<T>, { name, down }: Migration): Promise<void> {
  await step(name, async () => {
    await sql.raw(down).execute(tx);
    await sql`delete from schema_migration where name = ${name}`.execute(tx);
  });
}

const LOCK_NOT_AVAILABLE = '55P03';

async function step(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const hint =
      databaseErrorCode(error) === LOCK_NOT_AVAILABLE
        ? 'Another program was using the table for long: try again when it has finished.'
        : 'Nothing of it remains; what was before it is kept. Mend the cause and try again.';
    throw new MigrationFault(`Migration ${name} failed and was taken back: ${messageOf(error)}. ${hint}`, {
      cause: error,
    });
  }
}
