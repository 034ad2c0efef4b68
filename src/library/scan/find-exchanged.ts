import type { Database } from '../../platform/database.ts';
import { readMarks } from '../known-items.ts';
import type { FoundItem } from '../walk/found-item.ts';
import type { LookedUp } from './look-up-items.ts';

/** Of some folders those that are known, and in which no file is left that was: they may be others under old names. */
export async function findExchanged(
  db: Database,
  looked: readonly LookedUp[],
): Promise<readonly FoundItem[]> {
  const changed = looked.filter(({ known, unchanged }) => known.length > 0 && unchanged.length === 0);
  const marks = await readMarks(
    db,
    changed.flatMap(({ known }) => known.map(({ id }) => id)),
  );
  const inodes = Map.groupBy(marks, ({ itemId }) => itemId);
  return changed.flatMap(({ found, known }) => {
    const here = new Set(found.files.map(({ inode }) => inode));
    const were = known.flatMap(({ id }) => inodes.get(id) ?? []);
    return were.length === 0 || were.some(({ inode }) => here.has(inode)) ? [] : [found];
  });
}
