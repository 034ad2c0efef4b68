import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { messageOf } from '../base/errors.ts';
import { MIGRATE_LOCK } from './lock-numbers.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

interface Migration {
  readonly name: string;
  readonly up: string;
  readonly down: string;
  readonly checksum: string;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** A database that this program cannot work with; says what to do. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault';
}

/** Brings the schema up to date; each migration commits alone. Answers the names that were applied. */
export function migrateUp<T>(database: Kysely<T>): Promise<readonly string[]> {
  return locked(database, async (connection) => {
    const migrations = await readMigrations();
    const applied = await appliedMigrations(connection);
    refuseUnknown(migrations, applied);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) {
      await step(connection, migration.name, migration.up, (tx) =>
        sql`insert into schema_migration (name, checksum) values (${migration.name}, ${migration.checksum})`.execute(
          tx,
        ),
      );
    }
    return missing.map(({ name }) => name);
  });
}

/** Takes migrations back, newest first, until `to` is the newest left; without `to`, all. */
export function migrateDown<T>(database: Kysely<T>, to: string | null = null): Promise<readonly string[]> {
  return locked(database, async (connection) => {
    const migrations = await readMigrations();
    const applied = await appliedMigrations(connection);
    refuseUnknown(migrations, applied);
    const keep = to === null ? 0 : migrations.findIndex(({ name }) => name === to) + 1;
    if (to !== null && keep === 0) throw new MigrationFault(`There is no migration ${to}.`);
    const undone = migrations.slice(keep, applied.length).reverse();
    for (const migration of undone) {
      await step(connection, migration.name, migration.down, (tx) =>
        sql`delete from schema_migration where name = ${migration.name}`.execute(tx),
      );
    }
    return undone.map(({ name }) => name);
  });
}

/** Every migration of this program and whether the database has it. */
export async function migrationStatus<T>(
  database: Kysely<T>,
): Promise<readonly { readonly name: string; readonly applied: boolean }[]> {
  const applied = new Set((await appliedMigrations(database)).map(({ name }) => name));
  return (await readMigrations()).map(({ name }) => ({ name, applied: applied.has(name) }));
}

/** Two processes that migrate at once take turns. */
async function locked<T, Result>(
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

async function step<T>(
  connection: Kysely<T>,
  name: string,
  statements: string,
  record: (tx: Kysely<T>) => Promise<unknown>,
): Promise<void> {
  try {
    await connection.transaction().execute(async (tx) => {
      await sql.raw(statements).execute(tx);
      await record(tx);
    });
  } catch (error) {
    throw new MigrationFault(`Migration ${name} failed and was taken back: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function appliedMigrations<T>(connection: Kysely<T>): Promise<readonly AppliedMigration[]> {
  await sql`create table if not exists schema_migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`.execute(connection);
  const { rows } =
    await sql<AppliedMigration>`select name, checksum from schema_migration order by name`.execute(
      connection,
    );
  return rows;
}

function refuseUnknown(migrations: readonly Migration[], applied: readonly AppliedMigration[]): void {
  for (const [place, { name, checksum }] of applied.entries()) {
    const known = migrations[place];
    if (known?.name !== name) {
      throw new MigrationFault(
        `The database has the migration ${name}, which this version of MAMcrawler does not know: it was made by a newer version. Start that version, or restore a backup made by this one.`,
      );
    }
    if (known.checksum !== checksum) {
      throw new MigrationFault(
        `The migration ${name} is not the one that this database was made with: migrations are never edited once released.`,
      );
    }
  }
}

async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER))
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.slice(0, -'.up.sql'.length))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const up = await readFile(new URL(`${name}.up.sql`, FOLDER), 'utf8');
      const down = await readFile(new URL(`${name}.down.sql`, FOLDER), 'utf8');
      return { name, up, down, checksum: createHash('sha256').update(up).digest('hex') };
    }),
  );
}
