import { Named } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { readRecordingValues } from '../catalog/read-values.ts';
import { recordingsOfItems } from '../library/item-store.ts';
import type { Database } from '../platform/database.ts';

/** The books that changes are about: their own, those of their recordings and items, and where these came from. */
export async function bookIdsOf(db: Database, changes: readonly FieldChange[]): Promise<readonly number[]> {
  const bookIds = new Set<number>();
  const recordingIds = new Set<number>();
  const itemIds = new Set<number>();
  for (const { of, field, oldValue, newValue } of changes) {
    if ('bookId' in of) bookIds.add(of.bookId);
    else if ('recordingId' in of) recordingIds.add(of.recordingId);
    else itemIds.add(of.libraryItemId);
    for (const value of [oldValue, newValue]) {
      const other = field === 'book' || field === 'recording' ? Named.safeParse(value).data?.id : null;
      if (other) (field === 'book' ? bookIds : recordingIds).add(other);
    }
  }
  if (itemIds.size > 0) {
    for (const id of (await recordingsOfItems(db, [...itemIds])).values())
      if (id !== null) recordingIds.add(id);
  }
  if (recordingIds.size > 0) {
    for (const { values } of (await readRecordingValues(db, [...recordingIds])).values())
      bookIds.add(values.book.id);
  }
  return [...bookIds];
}
