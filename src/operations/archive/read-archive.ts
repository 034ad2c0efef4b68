import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { Invalid, messageOf, NotFound } from '../../base/errors.ts';
import {
  CHECKSUMS_ENTRY,
  isEntryName,
  MANIFEST_ENTRY,
  MEDIA_ENTRY,
  rowsEntry,
  SECRETS_ENTRY,
  SETTINGS_ENTRY,
} from './archive-entries.ts';
import type { ArchiveSource } from './archive-source.ts';
import { ArchiveSecrets, parseManifest } from './manifest.ts';
import { watchBytes } from './watch-bytes.ts';

export interface Archive extends ArchiveSource, AsyncDisposable {
  readonly path: string;
  readonly sizeBytes: number;
  readonly secrets: ArchiveSecrets | null;
  /** The rows of one table; fails with Invalid where they are not as they were written. */
  readRows(table: string): Promise<Readable>;
  /** Reads every entry to its end. Throws Invalid for one that is not as it was written. */
  checkEntries(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
}

const MAX_ENTRIES = 2_000;
/** Of what is read into memory. */
const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;
/** A real archive grows to twenty times its size; deflate could make a thousand of it. */
const MAX_GROWTH = 300;

const Checksums = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

/**
 * Opens an archive, which may come from anywhere. Throws NotFound without a file, Invalid for what is none of ours or
 * damaged, and Conflict for one of a newer version.
 */
export async function readArchive(path: string): Promise<Archive> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new NotFound(`There is no file ${path}.`);
  // One would wait for a pipe for ever.
  if (!found.isFile()) throw new Invalid(`${path} is not a regular file. Name an archive of MAMcrawler.`);
  await using ending = new AsyncDisposableStack();
  const zip = ending.adopt(await openZip(path), (open) => open.close());
  const entries = await listEntries(zip, found.size);
  const manifest = parseManifest(await readDocument(await openEntry(zip, entries, MANIFEST_ENTRY)));
  const checksums = Checksums.safeParse(await readDocument(await openEntry(zip, entries, CHECKSUMS_ENTRY)));
  if (!checksums.success) throw damaged('its checksums cannot be read');
  const expected = new Map(Object.entries(checksums.data));
  refuseIncomplete(
    entries,
    expected,
    manifest.tables.map(({ name }) => rowsEntry(name)),
  );
  const read = (name: string) => openChecked(zip, entries, name, expected);
  await drain(await read(MANIFEST_ENTRY));
  const secrets = entries.has(SECRETS_ENTRY)
    ? ArchiveSecrets.safeParse(await readDocument(await read(SECRETS_ENTRY)))
    : null;
  if (secrets?.success === false) throw damaged('its keys cannot be read');
  const ended = ending.move();
  return {
    path,
    sizeBytes: found.size,
    manifest,
    secrets: secrets?.data ?? null,
    readRows: (table) => read(rowsEntry(table)),
    async checkEntries({ signal } = {}) {
      for (const name of expected.keys()) await drain(await read(name), signal);
    },
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  };
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch (error) {
    throw new Invalid(
      `${path} is not an archive of MAMcrawler, or not whole: ${messageOf(error)}. Take another one.`,
      null,
      { cause: error },
    );
  }
}

async function listEntries(zip: ZipFile, sizeBytes: number): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw damaged(`it has ${zip.entryCount} entries`);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (!isEntryName(name) || entries.has(name))
        throw damaged(`it holds what does not belong there: ${JSON.stringify(name.slice(0, 100))}`);
      if (!entry.canDecodeFileData()) throw damaged(`${name} is packed in a way that is not ours`);
      unpacked += entry.uncompressedSize;
      entries.set(name, entry);
    }
  } catch (error) {
    throw error instanceof Invalid ? error : damaged(messageOf(error));
  }
  if (unpacked > sizeBytes * MAX_GROWTH + MAX_DOCUMENT_BYTES)
    throw damaged(`${sizeBytes} bytes would become ${unpacked}`);
  return entries;
}

function refuseIncomplete(
  entries: ReadonlyMap<string, Entry>,
  expected: ReadonlyMap<string, string>,
  tables: readonly string[],
): void {
  const needed = [MANIFEST_ENTRY, SETTINGS_ENTRY, MEDIA_ENTRY, ...tables];
  const missing = [...needed, ...expected.keys()].find((name) => !entries.has(name));
  if (missing !== undefined) throw damaged(`${missing} is missing`);
  const unknown = [...entries.keys()].find((name) => name !== CHECKSUMS_ENTRY && !expected.has(name));
  if (unknown !== undefined) throw damaged(`there is no checksum of ${unknown}`);
}

/** An entry whose bytes are compared with their checksum; it fails with Invalid where they are not those. */
async function openChecked(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  name: string,
  expected: ReadonlyMap<string, string>,
): Promise<Readable> {
  const source = await openEntry(zip, entries, name);
  const hash = createHash('sha256');
  const checked = watchBytes((bytes) => void hash.update(bytes));
  checked._flush = (done) => {
    done(hash.digest('hex') === expected.get(name) ? null : damaged(`${name} is not as it was written`));
  };
  source.on('error', (error) => checked.destroy(damaged(`${name}: ${messageOf(error)}`)));
  // Whoever reads hears of it from what they read.
  pipeline(source, checked).catch(() => {});
  return checked;
}

async function openEntry(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string): Promise<Readable> {
  const entry = entries.get(name);
  if (entry === undefined) throw damaged(`${name} is missing`);
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw damaged(`${name}: ${messageOf(error)}`);
  }
}

async function readDocument(source: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > MAX_DOCUMENT_BYTES) throw damaged('one of its documents is too large');
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw error instanceof Invalid ? error : damaged(messageOf(error));
  }
}

async function drain(stream: Readable, signal?: AbortSignal): Promise<void> {
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() });
  await pipeline(stream, nowhere, { signal });
}

function damaged(how: string): Invalid {
  return new Invalid(`The archive is damaged: ${how}. Take another one.`);
}
