import { z } from 'zod';
import { Conflict } from '../base/errors.ts';
import {
  deleteBook,
  insertBooks,
  refreshSearchText,
  replaceAuthors,
  replacePlaces,
  updateBook,
} from '../catalog/book-store.ts';
import {
  BookSnapshot,
  type BookValues,
  Named,
  NamedPlace,
  RecordingSnapshot,
} from '../catalog/catalog-values.ts';
import type { ChangedThing, FieldChange } from '../catalog/change-store.ts';
import type { ProvenanceChanges } from '../catalog/provenance.ts';
import {
  deleteRecording,
  insertRecordings,
  moveRecording,
  narratorKey,
  recordingsOfBook,
  replaceNarrators,
  setNarrators,
  updateRecording,
} from '../catalog/recording-store.ts';
import { itemsOfRecordings } from '../library/browse-items.ts';
import { moveItem } from '../library/item-store.ts';
import type { Tx } from '../platform/database.ts';
import { moveWants, wantsOfBook } from '../wanted/wanted-store.ts';
import { bookIdsOf } from './changed-books.ts';
import { type MadeNames, settleNames } from './settle-names.ts';
import { EXISTS, keyOf, WANTS } from './subject.ts';

const Ids = z.array(z.number());

/**
 * Makes changes come true; what comes back first, what goes last. The caller holds the catalog's lock. Answers them as
 * they were written (new authors and series have an id by then), and which books they are about. Throws Conflict where
 * something that is to go is in use.
 */
export async function writeChanges(
  tx: Tx,
  planned: readonly FieldChange[],
  made: MadeNames = new Map(),
): Promise<{ readonly changes: readonly FieldChange[]; readonly bookIds: readonly number[] }> {
  for (const change of planned) if ('bookId' in change.of) await bringBack(tx, change);
  for (const change of planned) if (!('bookId' in change.of)) await bringBack(tx, change);
  const changes = await settleNames(tx, planned, made);
  const links: Links = { authors: [], places: [], narrators: [] };
  for (const ofOne of byThing(changes)) await writeFields(tx, ofOne, links);
  await replaceAuthors(tx, links.authors);
  await replacePlaces(tx, links.places);
  await replaceNarrators(tx, links.narrators);
  const bookIds = await bookIdsOf(tx, changes);
  for (const change of changes) if (!('bookId' in change.of)) await takeAway(tx, change);
  for (const change of changes) if ('bookId' in change.of) await takeAway(tx, change);
  await refreshSearchText(tx, bookIds);
  return { changes, bookIds };
}

async function bringBack(tx: Tx, { of, field, newValue }: FieldChange): Promise<void> {
  if (field !== EXISTS || newValue === null) return;
  if ('bookId' in of) {
    const { values, provenance } = BookSnapshot.parse(newValue);
    const { authors: _, series: __, ...fields } = values;
    return insertBooks(tx, [{ id: of.bookId, fields, provenance }]);
  }
  if ('recordingId' in of) {
    const { values, provenance } = RecordingSnapshot.parse(newValue);
    const { narrators, book, ...fields } = values;
    await insertRecordings(tx, [{ id: of.recordingId, bookId: book.id, fields, provenance }]);
    await setNarrators(tx, of.recordingId, narrators);
  }
}

async function takeAway(tx: Tx, { of, field, newValue }: FieldChange): Promise<void> {
  if (field !== EXISTS || newValue !== null) return;
  if ('bookId' in of) {
    const [recordings, wants] = [await recordingsOfBook(tx, of.bookId), await wantsOfBook(tx, of.bookId)];
    if (recordings.length > 0)
      throw new Conflict('The book has recordings: move them to another book first.');
    if (wants.length > 0) throw new Conflict('The book is wanted: stop wanting it first.');
    return deleteBook(tx, of.bookId);
  }
  if ('recordingId' in of) {
    const items = await itemsOfRecordings(tx, [of.recordingId]);
    if (items.length > 0)
      throw new Conflict('There are files of this recording: move them to another one first.');
    return deleteRecording(tx, of.recordingId);
  }
}

function byThing(changes: readonly FieldChange[]): readonly (readonly FieldChange[])[] {
  const grouped = new Map<string, FieldChange[]>();
  for (const change of changes) {
    const key = keyOf(change.of);
    grouped.set(key, [...(grouped.get(key) ?? []), change]);
  }
  return [...grouped.values()];
}

/** What is written for all things together. */
interface Links {
  readonly authors: { readonly id: number; readonly authorIds: readonly number[] }[];
  readonly places: {
    readonly id: number;
    readonly places: readonly { readonly seriesId: number | null; readonly position: string | null }[];
  }[];
  readonly narrators: { readonly id: number; readonly narrators: readonly string[] }[];
}

async function writeFields(tx: Tx, changes: readonly FieldChange[], links: Links): Promise<void> {
  const [first] = changes;
  if (first === undefined) return;
  // What came back brings its links, what was changed afterwards has the last word.
  const snapshot = changes.find(({ field, newValue }) => field === EXISTS && newValue !== null)?.newValue;
  const plain = changes.filter(({ field }) => field !== EXISTS && field !== WANTS);
  const written = {
    values: Object.fromEntries(plain.map(({ field, newValue }) => [field, newValue])),
    provenance: provenanceOf(plain),
  };
  if ('bookId' in first.of) {
    await writeBook(tx, first.of.bookId, { ...written, snapshot }, links);
    for (const { field, oldValue, newValue } of changes) {
      if (field !== WANTS) continue;
      const before = new Set(Ids.parse(oldValue ?? []));
      await moveWants(
        tx,
        Ids.parse(newValue ?? []).filter((id) => !before.has(id)),
        first.of.bookId,
      );
    }
  } else if ('recordingId' in first.of) await writeRecording(tx, first.of.recordingId, written, links);
  else await writeItem(tx, first.of, written.values);
}

interface Written {
  readonly values: Readonly<Record<string, unknown>>;
  readonly provenance: ProvenanceChanges;
  readonly snapshot?: unknown;
}

function provenanceOf(changes: readonly FieldChange[]): ProvenanceChanges {
  return Object.fromEntries(changes.map(({ field, newProvenance }) => [field, newProvenance]));
}

async function writeBook(
  tx: Tx,
  id: number,
  { values, provenance, snapshot }: Written,
  links: Links,
): Promise<void> {
  const whole: Partial<BookValues> = snapshot === undefined ? {} : BookSnapshot.parse(snapshot).values;
  const { authors = whole.authors, series = whole.series, ...fields } = values;
  await updateBook(tx, id, { values: fields, provenance });
  if (authors !== undefined) links.authors.push({ id, authorIds: idsOf(z.array(Named).parse(authors)) });
  if (series !== undefined) {
    const places = z.array(NamedPlace).parse(series);
    links.places.push({
      id,
      places: once(places, ({ id: seriesId }) => seriesId).map(({ id: seriesId, position }) => ({
        seriesId,
        position,
      })),
    });
  }
}

function once<Each>(all: readonly Each[], keyOfEach: (each: Each) => unknown): readonly Each[] {
  return [...new Map(all.map((each) => [keyOfEach(each), each])).values()];
}

function idsOf(names: readonly { readonly id: number | null }[]): readonly number[] {
  return [...new Set(names.flatMap(({ id }) => id ?? []))];
}

async function writeRecording(
  tx: Tx,
  id: number,
  { values, provenance }: Written,
  links: Links,
): Promise<void> {
  const { narrators, book, ...fields } = values;
  await updateRecording(tx, id, { values: fields, provenance });
  if (narrators !== undefined)
    links.narrators.push({ id, narrators: once(z.array(z.string()).parse(narrators ?? []), narratorKey) });
  if (book !== undefined) await moveRecording(tx, id, Named.extend({ id: z.number() }).parse(book).id);
}

async function writeItem(tx: Tx, of: ChangedThing, { recording }: Written['values']): Promise<void> {
  if (!('libraryItemId' in of) || recording === undefined) return;
  await moveItem(tx, of.libraryItemId, recording === null ? null : Named.parse(recording).id);
}
