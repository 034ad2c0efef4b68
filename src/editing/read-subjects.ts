import type { ChangedThing } from '../catalog/change-store.ts';
import { readBookValues, readRecordingValues } from '../catalog/read-values.ts';
import { recordingsOfItems } from '../library/item-store.ts';
import type { Database } from '../platform/database.ts';
import { wantsOfBook } from '../wanted/wanted-store.ts';
import { EXISTS, keyOf, type Subject, type Subjects, WANTS } from './subject.ts';

/** What is there of these things, by `keyOf`; the others are left out. */
export async function readSubjects(db: Database, things: readonly ChangedThing[]): Promise<Subjects> {
  const found = new Map<string, Subject>();
  const add = (subject: Subject) => found.set(keyOf(subject.of), subject);
  const books = await readBookValues(
    db,
    things.flatMap((of) => ('bookId' in of ? of.bookId : [])),
  );
  for (const { id, values, provenance } of books.values()) {
    const existence = { [EXISTS]: { values, provenance } };
    add({ of: { bookId: id }, values: { ...values, ...existence }, provenance });
  }
  const recordings = await readRecordingValues(
    db,
    things.flatMap((of) => ('recordingId' in of ? of.recordingId : [])),
  );
  for (const { id, values, provenance } of recordings.values()) {
    const existence = { [EXISTS]: { values, provenance } };
    add({ of: { recordingId: id }, values: { ...values, ...existence }, provenance });
  }
  const itemIds = things.flatMap((of) => ('libraryItemId' in of ? of.libraryItemId : []));
  if (itemIds.length === 0) return found;
  for (const [id, recordingId] of await recordingsOfItems(db, itemIds)) {
    const recording = recordingId === null ? null : { id: recordingId, name: '' };
    add({ of: { libraryItemId: id }, values: { recording }, provenance: {} });
  }
  return found;
}

/** The same with the wants of the books, which only merging and its undo are about. */
export async function withWants(db: Database, subjects: Subjects): Promise<Subjects> {
  const found = new Map(subjects);
  for (const [key, subject] of subjects) {
    if (!('bookId' in subject.of)) continue;
    const wants = await wantsOfBook(db, subject.of.bookId);
    found.set(key, { ...subject, values: { ...subject.values, [WANTS]: wants } });
  }
  return found;
}
