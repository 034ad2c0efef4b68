import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { compareSchemas } from './compare-schemas.ts';
import { databaseErrorCode } from './database.ts';
import { describeSchema } from './describe-schema.ts';
import { type Migration, MigrationFault, readMigrations } from './migration-files.ts';
import { readApplied, refuseForeign } from './schema-state.ts';

export interface SchemaVerification {
  readonly matches: boolean;
  /** Sentences. */
  readonly differences: readonly string[];
  /** Migrations that are not applied yet; the schema is compared with what those before them make. */
  readonly missing: readonly string[];
}

/**
 * Compares the live schema with what the applied migrations make, in a schema beside it that is taken back at once. The
 * job queue's is the library's and left out. Throws MigrationFault where the database is of a newer version.
 */
export async function verifySchema<T>(database: Kysely<T>): Promise<SchemaVerification> {
  const migrations = await readMigrations();
  const applied = await readApplied(database);
  refuseForeign(migrations, applied);
  const missing = migrations.slice(applied.length).map(({ name }) => name);
  await using tx = await rolledBack(database);
  const differences = await differencesIn(tx.connection, migrations.slice(0, applied.length));
  return { matches: differences.length === 0 && missing.length === 0, differences, missing };
}

const NOT_PERMITTED = '42501';
const NO_SCHEMA =
  'The user of DATABASE_URL may not make a schema in this database, which a comparison needs for a moment. Let the owner of the database run: grant create on database … to …';

async function differencesIn<T>(tx: Kysely<T>, migrations: readonly Migration[]): Promise<readonly string[]> {
  const { rows } = await sql<{ schema: string }>`select current_schema()::text as schema`.execute(tx);
  const actual = await describeSchema(tx, rows[0]?.schema ?? 'public');
  const extensions = await readExtensions(tx);
  const scratch = `mamcrawler_verify_${randomBytes(6).toString('hex')}`;
  await sql`create schema ${sql.id(scratch)}`.execute(tx).catch((error: unknown) => {
    throw databaseErrorCode(error) === NOT_PERMITTED
      ? new MigrationFault(NO_SCHEMA, { cause: error })
      : error;
  });
  // Extensions stay where they are: what they bring is found behind it.
  await sql`select set_config('search_path', ${scratch} || ', ' || current_setting('search_path'), true)`.execute(
    tx,
  );
  for (const { up } of migrations) await sql.raw(up).execute(tx);
  return [
    ...(await readExtensions(tx))
      .filter((name) => !extensions.includes(name))
      .map((name) => `The extension ${name} is missing.`),
    ...compareSchemas(actual, await describeSchema(tx, scratch)),
  ];
}

async function readExtensions<T>(tx: Kysely<T>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select extname::text as name from pg_extension order by 1`.execute(tx);
  return rows.map(({ name }) => name);
}

/** A transaction that never commits. */
async function rolledBack<T>(
  database: Kysely<T>,
): Promise<AsyncDisposable & { readonly connection: Kysely<T> }> {
  const connection = await database.startTransaction().execute();
  return {
    connection,
    async [Symbol.asyncDispose]() {
      await connection.rollback().execute();
    },
  };
}
