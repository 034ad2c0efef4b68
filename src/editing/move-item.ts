import { Conflict, Invalid, NotFound, orNull } from '../base/errors.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { recordingsOfBook } from '../catalog/recording-store.ts';
import { itemsOfRecordings } from '../library/browse-items.ts';
import { recordingsOfItems } from '../library/item-store.ts';
import type { Tx } from '../platform/database.ts';
import { addRecording, copyRecording } from './add-recording.ts';
import { type AddedBook, copyBook } from './copy-book.ts';
import { recordingSubject, requireBook } from './edit-recording.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { planEdit } from './plan-edit.ts';
import { writeChanges } from './write-changes.ts';

type KnownPlace = { readonly recordingId: number } | { readonly bookId: number };
/** A new book begins as the one that is left. */
export type ItemPlace = KnownPlace | { readonly newBook: true };

/**
 * Says what a library item really is: files of this recording, or of a recording of this book (its own one, which goes
 * along where no other item is of it). Scans leave it there. Throws NotFound, Invalid where the place is none, Conflict
 * where a new book would take everything of the old one.
 */
export async function moveItemByHand(tx: Tx, id: number, place: ItemPlace, editor: Editor): Promise<void> {
  await lockCatalog(tx);
  const current = (await recordingsOfItems(tx, [id])).get(id);
  if (current === undefined) throw new NotFound(`There is no library item ${id}.`);
  const begun = 'newBook' in place ? [await beginBook(tx, current)] : [];
  const to = 'newBook' in place ? { bookId: begun[0]?.of.bookId ?? 0 } : place;
  const { changes: made, recordingId } = await target(tx, current, to, editor);
  const { subject, values } = await recordingSubject(tx, recordingId);
  // A recording that a person placed holds its items: a scan asks for no other.
  const book = 'bookId' in to ? await requireBook(tx, to.bookId) : values.book;
  const held = planEdit(subject, { set: { book }, locked: { book: true } }, editor.now);
  const moved: readonly FieldChange[] = recordingId === current ? [] : [moveTo(id, current, recordingId)];
  const written = await writeChanges(tx, [...moved, ...held]);
  const sentence =
    begun.length > 0
      ? `Made a library item of “${book.name}” a book of its own`
      : `Moved the files of a library item to “${book.name}”`;
  await keepChanges(
    tx,
    { ...written, changes: [...begun, ...made, ...written.changes] },
    { kind: 'edit', sentence },
    editor,
  );
}

async function beginBook(tx: Tx, current: number | null): Promise<AddedBook> {
  if (current === null) throw new Conflict('It is of no book yet: say of which.');
  const { book } = (await recordingSubject(tx, current)).values;
  const recordings = await recordingsOfBook(tx, book.id);
  const items = await itemsOfRecordings(
    tx,
    recordings.map(({ id }) => id),
  );
  if (items.length < 2) throw new Conflict('They are the only files of their book: change the book instead.');
  return copyBook(tx, book.id);
}

async function target(
  tx: Tx,
  current: number | null,
  place: KnownPlace,
  editor: Editor,
): Promise<{ readonly changes: readonly FieldChange[]; readonly recordingId: number }> {
  if ('recordingId' in place) {
    if ((await orNull(recordingSubject(tx, place.recordingId))) === null)
      throw Invalid.field('recording_id', `There is no recording ${place.recordingId}.`);
    return { changes: [], recordingId: place.recordingId };
  }
  await requireBook(tx, place.bookId);
  if (current !== null && (await itemsOfRecordings(tx, [current])).length < 2)
    return { changes: [], recordingId: current };
  const change =
    current === null
      ? await addRecording(tx, place.bookId, {}, editor.now)
      : await copyRecording(tx, place.bookId, await recordingAs(tx, current));
  return { changes: [change], recordingId: change.of.recordingId };
}

async function recordingAs(tx: Tx, id: number) {
  const { values, subject } = await recordingSubject(tx, id);
  return { values, provenance: subject.provenance };
}

function moveTo(id: number, from: number | null, to: number): FieldChange {
  const named = (recording: number | null) => (recording === null ? null : { id: recording, name: '' });
  return {
    of: { libraryItemId: id },
    field: 'recording',
    oldValue: named(from),
    newValue: named(to),
    oldProvenance: null,
    newProvenance: null,
  };
}
