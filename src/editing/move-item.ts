import { Invalid, NotFound, orNull } from '../base/errors.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { itemsOfRecordings } from '../library/browse-items.ts';
import { recordingsOfItems } from '../library/item-store.ts';
import type { Tx } from '../platform/database.ts';
import { addRecording, copyRecording } from './add-recording.ts';
import { recordingSubject, requireBook } from './edit-recording.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { planEdit } from './plan-edit.ts';
import { writeChanges } from './write-changes.ts';

export type ItemPlace = { readonly recordingId: number } | { readonly bookId: number };

/**
 * Says what a library item really is: files of this recording, or of a recording of this book (its own one, which goes
 * along where no other item is of it). Scans leave it there. Throws NotFound, Invalid where the place is none.
 */
export async function moveItemByHand(tx: Tx, id: number, place: ItemPlace, editor: Editor): Promise<void> {
  await lockCatalog(tx);
  const current = (await recordingsOfItems(tx, [id])).get(id);
  if (current === undefined) throw new NotFound(`There is no library item ${id}.`);
  const { changes: made, recordingId } = await target(tx, current, place, editor);
  const { subject, values } = await recordingSubject(tx, recordingId);
  // A recording that a person placed holds its items: a scan asks for no other.
  const book = 'bookId' in place ? await requireBook(tx, place.bookId) : values.book;
  const held = planEdit(subject, { set: { book }, locked: { book: true } }, editor.now);
  const moved: readonly FieldChange[] = recordingId === current ? [] : [moveTo(id, current, recordingId)];
  const written = await writeChanges(tx, [...moved, ...held]);
  await keepChanges(
    tx,
    { ...written, changes: [...made, ...written.changes] },
    { kind: 'edit', sentence: `Moved the files of a library item to “${book.name}”` },
    editor,
  );
}

async function target(
  tx: Tx,
  current: number | null,
  place: ItemPlace,
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
