import { NotFound } from '../base/errors.ts';
import { insertBook, setAuthors, setSeries } from '../catalog/book-store.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { readBookValues } from '../catalog/read-values.ts';
import type { Tx } from '../platform/database.ts';
import { EXISTS } from './subject.ts';

export type AddedBook = FieldChange & { readonly of: { readonly bookId: number } };

/** Adds a book that is as another one is, without recordings. Answers the change that tells so. Throws NotFound. */
export async function copyBook(tx: Tx, id: number): Promise<AddedBook> {
  const book = await requireValues(tx, id);
  const { authors, series, ...fields } = book.values;
  const bookId = await insertBook(tx, fields, book.provenance);
  await setAuthors(
    tx,
    bookId,
    authors.flatMap((author) => author.id ?? []),
  );
  await setSeries(
    tx,
    bookId,
    series.map(({ id: seriesId, position }) => ({ seriesId: seriesId ?? 0, position })),
  );
  const { values, provenance } = await requireValues(tx, bookId);
  return {
    of: { bookId },
    field: EXISTS,
    oldValue: null,
    newValue: { values, provenance },
    oldProvenance: null,
    newProvenance: null,
  };
}

async function requireValues(tx: Tx, id: number) {
  const book = (await readBookValues(tx, [id])).get(id);
  if (book === undefined) throw new NotFound(`There is no book ${id}.`);
  return book;
}
