import { openTask } from '../../activity/task-store.ts';
import type { Database } from '../../platform/database.ts';
import type { SendJob } from '../../platform/jobs.ts';
import { ScanPlaces } from '../jobs.ts';
import { readVanished } from '../known-items.ts';
import type { Library } from '../library-store.ts';
import { isReorganised } from '../reorganise/reorganisation-store.ts';
import { isBeingScanned } from '../run-scan.ts';
import { lookUpItems } from '../scan/look-up-items.ts';
import { checkRoot } from '../walk/check-root.ts';
import { walkLibrary } from '../walk/walk-library.ts';
import { widenPlaces } from './widen-places.ts';

interface Needs {
  readonly db: Database;
  readonly send: SendJob;
}

/**
 * Has these places of a library scanned, where what lies there is not what is known of it: an import changes folders too,
 * and knows what it put there. Answers false where it must be asked again: while the library is scanned or renamed.
 */
export async function takeUpPlaces(
  { db, send }: Needs,
  library: Library,
  changed: readonly string[],
): Promise<boolean> {
  const places = widenPlaces(changed);
  if ((await checkRoot(library.path)) !== null) return true;
  if (!(await isDifferent(db, library, places))) return true;
  if ((await isReorganised(db, library.id)) || (await isBeingScanned(db, library.id))) return false;
  return await db.transaction().execute(async (tx) => {
    const { id, made } = await openTask(tx, 'scan_places', library.id);
    if (made) await send(tx, ScanPlaces, { task_id: id, library_id: library.id, places: [...places] });
    return made;
  });
}

async function isDifferent(db: Database, library: Library, places: readonly string[]): Promise<boolean> {
  const startedAt = new Date();
  const seenIds = new Set<number>();
  for await (const found of walkLibrary(library.path, places)) {
    for (const { unchanged } of await lookUpItems({ db }, library, found)) {
      if (unchanged.length === 0 || unchanged.some((item) => item.isMissing)) return true;
      for (const { id } of unchanged) seenIds.add(id);
    }
  }
  return (await readVanished(db, library.id, { seenIds, startedAt, places })).length > 0;
}
