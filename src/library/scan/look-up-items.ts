import { itemSignature } from '../item-signature.ts';
import { type KnownItem, readItemsIn } from '../known-items.ts';
import type { Library } from '../library-store.ts';
import type { FoundItem } from '../walk/found-item.ts';
import type { ScanNeeds } from './scan-needs.ts';

/** What lies in a folder and what is known of it. */
export interface LookedUp {
  readonly found: FoundItem;
  /** Items of which nothing is to be read; none: the folder is. */
  readonly unchanged: readonly KnownItem[];
  /** All that was met in this folder before. */
  readonly known: readonly KnownItem[];
}

/** What is known of these folders. */
export async function lookUpItems(
  { db }: Pick<ScanNeeds, 'db'>,
  library: Pick<Library, 'id' | 'sourceOrder'>,
  all: readonly FoundItem[],
): Promise<readonly LookedUp[]> {
  const byFolder = Map.groupBy(
    await readItemsIn(
      db,
      library.id,
      all.map(({ path }) => path),
    ),
    ({ folder }) => folder,
  );
  return all.map((found) => {
    const known = byFolder.get(found.path) ?? [];
    const unchanged = unchangedItems(known, itemSignature(found, library.sourceOrder));
    return { found, unchanged, known };
  });
}

/** Others of the folder have gone from it while these are there. */
function unchangedItems(known: readonly KnownItem[], signature: string): readonly KnownItem[] {
  const same = known.filter((item) => item.signature === signature);
  // One whose book was forgotten while its files were away is entered anew.
  return same.some((item) => item.isMissing && item.recordingId === null) ? [] : same;
}
