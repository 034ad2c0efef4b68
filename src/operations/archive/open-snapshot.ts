import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Clock } from '../../base/clock.ts';
import { Conflict, Invalid } from '../../base/errors.ts';
import { connectForArchive } from './archive-client.ts';
import type { ArchiveSource } from './archive-source.ts';
import { describeSequences, describeTables } from './describe-tables.ts';
import { ARCHIVE_FORMAT, type ArchiveManifest, FORMAT_VERSION } from './manifest.ts';
import { columnList, measureTable } from './measure-table.ts';
import { readMediaManifest } from './media-manifest.ts';

export interface SnapshotOptions {
  /** Of the program. */
  readonly version: string;
  readonly signal?: AbortSignal | undefined;
}

export interface SnapshotNeeds {
  readonly connection: pg.ClientConfig;
  readonly clock: Clock;
}

/** Everything as it was at one moment, while others go on writing. */
export interface Snapshot extends ArchiveSource, AsyncDisposable {
  /** The files of the libraries as lines of JSON. */
  readMedia(): Readable;
}

/** Opens a snapshot that only reads, and measures it. Throws Conflict for a database without the program's schema. */
export async function openSnapshot(
  { connection, clock }: SnapshotNeeds,
  { version, signal }: SnapshotOptions,
): Promise<Snapshot> {
  await using ending = new AsyncDisposableStack();
  const client = ending.use(await connectForArchive(connection, signal));
  await client.query('begin transaction isolation level repeatable read read only');
  const manifest = await makeManifest(client, version, clock);
  const ended = ending.move();
  return {
    manifest,
    readMedia: () => readMediaManifest(client),
    async readRows(name) {
      const table = manifest.tables.find((each) => each.name === name);
      if (table === undefined) throw new Invalid(`There is no table ${name}.`);
      const from = client.escapeIdentifier(name);
      const statement = `copy ${from} (${columnList(client, table)}) to stdout with (format text, encoding 'UTF8')`;
      const rows = new PassThrough();
      // Whoever reads the rows hears of a failure from them.
      pipeline(client.query(copyTo(statement)), rows).catch(() => {});
      return rows;
    },
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  };
}

async function makeManifest(client: pg.ClientBase, version: string, clock: Clock): Promise<ArchiveManifest> {
  const { rows: settings } = await client.query<{ version: string; is_migrated: boolean }>(
    `select current_setting('server_version') as version, to_regclass('schema_migration') is not null as is_migrated`,
  );
  if (settings[0]?.is_migrated !== true)
    throw new Conflict('This database is empty: MAMcrawler was never started on it.');
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name collate "C"',
  );
  const tables: ArchiveManifest['tables'] = [];
  for (const table of await describeTables(client))
    tables.push({ ...table, columns: [...table.columns], ...(await measureTable(client, table)) });
  return {
    format: ARCHIVE_FORMAT,
    format_version: FORMAT_VERSION,
    program_version: version,
    created_at: clock.now().toISOString(),
    postgres_version: settings[0].version,
    migrations,
    tables,
    sequences: [...(await describeSequences(client))],
  };
}
