import type { Announce } from '../activity/facts.ts';
import { tellChanges } from '../activity/live-events.ts';
import type { Clock } from '../base/clock.ts';
import { Unavailable } from '../base/errors.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { refreshSearchText } from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import type { Database } from '../platform/database.ts';
import type { AudioReader } from './audio-reader.ts';
import { LibraryScanned } from './facts.ts';
import { itemSignature } from './item-signature.ts';
import { type KnownItem, markItemsMissing, readKnownItems, readRecordingIds } from './item-store.ts';
import type { Library } from './library-store.ts';
import type { ReadItem } from './present-item.ts';
import { readItem } from './read-item.ts';
import { recordItem } from './record-item.ts';
import type { ScanProgress } from './scan/follow-scan.ts';
import { checkRoot, type FoundItem, walkLibrary } from './walk-library.ts';

export interface ScanResult {
  readonly items: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly files: number;
  /** Of how many files the audio was read. */
  readonly files_read: number;
  readonly faults: number;
}

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
}

interface ScanOptions {
  readonly onProgress: (progress: ScanProgress) => void;
  readonly signal: AbortSignal;
}

/** Items are read and written so many at a time. */
const BATCH = 32;

/**
 * Brings what is known of a library up to its files. What did not change is not read; what is gone is marked so.
 * Throws Unavailable, and marks nothing, where the folder is not there or stands empty as an unmounted one does.
 */
export async function scanLibrary(needs: Needs, library: Library, options: ScanOptions): Promise<ScanResult> {
  const fault = await checkRoot(library.path);
  if (fault !== null) throw new Unavailable(`${fault} Nothing was marked as gone.`);
  const known = await readKnownItems(needs.db, library.id);
  const total = known.size > 0 ? known.size : await countItems(library.path, options.signal);
  const scan = new LibraryScan(needs, library, known);

  for await (const found of walkLibrary(library.path)) {
    options.signal.throwIfAborted();
    options.onProgress({ done: scan.done, total, phase: 'Reading', at: found.path, faults: scan.faults });
    await untilAborted(scan.take(found), options.signal);
    const { done, faults } = scan;
    options.onProgress({ done, total: Math.max(total, done), phase: 'Reading', at: found.path, faults });
  }
  return untilAborted(scan.finish(), options.signal);
}

async function countItems(root: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of walkLibrary(root)) {
    signal.throwIfAborted();
    count += 1;
  }
  return count;
}

/** One walk through a library: while one batch is written, the next is read. */
class LibraryScan {
  readonly #needs: Needs;
  readonly #library: Library;
  /** What was known and has not been met yet. */
  readonly #unseen: Map<string, KnownItem>;
  readonly #unseenPlaces: string[] = [];
  readonly #returned: number[] = [];
  #batch: { readonly found: FoundItem; readonly known: KnownItem | null }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #count = { items: 0, added: 0, changed: 0, unchanged: 0, files: 0, files_read: 0, faults: 0 };

  constructor(needs: Needs, library: Library, known: Map<string, KnownItem>) {
    this.#needs = needs;
    this.#library = library;
    this.#unseen = known;
  }

  get done(): number {
    return this.#count.items - this.#batch.length;
  }

  get faults(): number {
    return this.#count.faults;
  }

  async take(found: FoundItem): Promise<void> {
    const known = this.#unseen.get(found.path) ?? null;
    this.#unseen.delete(found.path);
    this.#count.items += 1;
    this.#count.files += found.files.length;
    if (found.path === '') {
      throw new Unavailable(
        `${found.faults[0]?.fault ?? 'The folder cannot be read.'} Nothing was marked as gone.`,
      );
    }
    if (found.files.length === 0) this.#unseenPlaces.push(found.path);
    // One whose book was forgotten while its files were away is entered anew.
    const isWhole = known !== null && !(known.isMissing && known.recordingId === null);
    if (isWhole && known.signature === itemSignature(found)) {
      this.#count.unchanged += 1;
      this.#count.faults += known.faultCount;
      if (known.isMissing) this.#returned.push(known.id);
      return;
    }
    this.#count[known === null ? 'added' : 'changed'] += 1;
    this.#batch.push({ found, known });
    if (this.#batch.length >= BATCH) await this.#flush();
  }

  async finish(): Promise<ScanResult> {
    await this.#flush();
    await this.#writing;
    const { db, clock, announce } = this.#needs;
    const gone = [...this.#unseen].filter(([path, item]) => !item.isMissing && !this.#isHidden(path));
    // A place that could not be looked into, and can be now, was nobody's.
    const missing = gone.filter(([, { fileCount }]) => fileCount > 0).length;
    if (this.#count.items === 0 && missing > 0) {
      throw new Unavailable(
        `${this.#library.path} is empty although ${missing} items are known: is it mounted? Nothing was marked as gone.`,
      );
    }
    const result: ScanResult = { ...this.#count, missing };
    await db.transaction().execute(async (tx) => {
      await markItemsMissing(
        tx,
        gone.map(([, { id }]) => id),
        clock.now(),
      );
      await markItemsMissing(tx, this.#returned, null);
      const { added, changed, faults } = result;
      await announce(tx, LibraryScanned, {
        library_id: this.#library.id,
        name: this.#library.name,
        added,
        changed,
        missing,
        faults,
      });
      await tellChanges(tx, [
        { kind: 'library_item', ids: [] },
        { kind: 'book', ids: [] },
      ]);
    });
    return result;
  }

  /** What lies in a folder that could not be looked into is not gone. */
  #isHidden(path: string): boolean {
    return this.#unseenPlaces.some((place) => path === place || path.startsWith(`${place}/`));
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    const { reader } = this.#needs;
    const read = await Promise.all(
      batch.map(async ({ found, known }) => ({
        item: await readItem(reader, this.#library.path, found),
        known,
      })),
    );
    this.#batch = [];
    for (const { item } of read) {
      this.#count.files_read += item.record.audioFiles.length;
      this.#count.faults += item.record.faults.length;
    }
    await this.#writing;
    this.#writing = this.#write(read);
    // Whoever awaits it hears of its failure; until then it must not count as unheard.
    this.#writing.catch(() => {});
  }

  async #write(
    batch: readonly { readonly item: ReadItem; readonly known: KnownItem | null }[],
  ): Promise<void> {
    if (batch.length === 0) return;
    await this.#needs.db.transaction().execute(async (tx) => {
      await lockCatalog(tx);
      const now = this.#needs.clock.now();
      const bookIds = new Set<number>();
      // As it is now: an import may have recorded one of them since the walk met it.
      const recordingIds = await readRecordingIds(
        tx,
        this.#library.id,
        batch.map(({ item }) => item.record.path),
      );
      for (const { item } of batch) {
        const wasRecordingId = recordingIds.get(item.record.path) ?? null;
        const isNew = !recordingIds.has(item.record.path);
        const { bookId } = await recordItem(tx, this.#library.id, item, {
          now,
          isNew,
          wasRecordingId,
          bookId: null,
        });
        if (bookId !== null) bookIds.add(bookId);
      }
      await refreshSearchText(tx, [...bookIds]);
      await tellChanges(tx, [
        { kind: 'library_item', ids: [] },
        { kind: 'book', ids: [] },
      ]);
    });
  }
}
