import { type Kysely, sql } from 'kysely';
import { JOB_SCHEMA_VERSION, readJobSchemaVersion } from './job-schema.ts';
import { type Migration, MigrationFault, readMigrations } from './migration-files.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** `missing`: not applied yet. `unknown`: of a newer version. `edited`: not the one that was applied. */
export interface MigrationState {
  readonly name: string;
  readonly state: 'applied' | 'missing' | 'unknown' | 'edited';
}

export interface SchemaState {
  readonly migrations: readonly MigrationState[];
  /** Of the job queue; null: there is none yet. */
  readonly jobs: { readonly version: number | null; readonly wanted: number };
  /** Whether this program can work with it now, after a migration, or not at all. */
  readonly standing: 'current' | 'behind' | 'ahead';
  /** What is wrong where it is ahead, and what to do; else null. */
  readonly fault: string | null;
}

/** How the schema of a database stands to this program; changes nothing. */
export async function readSchemaState<T>(database: Kysely<T>): Promise<SchemaState> {
  const migrations = await readMigrations();
  const applied = await readApplied(database);
  const jobs = { version: await readJobSchemaVersion(database), wanted: JOB_SCHEMA_VERSION };
  const fault = foreignFault(migrations, applied) ?? newerJobsFault(migrations, jobs.version);
  const isCurrent = applied.length === migrations.length && jobs.version === jobs.wanted;
  return {
    migrations: statesOf(migrations, applied),
    jobs,
    standing: fault !== null ? 'ahead' : isCurrent ? 'current' : 'behind',
    fault,
  };
}

/** What the database says was applied, oldest first; nothing where it never saw a migration. */
export async function readApplied<T>(database: Kysely<T>): Promise<readonly AppliedMigration[]> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('schema_migration') is not null as there`.execute(database);
  if (found[0]?.there !== true) return [];
  const { rows } =
    await sql<AppliedMigration>`select name, checksum from schema_migration order by name collate "C"`.execute(
      database,
    );
  return rows;
}

/** Throws MigrationFault where something was applied that this program does not have, or not like this. */
export function refuseForeign(migrations: readonly Migration[], applied: readonly AppliedMigration[]): void {
  const fault = foreignFault(migrations, applied);
  if (fault !== null) throw new MigrationFault(fault);
}

function foreignFault(migrations: readonly Migration[], applied: readonly AppliedMigration[]): string | null {
  for (const [place, { name, checksum }] of applied.entries()) {
    const known = migrations[place];
    if (known?.name !== name) {
      return `The database has the migration ${name}, which this version of MAMcrawler does not know: it was made by a newer version. ${wayBack(migrations)}`;
    }
    if (known.checksum !== checksum) {
      return `The migration ${name} is not the one that this database was made with: migrations are never edited once released. Install the released version again.`;
    }
  }
  return null;
}

function newerJobsFault(migrations: readonly Migration[], version: number | null): string | null {
  if (version === null || version <= JOB_SCHEMA_VERSION) return null;
  return `The job queue of the database is of the schema ${version}, and this version of MAMcrawler knows ${JOB_SCHEMA_VERSION}: it was made by a newer version. ${wayBack(migrations)}`;
}

/** Said by the older program, done with the newer one. */
function wayBack(migrations: readonly Migration[]): string {
  const newest = migrations.at(-1)?.name ?? '';
  return `Start that version; or, to come back to this one, stop MAMcrawler everywhere and run \`mamcrawler migrate down --to ${newest} --queue ${JOB_SCHEMA_VERSION}\` with that version; or restore a backup made by this one.`;
}

function statesOf(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly MigrationState[] {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  const known = new Set(migrations.map(({ name }) => name));
  return [
    ...migrations.map(({ name, checksum }): MigrationState => {
      const there = checksums.get(name);
      return { name, state: there === undefined ? 'missing' : there === checksum ? 'applied' : 'edited' };
    }),
    ...applied
      .filter(({ name }) => !known.has(name))
      .map(({ name }): MigrationState => ({ name, state: 'unknown' })),
  ];
}
