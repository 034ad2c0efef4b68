import { statfs } from 'node:fs/promises';
import { codeOf } from '../base/errors.ts';
import { within } from '../base/within.ts';

export interface DiskPlace {
  /** For a person: `The data folder`, `The library "Books"`. */
  readonly name: string;
  readonly path: string;
}

export type DiskReading =
  | {
      readonly state: 'read';
      readonly freeBytes: number;
      readonly totalBytes: number;
      /** Null where the file system has no fixed number of them. */
      readonly freeInodes: number | null;
    }
  /** A network mount whose server is gone may never answer. */
  | { readonly state: 'silent' }
  | { readonly state: 'failed'; readonly code: string };

export type PlaceReading = DiskPlace & { readonly reading: DiskReading };

/** Asks how much is free at places. */
export type ReadDiskSpace = (places: readonly DiskPlace[]) => Promise<readonly PlaceReading[]>;

interface Options {
  /** For each place that may hang; there are at most two of them. */
  readonly timeoutMs?: number;
  readonly ask?: (path: string) => Promise<DiskStatistics>;
}

/** What of statfs is used. */
interface DiskStatistics {
  readonly bavail: number;
  readonly blocks: number;
  readonly bsize: number;
  readonly files?: number;
  readonly ffree?: number;
}

/** As many threads as may be lost to mounts that do not answer; Node has four for everything. */
const MAX_BLOCKED = 2;
const SILENT: DiskReading = { state: 'silent' };

/** A dead mount holds a thread for as long as it does not answer: no place is asked again while its last asking goes on. */
export function createDiskSpace({ timeoutMs = 1_000, ask = statfs }: Options = {}): ReadDiskSpace {
  const blocked = new Set<string>();

  async function look(path: string): Promise<DiskReading> {
    if (blocked.has(path) || blocked.size >= MAX_BLOCKED) return SILENT;
    const asked = read(ask, path);
    const reading = await within(timeoutMs, asked).catch(() => SILENT);
    if (reading === SILENT) {
      blocked.add(path);
      void asked.finally(() => blocked.delete(path));
    }
    return reading;
  }

  return async (places) => {
    const readings: PlaceReading[] = [];
    // One after the other: together they could take every thread.
    for (const place of places) readings.push({ ...place, reading: await look(place.path) });
    return readings;
  };
}

async function read(ask: NonNullable<Options['ask']>, path: string): Promise<DiskReading> {
  try {
    const { bavail, blocks, bsize, files = 0, ffree = 0 } = await ask(path);
    const freeInodes = files === 0 ? null : ffree;
    return { state: 'read', freeBytes: bavail * bsize, totalBytes: blocks * bsize, freeInodes };
  } catch (error) {
    return { state: 'failed', code: codeOf(error) ?? 'no reason given' };
  }
}
