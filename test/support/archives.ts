import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { systemClock } from '../../src/base/clock.ts';
import { connectForArchive } from '../../src/operations/archive/archive-client.ts';
import { describeTables } from '../../src/operations/archive/describe-tables.ts';
import { measureTable } from '../../src/operations/archive/measure-table.ts';
import { type WriteArchiveOptions, writeArchive } from '../../src/operations/archive/write-archive.ts';

export type Entries = Map<string, Buffer>;

/** Archives a database as the program does. */
export function archiveOf(
  connection: pg.ClientConfig,
  path: string,
  options: Partial<WriteArchiveOptions> = {},
) {
  return writeArchive({ connection, clock: systemClock }, path, {
    version: '1.2.3',
    settings: { port: 8000 },
    ...options,
  });
}

/** Every table with its row count and checksum: what two databases are compared by. */
export async function contentsOf(connection: pg.ClientConfig): Promise<Readonly<Record<string, unknown>>> {
  await using client = await connectForArchive(connection);
  const contents: Record<string, unknown> = {};
  for (const table of await describeTables(client))
    contents[table.name] = { columns: table.columns.join(), ...(await measureTable(client, table)) };
  return contents;
}

/** What an archive holds, by name, in its order. */
export async function readEntries(path: string): Promise<Entries> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    const entries: Entries = new Map();
    for await (const entry of zip.eachEntry())
      entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    return entries;
  } finally {
    zip.close();
  }
}

/** Writes a ZIP of these entries, as anybody could. */
export async function writeEntries(
  path: string,
  entries: Iterable<readonly [string, Buffer]>,
): Promise<void> {
  const zip = new ZipFile();
  for (const [name, bytes] of entries) zip.addBuffer(bytes, name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** A copy of an archive in which something is other, with checksums that fit it. */
export async function changedArchive(
  path: string,
  copy: string,
  change: (entries: Entries) => void,
): Promise<void> {
  const entries = await readEntries(path);
  change(entries);
  entries.delete('checksums.json');
  const checksums = Object.fromEntries(
    [...entries].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
  await writeEntries(copy, [...entries, ['checksums.json', Buffer.from(JSON.stringify(checksums))]]);
}

/** Changes a JSON document among the entries. */
export function changeJson<T>(entries: Entries, name: string, change: (document: T) => unknown): void {
  const document: T = JSON.parse((entries.get(name) ?? Buffer.from('null')).toString('utf8'));
  entries.set(name, Buffer.from(JSON.stringify(change(document))));
}
