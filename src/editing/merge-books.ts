import { Invalid, NotFound } from '../base/errors.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { isSameValue } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { personsProvenance } from '../catalog/provenance.ts';
import { readRecordingValuesOfBooks } from '../catalog/read-values.ts';
import type { Tx } from '../platform/database.ts';
import { existence } from './edit-recording.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { readSubjects, withWants } from './read-subjects.ts';
import { listed } from './sentence-of.ts';
import { keyOf, type Subject, WANTS } from './subject.ts';
import { writeChanges } from './write-changes.ts';

/**
 * Makes several books one: recordings and wants go to the first, which takes from the others what it does not have, and
 * the others go. Recordings stay there, whatever their files say. Throws NotFound, Invalid, Conflict where both are wanted.
 */
export async function mergeBooks(
  tx: Tx,
  into: number,
  others: readonly number[],
  editor: Editor,
): Promise<number | null> {
  if (others.includes(into)) throw Invalid.field('book_ids', 'must not name the book itself');
  await lockCatalog(tx);
  const things = [into, ...others].map((bookId) => ({ bookId }));
  const books = await withWants(tx, await readSubjects(tx, things));
  const find = (bookId: number): Subject => {
    const subject = books.get(keyOf({ bookId }));
    if (subject === undefined) throw new NotFound(`There is no book ${bookId}.`);
    return subject;
  };
  const [first, rest] = [find(into), [...new Set(others)].map(find)];
  const recordings = await readRecordingValuesOfBooks(tx, others);
  const place = { id: into, name: String(first.values['title']) };
  const moves = [...recordings.values()].map(
    ({ id, values, provenance }): FieldChange => ({
      of: { recordingId: id },
      field: 'book',
      oldValue: values.book,
      newValue: place,
      oldProvenance: provenance['book'] ?? null,
      newProvenance: personsProvenance(editor.now),
    }),
  );
  const planned = [
    ...planFilling(first, rest),
    ...moves,
    ...planWants(first, rest),
    ...rest.map((book) => existence(book, false)),
  ];
  const titles = rest.map(({ values }) => `“${values['title']}”`);
  const sentence = `Merged ${listed(titles)} into “${place.name}”`;
  return keepChanges(tx, await writeChanges(tx, planned), { kind: 'edit', sentence }, editor);
}

const FILLED = ['subtitle', 'authors', 'series', 'publishedDate', 'publishedYear', 'description'];

/** What a book lacks and another one has; what a person emptied stays empty. */
export function planFilling(book: Subject, others: readonly Subject[]): readonly FieldChange[] {
  return FILLED.flatMap((field): readonly FieldChange[] => {
    const [oldValue, oldProvenance] = [book.values[field] ?? null, book.provenance[field] ?? null];
    if (!isSameValue(field, oldValue, null) || oldProvenance?.locked === true) return [];
    const from = others.find(({ values }) => !isSameValue(field, values[field], null));
    if (from === undefined) return [];
    const newProvenance = from.provenance[field] ?? null;
    return [{ of: book.of, field, oldValue, newValue: from.values[field], oldProvenance, newProvenance }];
  });
}

/** All wants go to the first book. */
function planWants(book: Subject, others: readonly Subject[]): readonly FieldChange[] {
  const from = others.filter((other) => wantsOf(other).length > 0);
  if (from.length === 0) return [];
  const change = (of: Subject, newValue: readonly number[]): FieldChange => ({
    of: of.of,
    field: WANTS,
    oldValue: wantsOf(of),
    newValue,
    oldProvenance: null,
    newProvenance: null,
  });
  return [
    ...from.map((other) => change(other, [])),
    change(
      book,
      [...wantsOf(book), ...from.flatMap(wantsOf)].toSorted((a, b) => a - b),
    ),
  ];
}

function wantsOf({ values }: Subject): readonly number[] {
  const wants = values[WANTS];
  return Array.isArray(wants) ? wants : [];
}
