import { join } from 'node:path';
import type { AudioReader } from './audio-reader.ts';
import { type AudioReading, unreadable } from './audio-reading.ts';
import { describeItem, type ItemDescription } from './describe-item.ts';
import { lastPart } from './group-files.ts';
import { itemChapters } from './item-chapters.ts';
import { itemSignature } from './item-signature.ts';
import type { ItemRecord } from './item-store.ts';
import type { FoundFile } from './list-folder.ts';
import { orderAudioFiles } from './playing-order/order-audio-files.ts';
import { orderFaults } from './playing-order/order-evidence.ts';
import type { FoundItem } from './walk-library.ts';

/** An item whose files were read: what is to be kept of it, and what it says of its book. */
export interface ReadItem {
  readonly record: Omit<ItemRecord, 'libraryId' | 'recordingId'>;
  /** Null where no file of it is audio: then there is no book to speak of. */
  readonly description: ItemDescription | null;
}

interface ReadFile {
  readonly path: string;
  readonly found: FoundFile;
  readonly reading: AudioReading;
  readonly tags: AudioReading['tags'];
}

/**
 * Reads what lies in one folder: one item, or several where its tags tell books apart. The signature of each is that
 * of the folder.
 */
export async function readItems(
  reader: AudioReader,
  root: string,
  found: FoundItem,
): Promise<readonly ReadItem[]> {
  return [await readItem(reader, root, found)];
}

/** Reads all files of an item and puts them into playing order. */
export async function readItem(reader: AudioReader, root: string, found: FoundItem): Promise<ReadItem> {
  const files = await Promise.all(found.files.map((file) => readFile(reader, root, file)));
  const { files: placed, evidence } = orderAudioFiles(found.path, files);
  const readings = placed.map(({ file }) => file.reading);
  const durationSeconds = sumOf(readings.map((reading) => reading.durationSeconds));
  const fileFaults = placed.flatMap(({ file: { path, reading } }) =>
    reading.fault === null ? [] : [{ path, fault: reading.fault }],
  );
  return {
    record: {
      path: found.path,
      folder: found.path,
      durationSeconds,
      sizeBytes: found.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      signature: itemSignature(found),
      coverFile: found.coverFile,
      hasEmbeddedCover: readings[0]?.hasCover ?? false,
      chapters: itemChapters(
        placed.map(({ file: { path, reading } }) => ({
          name: lastPart(path),
          title: reading.tags.title,
          durationSeconds: reading.durationSeconds,
          chapters: reading.chapters,
        })),
      ),
      faults: [
        ...found.faults,
        ...fileFaults,
        ...(evidence === null ? [] : orderFaults(evidence)).map((fault) => ({ path: found.path, fault })),
      ],
      orderEvidence: evidence,
      audioFiles: placed.map(({ file, disc, track }) => ({
        path: file.path,
        disc,
        track,
        durationSeconds: file.reading.durationSeconds,
        codec: file.reading.codec,
        bitrateKbps: file.reading.bitrateKbps,
        sizeBytes: file.found.sizeBytes,
        modifiedAtMs: file.found.mtimeMs,
        inode: file.found.inode,
        fault: file.reading.fault,
      })),
    },
    description:
      durationSeconds === null
        ? null
        : describeItem(
            found,
            placed.map(({ file }) => file),
          ),
  };
}

async function readFile(reader: AudioReader, root: string, found: FoundFile): Promise<ReadFile> {
  const reading = found.fault === null ? await reader.read(join(root, found.path)) : unreadable(found.fault);
  return { path: found.path, found, reading, tags: reading.tags };
}

/** Null where nothing is known; what is known of some files counts. */
function sumOf(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((value) => value !== null && value > 0);
  return known.length === 0 ? null : known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
