import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Invalid } from '../../base/errors.ts';
import { migrateWithin } from '../../platform/migrate.ts';
import { readMigrations } from '../../platform/migration-files.ts';
import { archiveFault, connectForArchive } from './archive-client.ts';
import type { ArchiveSource } from './archive-source.ts';
import { compareTables } from './compare-tables.ts';
import { describeTables } from './describe-tables.ts';
import { dropSchema, isDamage } from './drop-schema.ts';
import { emptyJobs } from './empty-jobs.ts';
import { dropForeignKeys } from './foreign-keys.ts';
import { keepTables } from './keep-tables.ts';
import { type ArchiveManifest, countRowsOf, fromNewerVersion } from './manifest.ts';
import { columnList } from './measure-table.ts';
import { countRowEnds, watchBytes } from './watch-bytes.ts';

export interface RestoreOptions {
  /** Called often. */
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Called after each of RESTORE_STEPS. */
  readonly onStep?: (step: RestoreStep) => void;
}

export const RESTORE_STEPS = ['schema', 'rows', 'foreign keys', 'checksums', 'upgrade'] as const;
export type RestoreStep = (typeof RESTORE_STEPS)[number];

export interface Restored {
  readonly rows: number;
  /** What brought an older archive up to this version. */
  readonly migrated: readonly string[];
}

/**
 * Puts an archive in the place of all that the program has in a database, in one transaction: afterwards everything is as
 * in the archive, or as it was before. Throws Conflict for an archive of a newer version or while others hold the tables,
 * Invalid for one that does not fit together, and Unavailable.
 */
export async function restoreArchive(
  { connection }: { readonly connection: pg.ClientConfig },
  source: ArchiveSource,
  options: RestoreOptions = {},
): Promise<Restored> {
  const { signal } = options;
  await refuseNewer(source.manifest);
  try {
    await using client = await connectForArchive(connection, signal);
    await client.query('begin');
    try {
      const restored = await fill(client, source, options);
      signal?.throwIfAborted();
      await client.query('commit');
      return restored;
    } catch (error) {
      // Where the connection is gone the server does so by itself.
      await client.query('rollback').catch(() => {});
      throw error;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw archiveFault(error);
  }
}

/** Only what this version or an older one made can be brought up to this version. */
async function refuseNewer({ migrations, program_version: version }: ArchiveManifest): Promise<void> {
  const known = await readMigrations();
  if (migrations.length === 0) throw new Invalid('The archive holds no schema.');
  for (const [place, { name, checksum }] of migrations.entries()) {
    if (known[place]?.name !== name) throw fromNewerVersion(version);
    if (known[place].checksum !== checksum) {
      throw new Invalid(
        `The archive was made with another migration ${name} than that of this version: it is of a version that was never released.`,
      );
    }
  }
}

async function fill(
  client: pg.Client,
  source: ArchiveSource,
  { onProgress = () => {}, onStep = () => {}, signal }: RestoreOptions,
): Promise<Restored> {
  const { manifest } = source;
  const tx = overClient(client);
  const kept = await keepTables(client);
  await takeBackAll(client, tx);
  await migrateWithin(tx, { to: manifest.migrations.at(-1)?.name ?? null });
  await refuseOtherTables(client, manifest);
  onStep('schema');

  const addForeignKeys = await dropForeignKeys(client);
  const rows = countRowsOf(manifest);
  let done = 0;
  for (const table of manifest.tables) {
    const into = `${client.escapeIdentifier(table.name)} (${columnList(client, table)})`;
    const count = watchBytes((bytes) => {
      done += countRowEnds(bytes);
      onProgress(Math.min(done, rows), rows);
    });
    const copy = copyFrom(`copy ${into} from stdin with (format text, encoding 'UTF8')`);
    await pipeline(await source.readRows(table.name), count, client.query(copy), { signal });
  }
  for (const { name, last_value } of manifest.sequences) {
    await client.query('select setval(format($1, current_schema(), $2::text)::regclass, $3::bigint)', [
      '%I.%I',
      name,
      last_value,
    ]);
  }
  onStep('rows');
  await addForeignKeys();
  onStep('foreign keys');
  const differences = await compareTables(client, manifest.tables);
  if (differences.length > 0)
    throw new Invalid(`What was restored is not what the archive tells: ${differences.join('; ')}.`);
  onStep('checksums');

  const { applied: migrated } = await migrateWithin(tx);
  await kept.putBack();
  await emptyJobs(client);
  const tables = await describeTables(client);
  await client.query(`analyze ${tables.map(({ name }) => client.escapeIdentifier(name)).join(', ')}`);
  onStep('upgrade');
  return { rows, migrated };
}

/** A schema that was damaged, a table dropped by hand, say, must not keep a backup from being restored. */
async function takeBackAll(client: pg.Client, tx: Kysely<unknown>): Promise<void> {
  await client.query('savepoint whole');
  try {
    await migrateWithin(tx, { to: null });
  } catch (error) {
    if (!isDamage(error)) throw error;
    await client.query('rollback to savepoint whole');
    await dropSchema(client);
  }
}

/** The tables of the archive are those of its level: it was made by this program and by nobody else. */
async function refuseOtherTables(client: pg.ClientBase, { tables }: ArchiveManifest): Promise<void> {
  const here = new Map((await describeTables(client)).map(({ name, columns }) => [name, columns.join()]));
  const other =
    tables.find(({ name, columns }) => here.get(name) !== columns.join())?.name ??
    [...here.keys()].find((name) => !tables.some((table) => table.name === name));
  if (other !== undefined) {
    throw new Invalid(
      `The table ${other} of the archive is not that of its version of MAMcrawler. Does another program keep tables in the same database?`,
    );
  }
}

/** Queries within the transaction that a connection is in. */
function overClient(client: pg.Client): Kysely<unknown> {
  const held = { query: client.query.bind(client), release() {} };
  const pool = { connect: async () => held, async end() {} };
  return new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) });
}
