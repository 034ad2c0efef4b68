import { readdir } from 'node:fs/promises';
import { tellChanges } from '../../activity/live-events.ts';
import { Unavailable } from '../../base/errors.ts';
import { LibraryScanned } from '../facts.ts';
import { markItemsMissing } from '../item-store.ts';
import { readVanished } from '../known-items.ts';
import { noteScanned } from '../library-store.ts';
import type { Scan } from '../scan-library.ts';
import type { ScanResult } from './scan-tally.ts';
import { weighVanished } from './weigh-vanished.ts';

/** Marks what is gone and what came back, and announces what the scan found. */
export async function finishScan(scan: Scan): Promise<ScanResult> {
  const { needs, library, tally, returnedIds, places } = scan;
  const gone = (await readVanished(needs.db, library.id, scan)).filter(
    ({ folder }) => !isHidden(scan, folder),
  );
  // A place that could not be looked into, and can be now, was nobody's.
  const owned = gone.filter(({ hasFiles }) => hasFiles);
  if (owned.length > 0 && (await isAsUnmounted(scan))) {
    throw new Unavailable(
      `${library.path} is empty although ${owned.length} items are known: is it mounted? Nothing was marked as gone.`,
    );
  }
  const { doubt, rootDevice } = await weighVanished(
    scan,
    owned.map(({ folder }) => folder),
  );
  const vanished = doubt === null ? 0 : owned.length;
  const marked = doubt === null ? gone : gone.filter(({ hasFiles }) => !hasFiles);
  const missing = owned.length - vanished;
  const result: ScanResult = { ...tally, missing, vanished, ...(doubt === null ? {} : { doubt }) };
  await needs.db.transaction().execute(async (tx) => {
    const now = needs.clock.now();
    await markItemsMissing(
      tx,
      marked.map(({ id }) => id),
      now,
    );
    // Of some places nothing follows for the others.
    if (places === null || vanished > 0) {
      await noteScanned(tx, library.id, { vanished, rootDevice, now });
      await tellChanges(tx, [{ kind: 'library', ids: [library.id] }]);
    }
    await markItemsMissing(tx, returnedIds, null);
    const { added, changed, faults } = result;
    const { id: library_id, name } = library;
    await needs.announce(tx, LibraryScanned, { library_id, name, added, changed, missing, faults });
    await tellChanges(tx, [
      { kind: 'library_item', ids: [] },
      { kind: 'book', ids: [] },
    ]);
  });
  return result;
}

/** Of some places all may be gone; of a library as a whole nobody believes that. */
async function isAsUnmounted({ places, tally, library }: Scan): Promise<boolean> {
  if (places === null) return tally.items === 0;
  return (await readdir(library.path)).length === 0;
}

/** What lies in a folder that could not be looked into is not gone. */
function isHidden({ unseenPlaces }: Scan, folder: string): boolean {
  return unseenPlaces.some((place) => folder === place || folder.startsWith(`${place}/`));
}
