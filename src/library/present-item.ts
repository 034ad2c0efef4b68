import type { Source } from '../base/source.ts';
import type { AudioReading } from './audio-reading.ts';
import { cueChapters } from './cue-chapters.ts';
import { describeItem, type ItemDescription } from './describe-item.ts';
import { lastPart } from './group-files.ts';
import { type ItemChapters, itemChapters } from './item-chapters.ts';
import { itemSignature } from './item-signature.ts';
import type { ItemRecord } from './item-store.ts';
import type { PathReading } from './path/path-reading.ts';
import { orderAudioFiles } from './playing-order/order-audio-files.ts';
import { orderFaults } from './playing-order/order-evidence.ts';
import type { ReadSidecar } from './sources/read-sidecar.ts';
import type { FoundFile, FoundItem } from './walk/found-item.ts';

/** An item whose files were read: what is to be kept of it, and what it says of its book. */
export interface ReadItem {
  readonly record: Omit<ItemRecord, 'libraryId' | 'recordingId'>;
  /** Null where no file of it is audio: then there is no book to speak of. */
  readonly description: ItemDescription | null;
}

export interface ReadFile {
  readonly path: string;
  readonly found: FoundFile;
  readonly reading: AudioReading;
  readonly tags: AudioReading['tags'];
}

/** What belongs to an item besides its audio files. */
export interface Belongings {
  readonly path: string;
  readonly coverFile: string | null;
  readonly sidecars: readonly ReadSidecar[];
  /** Of its library; null: the standard order. */
  readonly sourceOrder: readonly Source[] | null;
  readonly faults: FoundItem['faults'];
  /** What its path says. */
  readonly named: PathReading;
}

/** Makes one item of files that were read, in playing order; they were found in a folder that may hold others. */
export function presentItem(
  found: FoundItem,
  { path, coverFile, sidecars, sourceOrder, faults, named }: Belongings,
  files: readonly ReadFile[],
): ReadItem {
  const { files: placed, evidence } = orderAudioFiles(path, files);
  const ordered = placed.map(({ file }) => file);
  const durationSeconds = sumOf(ordered.map(({ reading }) => reading.durationSeconds));
  const fileFaults = [...ordered, ...sidecars].flatMap(({ path: of, reading: { fault } }) =>
    fault === null ? [] : [{ path: of, fault }],
  );
  const chapters = chaptersOf(ordered, sidecars);
  const doubts = evidence === null ? [] : orderFaults(evidence).map((fault) => ({ path, fault }));
  return {
    record: {
      path,
      folder: found.path,
      durationSeconds,
      sizeBytes: files.reduce((sum, file) => sum + file.found.sizeBytes, 0),
      signature: itemSignature(found, sourceOrder),
      coverFile,
      hasEmbeddedCover: ordered[0]?.reading.hasCover ?? false,
      coverKey: ordered[0]?.reading.coverKey ?? null,
      chapters: chapters.chapters,
      chapterSource: chapters.source,
      faults: [...faults, ...fileFaults, ...doubts],
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
      durationSeconds === null ? null : describeItem({ named, files: ordered, sidecars, sourceOrder }),
  };
}

function chaptersOf(files: readonly ReadFile[], sidecars: readonly ReadSidecar[]): ItemChapters {
  const cues = cueChapters(
    sidecars.flatMap(({ path, reading: { cue } }) => (cue === null ? [] : [{ path, sheet: cue }])),
    files.map(({ path, reading: { durationSeconds } }) => ({ path, durationSeconds })),
  );
  const listed = sidecars.map(({ reading }) => reading.chapters).find((chapters) => chapters.length > 0);
  return itemChapters(
    files.map(({ path, reading }) => ({
      name: lastPart(path),
      title: reading.tags.title,
      durationSeconds: reading.durationSeconds,
      chapters: reading.chapters,
      cueChapters: cues.get(path) ?? [],
    })),
    listed,
  );
}

/** Null where nothing is known; what is known of some files counts. */
function sumOf(seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((value) => value !== null && value > 0);
  return known.length === 0 ? null : known.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
