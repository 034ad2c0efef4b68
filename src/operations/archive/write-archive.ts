import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { archiveFault } from './archive-client.ts';
import {
  CHECKSUMS_ENTRY,
  MANIFEST_ENTRY,
  MEDIA_ENTRY,
  rowsEntry,
  SECRETS_ENTRY,
  SETTINGS_ENTRY,
} from './archive-entries.ts';
import { type ArchiveManifest, type ArchiveSecrets, countRowsOf } from './manifest.ts';
import { openSnapshot, type Snapshot, type SnapshotNeeds, type SnapshotOptions } from './open-snapshot.ts';
import { countRowEnds, watchBytes } from './watch-bytes.ts';
import { writeWholeFile } from './write-whole-file.ts';

export interface WriteArchiveOptions extends SnapshotOptions {
  /** Without a secret in it. */
  readonly settings: object;
  /** Null or missing: the archive holds none. */
  readonly secrets?: ArchiveSecrets | null;
  /** Called often. */
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
}

export interface WrittenArchive {
  readonly manifest: ArchiveManifest;
  readonly rows: number;
  readonly sizeBytes: number;
  /** Of the whole file. */
  readonly sha256: string;
}

/**
 * Writes everything that the program knows, as it is at one moment, while it may go on working. A file is whole or not
 * there; a stream is ended, or destroyed where this fails. Throws Unavailable where there is no room or no database.
 */
export async function writeArchive(
  needs: SnapshotNeeds,
  target: string | Writable,
  options: WriteArchiveOptions,
): Promise<WrittenArchive> {
  try {
    await using snapshot = await openSnapshot(needs, options);
    const write = (out: Writable) => writeEntries(snapshot, out, options);
    return await (typeof target === 'string' ? writeWholeFile(target, write) : write(target));
  } catch (error) {
    if (typeof target !== 'string') target.destroy();
    options.signal?.throwIfAborted();
    throw archiveFault(error);
  }
}

/** Nearly as small as the best there is, in half the time. */
const COMPRESSION = { compressionLevel: 4, mode: 0o600 };

async function writeEntries(
  snapshot: Snapshot,
  out: Writable,
  { settings, secrets = null, onProgress = () => {}, signal }: WriteArchiveOptions,
): Promise<WrittenArchive> {
  const { manifest } = snapshot;
  const rows = countRowsOf(manifest);
  const entries = collectEntries({ mtime: new Date(manifest.created_at), ...COMPRESSION });
  entries.add(MANIFEST_ENTRY, toJson(manifest));
  entries.add(SETTINGS_ENTRY, toJson(settings));
  if (secrets !== null) entries.add(SECRETS_ENTRY, toJson(secrets));
  let done = 0;
  for (const { name } of manifest.tables) {
    entries.stream(
      rowsEntry(name),
      () => snapshot.readRows(name),
      (bytes) => {
        done += countRowEnds(bytes);
        onProgress(done, rows);
      },
    );
  }
  entries.stream(MEDIA_ENTRY, async () => snapshot.readMedia());
  const whole = createHash('sha256');
  let sizeBytes = 0;
  const weigh = watchBytes((bytes) => {
    whole.update(bytes);
    sizeBytes += bytes.length;
  });
  await pipeline(entries.end(), weigh, out, { signal });
  return { manifest, rows, sizeBytes, sha256: whole.digest('hex') };
}

/** Puts entries into a ZIP one after the other, each read when its turn has come, and their checksums at the end. */
function collectEntries(options: { readonly mtime: Date; readonly compressionLevel: number }) {
  const zip = new ZipFile();
  const checksums: Record<string, string> = {};
  // What is done with it afterwards ends whoever reads it.
  const output = zip.outputStream as Readable;
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  return {
    add(name: string, bytes: Buffer): void {
      checksums[name] = createHash('sha256').update(bytes).digest('hex');
      zip.addBuffer(bytes, name, options);
    },
    stream(name: string, open: () => Promise<Readable>, see: (bytes: Buffer) => void = () => {}): void {
      zip.addReadStreamLazy(name, options, (give) => {
        const hash = createHash('sha256');
        const watched = watchBytes((bytes) => {
          hash.update(bytes);
          see(bytes);
        });
        watched.on('error', fail);
        open()
          .then((source) => {
            give(null, watched);
            return pipeline(source, watched);
          })
          .then(() => {
            checksums[name] = hash.digest('hex');
          })
          .catch(fail);
      });
    },
    /** All of it; read at the pace of its reader. */
    end(): Readable {
      zip.addReadStreamLazy(CHECKSUMS_ENTRY, options, (give) => {
        give(null, Readable.from([toJson(checksums)]));
      });
      zip.end();
      return output;
    },
  };
}

function toJson(document: object): Buffer {
  return Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
}
