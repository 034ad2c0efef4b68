import type { Page, PageRequest } from '../base/page.ts';
import { readBook } from '../catalog/book-store.ts';
import {
  type ChangeSet,
  type FieldChange,
  listFieldChanges,
  readChangeSet,
  readChangeSets,
  type StoredFieldChange,
} from '../catalog/change-store.ts';
import { readBookValues, readRecordingValues } from '../catalog/read-values.ts';
import { recordingsOfItems } from '../library/item-store.ts';
import type { Database } from '../platform/database.ts';
import { canTakeBack, thingsOf } from './plan-undo.ts';
import { readSubjects } from './read-subjects.ts';
import { EXISTS, WANTS } from './subject.ts';

/** The book that a change is about; null where that is gone. */
export interface ChangedBook {
  readonly bookId: number | null;
  readonly bookTitle: string | null;
}

export type BrowsedChange<Change extends FieldChange = StoredFieldChange> = Change & ChangedBook;

export interface BookChange extends BrowsedChange {
  readonly set: ChangeSet;
  /** It can be taken back alone: the field is still as the change left it. */
  readonly canUndo: boolean;
}

/** The history of a book and its recordings, the newest first. Throws NotFound. */
export async function changesOfBook(
  db: Database,
  bookId: number,
  request: PageRequest,
): Promise<Page<BookChange>> {
  await readBook(db, bookId);
  const page = await listFieldChanges(db, { bookId }, request);
  const sets = await readChangeSets(
    db,
    page.items.map(({ changeSetId }) => changeSetId),
  );
  const subjects = await readSubjects(db, thingsOf(page.items));
  const items = (await withBooks(db, page.items)).flatMap((change) => {
    const set = sets.get(change.changeSetId);
    const isAlone = change.field !== WANTS && change.field !== EXISTS;
    const canUndo = isAlone && canTakeBack(change, subjects);
    return set === undefined ? [] : { ...change, set, canUndo };
  });
  return { ...page, items };
}

/** What a change set changed, the last first. Throws NotFound. */
export async function changesOfSet(
  db: Database,
  changeSetId: number,
  request: PageRequest,
): Promise<Page<BrowsedChange>> {
  await readChangeSet(db, changeSetId);
  const page = await listFieldChanges(db, { changeSetId }, request);
  return { ...page, items: await withBooks(db, page.items) };
}

/** Changes with the books that they are about. */
export async function withBooks<Change extends FieldChange>(
  db: Database,
  changes: readonly Change[],
): Promise<readonly BrowsedChange<Change>[]> {
  const of = changes.map((change) => change.of);
  const items = await recordingsOfItems(
    db,
    of.flatMap((thing) => ('libraryItemId' in thing ? thing.libraryItemId : [])),
  );
  const recordings = await readRecordingValues(db, [
    ...of.flatMap((thing) => ('recordingId' in thing ? thing.recordingId : [])),
    ...[...items.values()].filter((id) => id !== null),
  ]);
  const books = await readBookValues(
    db,
    of.flatMap((thing) => ('bookId' in thing ? thing.bookId : [])),
  );
  const bookOf = (thing: FieldChange['of']): ChangedBook => {
    if ('bookId' in thing) {
      const book = books.get(thing.bookId);
      return { bookId: book?.id ?? null, bookTitle: book?.values.title ?? null };
    }
    const recordingId = 'recordingId' in thing ? thing.recordingId : items.get(thing.libraryItemId);
    const book = recordings.get(recordingId ?? 0)?.values.book;
    return { bookId: book?.id ?? null, bookTitle: book?.name ?? null };
  };
  return changes.map((change) => ({ ...change, ...bookOf(change.of) }));
}
