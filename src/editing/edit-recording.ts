import { Conflict, Invalid, NotFound } from '../base/errors.ts';
import { readBook, refreshSearchText } from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { type Named, RECORDING_FIELDS, type RecordingValues } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { readBookValues, readRecordingValues } from '../catalog/read-values.ts';
import { recordingsOfBook } from '../catalog/recording-store.ts';
import type { Tx } from '../platform/database.ts';
import { addRecording, type RecordingInput } from './add-recording.ts';
import { copyBook } from './copy-book.ts';
import { only, rereadUnlocked } from './edit-book.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { planEdit } from './plan-edit.ts';
import { editSentence } from './sentence-of.ts';
import { EXISTS, type Subject } from './subject.ts';
import { writeChanges } from './write-changes.ts';

/** What a person wants a recording to be; what is missing stays as it is, null or no narrators empties it. */
export interface RecordingEdit extends RecordingInput {
  /** To which it belongs from now on, whatever its files say. */
  readonly bookId?: number;
  readonly locked?: Readonly<Record<string, boolean>>;
}

/** Changes a recording by hand; answers its book. Throws NotFound, Invalid where the book is none. */
export async function editRecording(
  tx: Tx,
  id: number,
  edit: RecordingEdit,
  editor: Editor,
): Promise<number> {
  await lockCatalog(tx);
  const { subject, values } = await recordingSubject(tx, id);
  const { bookId, locked, ...given } = edit;
  const set = { ...given, ...(bookId === undefined ? {} : { book: await requireBook(tx, bookId) }) };
  const planned = planEdit(subject, { set, locked: only([...RECORDING_FIELDS, 'book'], locked) }, editor.now);
  const written = await writeChanges(tx, planned);
  await rereadUnlocked(tx, planned, values.book.id);
  const sentence = editSentence(planned, values.book.name);
  await keepChanges(tx, written, { kind: 'edit', sentence }, editor);
  return bookId ?? values.book.id;
}

export async function recordingSubject(
  tx: Tx,
  id: number,
): Promise<{ readonly subject: Subject; readonly values: RecordingValues }> {
  const recording = (await readRecordingValues(tx, [id])).get(id);
  if (recording === undefined) throw new NotFound(`There is no recording ${id}.`);
  const { values, provenance } = recording;
  const all = { ...values, [EXISTS]: { values, provenance } };
  return { subject: { of: { recordingId: id }, values: all, provenance }, values };
}

export async function requireBook(tx: Tx, id: number): Promise<Named & { readonly id: number }> {
  const book = (await readBookValues(tx, [id])).get(id);
  if (book === undefined) throw Invalid.field('book_id', `There is no book ${id}.`);
  return { id, name: book.values.title };
}

/** Adds a recording to a book by hand. Throws NotFound. */
export async function enterRecordingByHand(
  tx: Tx,
  bookId: number,
  input: RecordingInput,
  editor: Editor,
): Promise<void> {
  await lockCatalog(tx);
  const { fields } = await readBook(tx, bookId);
  const change = await addRecording(tx, bookId, input, editor.now);
  await refreshSearchText(tx, [bookId]);
  const sentence = `Added a recording of “${fields.title}”`;
  await keepChanges(tx, { changes: [change], bookIds: [bookId] }, { kind: 'edit', sentence }, editor);
}

/** Forgets a recording without files; an undo brings it back. Throws NotFound, Conflict where there are files of it. */
export async function removeRecording(tx: Tx, id: number, editor: Editor): Promise<void> {
  await lockCatalog(tx);
  const { subject, values } = await recordingSubject(tx, id);
  const written = await writeChanges(tx, [existence(subject, false)]);
  const sentence = `Removed a recording of “${values.book.name}”`;
  await keepChanges(
    tx,
    { ...written, bookIds: [...written.bookIds, values.book.id] },
    { kind: 'edit', sentence },
    editor,
  );
}

/** That something comes to be as it is now, or goes. */
export function existence({ of, values }: Subject, isNew: boolean): FieldChange {
  const whole = values[EXISTS];
  const [oldValue, newValue] = isNew ? [null, whole] : [whole, null];
  return { of, field: EXISTS, oldValue, newValue, oldProvenance: null, newProvenance: null };
}

/**
 * Makes a recording a book of its own, with the title and authors of the one that it was in. Answers the new book.
 * Throws NotFound, Conflict where it is the only one.
 */
export async function splitRecording(tx: Tx, id: number, editor: Editor): Promise<number> {
  await lockCatalog(tx);
  const { subject, values } = await recordingSubject(tx, id);
  const from = values.book;
  if ((await recordingsOfBook(tx, from.id)).length < 2)
    throw new Conflict('It is the only recording of its book: change the book instead.');
  const made = await copyBook(tx, from.id);
  const book = { id: made.of.bookId, name: from.name };
  const move = planEdit(subject, { set: { book }, locked: {} }, editor.now);
  const { changes, bookIds } = await writeChanges(tx, move);
  const sentence = `Made a recording of “${from.name}” a book of its own`;
  await keepChanges(tx, { changes: [made, ...changes], bookIds }, { kind: 'edit', sentence }, editor);
  return book.id;
}
