import { join } from 'node:path';
import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { orNull } from '../base/errors.ts';
import { refreshSearchText } from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { type Download, lockDownload, updateDownload } from '../downloads/download-store.ts';
import type { AudioReader } from '../library/audio-reader.ts';
import { readItemsIn } from '../library/known-items.ts';
import type { Library } from '../library/library-store.ts';
import { readItem } from '../library/read-item.ts';
import { recordItems } from '../library/record-items.ts';
import { findItem } from '../library/walk/walk-library.ts';
import type { Database } from '../platform/database.ts';
import { waitForPerson } from '../wanted/settle-download.ts';
import { lockWanted, updateWanted, type WantedBook } from '../wanted/wanted-store.ts';
import { BookImported, ImportFailed, ImportHeld } from './facts.ts';
import { type Import, readImport, updateImport } from './import-store.ts';
import type { ImportPlan } from './plan-import.ts';

type SettleNeeds = Pick<Needs, 'db' | 'announce'>;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
}

export interface PlacedImport {
  readonly library: Library;
  readonly wanted: WantedBook;
  readonly download: Download;
  readonly entryId: number;
  readonly plan: ImportPlan;
}

/** The item, the want and the import become what they are in one transaction. */
export async function recordImport(
  { db, clock, announce, reader }: Needs,
  { library, wanted, download, entryId, plan }: PlacedImport,
): Promise<void> {
  const found = await findItem(library.path, plan.targetPath);
  const item = await readItem(reader, library, found);
  await db.transaction().execute(async (tx) => {
    await lockCatalog(tx);
    await orNull(lockDownload(tx, download.id));
    const locked = await lockWanted(tx, wanted.id);
    // A scan may have met the folder in the meantime.
    const known = await readItemsIn(tx, library.id, [plan.targetPath]);
    const itemId = known.find(({ path }) => path === item.record.path)?.id ?? null;
    const [recorded] = await recordItems(
      tx,
      library.id,
      [{ item, itemId, recordingId: null, bookId: wanted.book_id }],
      { now: clock.now(), sentence: `"${wanted.title}" was imported.` },
    );
    await refreshSearchText(tx, [wanted.book_id]);
    if (locked !== null) {
      await updateWanted(tx, wanted.id, {
        state: 'owned',
        reason: null,
        library_item_id: recorded?.itemId ?? null,
        next_search_at: null,
      });
    }
    await updateDownload(tx, download.id, { state: 'imported', error: null });
    await updateImport(tx, entryId, {
      state: 'imported',
      step: 'recorded',
      library_item_id: recorded?.itemId ?? null,
      finished_at: clock.now(),
    });
    const transfer = (await orNull(readImport(tx, entryId)))?.transfer ?? null;
    await announce(tx, BookImported, {
      import_id: entryId,
      wanted_id: wanted.id,
      library_id: library.id,
      title: wanted.title,
      path: join(library.path, plan.targetPath),
      transfer: transfer ?? 'hardlink',
    });
  });
}

/** It waits for a person, who is told why. */
export async function holdImport(
  { db, announce }: SettleNeeds,
  entry: Import,
  reasons: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await updateImport(tx, entry.id, { state: 'held', reasons });
    const why = reasons[0] ?? '';
    await waitForPerson(tx, entry.wanted_book_id, why);
    await announce(tx, ImportHeld, { ...aboutImport(entry), why });
  });
}

/** It failed and left nothing behind; a person may try again. */
export async function failImport({ db, announce }: SettleNeeds, entry: Import, why: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await updateImport(tx, entry.id, { state: 'failed', step: 'planned', target_path: null, reasons: [why] });
    await waitForPerson(tx, entry.wanted_book_id, why);
    await announce(tx, ImportFailed, { ...aboutImport(entry), why });
  });
}

export function aboutImport(entry: Import) {
  const { id, wanted_book_id, library_id, title } = entry;
  return { import_id: id, wanted_id: wanted_book_id, library_id, title };
}
