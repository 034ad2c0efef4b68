import { stat } from 'node:fs/promises';
import { countItemsUnder } from '../known-items.ts';
import { readScanGuard, type ScanGuard } from '../library-store.ts';
import type { Scan } from '../scan-library.ts';
import { doubtVanished } from './doubt-vanished.ts';

/** What is to be noted of a library for the next scan. */
export interface WeighedVanished {
  /** Why none of them is marked; null where they are. */
  readonly doubt: string | null;
  readonly rootDevice: string;
}

/** Judges whether items that were not met are gone; a person who said so is believed, as long as it is not even more. */
export async function weighVanished(
  { needs: { db }, library, present }: Pick<Scan, 'needs' | 'library' | 'present'>,
  goneFolders: readonly string[],
): Promise<WeighedVanished> {
  const guard = await readScanGuard(db, library.id);
  const rootDevice = String((await stat(library.path, { bigint: true })).dev);
  const gone = goneFolders.length;
  if (gone === 0 || gone <= guard.acceptedCount) return { doubt: null, rootDevice };
  const doubt = doubtVanished({
    present,
    gone,
    isOnAnotherDisk: isOnAnotherDisk(guard, rootDevice),
    emptyFolders: await emptiedFolders(db, library.id, goneFolders),
  });
  return { doubt, rootDevice };
}

function isOnAnotherDisk({ rootDevice }: ScanGuard, now: string): boolean {
  return rootDevice !== null && rootDevice !== now;
}

/** Folders directly in the library of which nothing that was there is left. */
async function emptiedFolders(db: Scan['needs']['db'], libraryId: number, goneFolders: readonly string[]) {
  const tops = Map.groupBy(
    goneFolders.filter((folder) => folder.includes('/')),
    (folder) => folder.slice(0, folder.indexOf('/')),
  );
  const large = [...tops].filter(([, folders]) => folders.length > 1);
  const counts = await countItemsUnder(
    db,
    libraryId,
    large.map(([top]) => top),
  );
  return large
    .map(([folder, folders]) => ({ folder, items: folders.length, known: counts.get(folder) ?? 0 }))
    .filter(({ items, known }) => items === known);
}
