import { NotFound } from '../base/errors.ts';
import { readBook } from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { BOOK_FIELDS, type BookValues, RECORDING_FIELDS } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { readBookValues, readRecordingValuesOfBooks } from '../catalog/read-values.ts';
import { rereadItems } from '../library/item-store.ts';
import type { Tx } from '../platform/database.ts';
import { addRecording } from './add-recording.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { planEdit } from './plan-edit.ts';
import { type NameOrId, type PlaceInput, resolveAuthors, resolveSeries } from './resolve-names.ts';
import { editSentence } from './sentence-of.ts';
import type { Subject } from './subject.ts';
import { writeChanges } from './write-changes.ts';

/** What a person wants a book to be; what is missing stays as it is, null or nothing in a list empties it. */
export interface BookEdit {
  readonly title?: string;
  readonly subtitle?: string | null;
  readonly description?: string | null;
  readonly publishedDate?: string | null;
  readonly publishedYear?: number | null;
  readonly authors?: readonly NameOrId[];
  readonly series?: readonly PlaceInput[];
  /** Of its first recording, which is made where there is none. */
  readonly isbn?: string | null;
  readonly language?: string | null;
  /** By field: whether scans leave it alone. */
  readonly locked?: Readonly<Record<string, boolean>>;
}

/** Where a fault of names is told, as the caller calls the fields. */
export interface NamePaths {
  readonly authors: string;
  readonly series: string;
}

/**
 * Changes a book by hand; what is given is a person's from now on. What is unlocked is read again by the next scan.
 * Answers the change set, null where nothing changed. Throws NotFound, Invalid for authors or series that are none.
 */
export async function editBook(
  tx: Tx,
  id: number,
  edit: BookEdit,
  editor: Editor,
  paths: NamePaths = { authors: 'authors', series: 'series' },
): Promise<number | null> {
  await lockCatalog(tx);
  await readBook(tx, id);
  const book = (await readBookValues(tx, [id])).get(id);
  if (book === undefined) throw new NotFound(`There is no book ${id}.`);
  const { values, provenance } = book;
  const subject: Subject = { of: { bookId: id }, values: { ...values }, provenance };
  const set = {
    ...plainFields(edit, values),
    ...(edit.authors === undefined ? {} : { authors: await resolveAuthors(tx, edit.authors, paths.authors) }),
    ...(edit.series === undefined
      ? {}
      : { series: await resolveSeries(tx, edit.series, values.series, paths.series) }),
  };
  const planned = planEdit(subject, { set, locked: only(BOOK_FIELDS, edit.locked) }, editor.now);
  const ofRecording = await changesOfFirstRecording(tx, id, edit, editor);
  const { changes, bookIds } = await writeChanges(tx, [...planned, ...ofRecording.planned]);
  await rereadUnlocked(tx, changes, id);
  const all = [...changes, ...ofRecording.written];
  return keepChanges(
    tx,
    { changes: all, bookIds: [...new Set([...bookIds, id])] },
    { kind: 'edit', sentence: editSentence(all, edit.title ?? values.title) },
    editor,
  );
}

function plainFields(edit: BookEdit, current: BookValues): Partial<BookValues> {
  const { title, subtitle, description } = edit;
  return {
    ...(title === undefined ? {} : { title }),
    ...(subtitle === undefined ? {} : { subtitle: subtitle || null }),
    ...(description === undefined ? {} : { description: description || null }),
    ...publicationOf(edit, current),
  };
}

/** A date tells the year too; a year alone ends a date of another year. */
export function publicationOf(
  { publishedDate, publishedYear }: Pick<BookEdit, 'publishedDate' | 'publishedYear'>,
  current: Pick<BookValues, 'publishedDate'>,
): Partial<Pick<BookValues, 'publishedDate' | 'publishedYear'>> {
  if (publishedDate) {
    return { publishedDate: publishedDate.slice(0, 10), publishedYear: Number(publishedDate.slice(0, 4)) };
  }
  const date = publishedDate === null ? { publishedDate: null } : {};
  if (publishedYear === undefined) return publishedDate === null ? { ...date, publishedYear: null } : date;
  const isOfOther =
    current.publishedDate !== null && Number(current.publishedDate.slice(0, 4)) !== publishedYear;
  return { ...date, ...(isOfOther ? { publishedDate: null } : {}), publishedYear };
}

export function only(
  fields: readonly string[],
  locked: Readonly<Record<string, boolean>> = {},
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(locked).filter(([field]) => fields.includes(field)));
}

async function changesOfFirstRecording(
  tx: Tx,
  bookId: number,
  { isbn, language, locked }: BookEdit,
  editor: Editor,
): Promise<{ readonly planned: readonly FieldChange[]; readonly written: readonly FieldChange[] }> {
  const set = { ...(isbn === undefined ? {} : { isbn }), ...(language === undefined ? {} : { language }) };
  const locks = only(RECORDING_FIELDS, locked);
  const [first] = (await readRecordingValuesOfBooks(tx, [bookId])).values();
  if (first === undefined) {
    const written = isbn || language ? [await addRecording(tx, bookId, set, editor.now)] : [];
    return { planned: [], written };
  }
  const { id, values, provenance } = first;
  const subject: Subject = { of: { recordingId: id }, values: { ...values }, provenance };
  return { planned: planEdit(subject, { set, locked: locks }, editor.now), written: [] };
}

/** What was given back to scans is only filled by one that reads the files. */
export async function rereadUnlocked(
  tx: Tx,
  changes: readonly FieldChange[],
  ...bookIds: readonly number[]
): Promise<void> {
  const isUnlocked = ({ oldProvenance, newProvenance }: FieldChange) =>
    oldProvenance?.locked === true && newProvenance?.locked !== true;
  if (!changes.some(isUnlocked)) return;
  await rereadItems(tx, [...(await readRecordingValuesOfBooks(tx, bookIds)).keys()]);
}
