import { Unavailable } from '../base/errors.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { countItems } from './known-items.ts';
import { type Library, readScanGuard } from './library-store.ts';
import { readItems } from './read-item.ts';
import { type BatchSize, createBatchSize } from './scan/batch-size.ts';
import { findExchanged } from './scan/find-exchanged.ts';
import { findMoved } from './scan/find-moved.ts';
import { finishScan } from './scan/finish-scan.ts';
import type { ScanProgress } from './scan/follow-scan.ts';
import { type LookedUp, lookUpItems } from './scan/look-up-items.ts';
import { mapAhead } from './scan/map-ahead.ts';
import type { ScanNeeds } from './scan/scan-needs.ts';
import { emptyTally, type ScanResult, type ScanTally } from './scan/scan-tally.ts';
import { type ReadFolder, writeReadItems } from './scan/write-read-items.ts';
import { checkRoot } from './walk/check-root.ts';
import type { FoundItem } from './walk/found-item.ts';
import { countItemsOnDisk, walkLibrary } from './walk/walk-library.ts';

export type { ScanResult } from './scan/scan-tally.ts';

interface ScanOptions {
  /** Only these places are looked at: folders, or what lies in the library itself. */
  readonly places?: readonly string[];
  readonly onProgress: (progress: ScanProgress) => void;
  readonly signal: AbortSignal;
}

/** What one walk through a library knows. */
export interface Scan {
  readonly needs: ScanNeeds;
  readonly library: Library;
  /** Nothing is known of the library. */
  readonly isFirst: boolean;
  /** How many items were there before it. */
  readonly present: number;
  readonly startedAt: Date;
  readonly tally: ScanTally;
  /** Known items that are where they were, or where they were found again. */
  readonly seenIds: Set<number>;
  /** Of these, the ones that were missing. */
  readonly returnedIds: number[];
  /** Null: all of it. */
  readonly places: readonly string[] | null;
  /** Folders that could not be looked into: what lies in them is not gone. */
  readonly unseenPlaces: string[];
  readonly signal: AbortSignal;
}

/** A folder that must be read. */
interface Unread {
  readonly found: FoundItem;
  /** Items that lay elsewhere and are in it now. */
  readonly movedIds: readonly number[];
  /** Items that were in it and lie elsewhere now. */
  readonly leftIds: readonly number[];
}

/** Groups of folders that are being read, or wait for a reading process. */
const READ_AHEAD = 8;
/** However small the batch: one whose books have thousands of files ends sooner. */
const FILES_WRITTEN_AT_ONCE = 4000;

/**
 * Brings what is known of a library up to its files. What did not change is not read; what is gone is marked so.
 * Throws Unavailable, and marks nothing, where the folder is not there or stands empty as an unmounted one does.
 */
export async function scanLibrary(
  needs: ScanNeeds,
  library: Library,
  { places, onProgress, signal }: ScanOptions,
): Promise<ScanResult> {
  const fault = await checkRoot(library.path);
  if (fault !== null) throw new Unavailable(`${fault} Nothing was marked as gone.`);
  const { known, present } = await countItems(needs.db, library.id);
  const scan: Scan = {
    needs,
    library,
    isFirst: known === 0,
    present,
    startedAt: new Date(),
    tally: emptyTally(),
    seenIds: new Set(),
    returnedIds: [],
    unseenPlaces: [],
    places: places ?? null,
    signal,
  };
  const total = places === undefined ? await countExpected(scan, present) : 0;
  const tell = (phase: ScanProgress['phase'], at: string | null) => {
    const { items: done, faults } = scan.tally;
    onProgress({ done, total: Math.max(total, done), phase, at, faults });
  };
  let place: string | null = null;
  await carryOut(scan, (at) => {
    place = at ?? place;
    tell('Reading', place);
  });
  tell('Finishing', null);
  return await finishScan(scan);
}

/** As many as were there the last time; nobody knows where the first scan was broken off. */
async function countExpected({ needs, library, signal }: Scan, present: number): Promise<number> {
  const { rootDevice } = await readScanGuard(needs.db, library.id);
  if (present > 0 && rootDevice !== null) return present;
  return await untilAborted(countItemsOnDisk(library.path), signal);
}

/** While one batch is written, the next is read. */
async function carryOut(scan: Scan, tell: (at: string | null) => void): Promise<void> {
  const size = createBatchSize();
  let writing: Promise<void> = Promise.resolve();
  let batch: ReadFolder[] = [];
  const flush = async () => {
    await writing;
    scan.signal.throwIfAborted();
    writing = write(scan, batch, size).then(() => tell(null));
    // Whoever awaits it hears of its failure; until then it must not count as unheard.
    writing.catch(() => {});
    batch = [];
  };
  try {
    const groups = inGroups(toRead(scan, tell));
    for await (const read of mapAhead(groups, READ_AHEAD, (group) => readFolders(scan, group))) {
      for (const folder of read) {
        batch.push(folder);
        if (batch.length >= size.items || filesOf(batch) >= FILES_WRITTEN_AT_ONCE) await flush();
      }
    }
    await flush();
  } finally {
    await writing;
  }
}

function filesOf(batch: readonly ReadFolder[]): number {
  return batch.reduce(
    (sum, { items }) => sum + items.reduce((files, { record }) => files + record.audioFiles.length, 0),
    0,
  );
}

/** What of the library is new or has changed. */
async function* toRead(scan: Scan, tell: (at: string) => void): AsyncGenerator<Unread> {
  const { places, library } = scan;
  for await (const all of walkLibrary(library.path, places ?? undefined)) {
    const looked = await lookUpItems(scan.needs, library, all);
    const moved = scan.isFirst ? NOTHING_MOVED : await findMovedAmong(scan, looked);
    const movedIds = new Set([...moved.values()].flat());
    for (const each of looked) {
      scan.signal.throwIfAborted();
      const { found, known } = each;
      tell(found.path);
      if (!meet(scan, each)) continue;
      const here = moved.get(found.path) ?? [];
      const left = known.flatMap(({ id }) => (movedIds.has(id) && !here.includes(id) ? [id] : []));
      yield { found, movedIds: here, leftIds: left };
    }
  }
}

const NOTHING_MOVED: Awaited<ReturnType<typeof findMoved>> = new Map();

/** What of elsewhere lies in folders of which nothing is known, or nothing that is there. */
async function findMovedAmong(scan: Scan, looked: readonly LookedUp[]) {
  const unknown = looked.filter(({ known }) => known.length === 0).map(({ found }) => found);
  return await findMoved(scan, [...unknown, ...(await findExchanged(scan.needs.db, looked))]);
}

/** Counts what was met; answers whether it must be read. */
function meet({ tally, seenIds, returnedIds, unseenPlaces }: Scan, { found, unchanged }: LookedUp) {
  if (found.path === '') {
    const fault = found.faults[0]?.fault ?? 'The folder cannot be read.';
    throw new Unavailable(`${fault} Nothing was marked as gone.`);
  }
  tally.files += found.files.length;
  if (found.files.length === 0) unseenPlaces.push(found.path);
  for (const item of unchanged) {
    tally.items += 1;
    tally.unchanged += 1;
    tally.faults += item.faultCount;
    seenIds.add(item.id);
    if (item.isMissing) returnedIds.push(item.id);
  }
  return unchanged.length === 0;
}

async function readFolders(
  { needs: { reader }, library, signal }: Scan,
  folders: readonly Unread[],
): Promise<readonly ReadFolder[]> {
  const found = folders.map((folder) => folder.found);
  const { path: root, sourceOrder } = library;
  const readLibrary = { path: root, sourceOrder };
  const together = await untilAborted(reader.readFolders(readLibrary, found), signal);
  const oneByOne = () => Promise.all(found.map((each) => readItems(reader, readLibrary, each)));
  const items = together ?? (await untilAborted(oneByOne(), signal));
  return folders.map(({ found: { path }, ...moves }, at) => ({ path, items: items[at] ?? [], ...moves }));
}

async function write(
  { needs, library, tally, seenIds }: Scan,
  batch: readonly ReadFolder[],
  size: BatchSize,
): Promise<void> {
  if (batch.length === 0) return;
  const begunAt = performance.now();
  const { ids, added, changed } = await writeReadItems(needs, library, batch);
  size.note(batch.length, performance.now() - begunAt);
  for (const id of ids) seenIds.add(id);
  const items = batch.flatMap((folder) => folder.items);
  tally.items += items.length;
  tally.added += added;
  tally.changed += changed;
  for (const { record } of items) {
    tally.files_read += record.audioFiles.length;
    tally.faults += record.faults.length;
  }
}

const FOLDERS_PER_GROUP = 16;
const FILES_PER_GROUP = 48;

/** As much as is read with one message. */
async function* inGroups(source: AsyncIterable<Unread>): AsyncGenerator<Unread[]> {
  let group: Unread[] = [];
  let files = 0;
  for await (const one of source) {
    group.push(one);
    files += one.found.files.length;
    if (group.length < FOLDERS_PER_GROUP && files < FILES_PER_GROUP) continue;
    yield group;
    group = [];
    files = 0;
  }
  if (group.length > 0) yield group;
}
