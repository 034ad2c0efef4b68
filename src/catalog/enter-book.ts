import { Conflict } from '../base/errors.ts';
import type { Tx } from '../platform/database.ts';
import { requireAuthor } from './author-store.ts';
import {
  type BookFields,
  deleteBook,
  findBook,
  insertBook,
  NO_BOOK_FIELDS,
  readBook,
  refreshSearchText,
  setAuthors,
  setSeries,
  updateBook,
} from './book-store.ts';
import { lockCatalog } from './catalog-lock.ts';
import { personsChanges } from './provenance.ts';
import {
  insertRecording,
  NO_RECORDING_FIELDS,
  recordingsOfBook,
  updateRecording,
} from './recording-store.ts';
import { requireSeries } from './series-store.ts';

/** What a person enters of a book; a field that is missing stays as it is, null empties it. */
export interface BookInput {
  readonly title?: string;
  readonly authorId?: number;
  readonly seriesId?: number | null;
  readonly seriesPosition?: string | null;
  readonly subtitle?: string | null;
  readonly description?: string | null;
  readonly publishedDate?: string | null;
  readonly isbn?: string | null;
  readonly language?: string | null;
}

/** Makes a book by hand. Throws Invalid for an unknown author or series, Conflict where the author has this book. */
export async function enterBook(
  tx: Tx,
  input: BookInput & { readonly title: string; readonly authorId: number },
  now: Date,
): Promise<number> {
  await lockCatalog(tx);
  await requireAuthor(tx, input.authorId);
  const known = await findBook(tx, input.title, [input.authorId]);
  if (known !== null)
    throw new Conflict(`This author has a book "${input.title}" already.`, { book_id: known });
  const fields: BookFields = {
    ...NO_BOOK_FIELDS,
    title: input.title,
  };
  const id = await insertBook(tx, fields, {});
  await changeBook(tx, id, input, now);
  return id;
}

/** Changes a book by hand; what is given is a person's from now on and locked against scans. */
export async function changeBook(tx: Tx, id: number, input: BookInput, now: Date): Promise<void> {
  await lockCatalog(tx);
  await readBook(tx, id);
  const { values, provenance } = personsChanges(bookFieldsOf(input), now);
  const links = personsChanges(linksOf(input), now).provenance;
  await updateBook(tx, id, { values, provenance: { ...provenance, ...links } });
  if (input.authorId !== undefined) {
    await requireAuthor(tx, input.authorId);
    await setAuthors(tx, id, [input.authorId]);
  }
  if (input.seriesId !== undefined) await placeInSeries(tx, id, input.seriesId, input.seriesPosition ?? null);
  await changeRecording(tx, id, input, now);
  await refreshSearchText(tx, [id]);
}

/** Forgets a book whose recordings have no files; the caller has made sure of that. */
export async function forgetBook(tx: Tx, id: number): Promise<void> {
  await lockCatalog(tx);
  await readBook(tx, id);
  await deleteBook(tx, id);
}

function bookFieldsOf({ title, subtitle, description, publishedDate }: BookInput): Partial<BookFields> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(subtitle === undefined ? {} : { subtitle: subtitle || null }),
    ...(description === undefined ? {} : { description: description || null }),
    ...(publishedDate === undefined
      ? {}
      : {
          publishedDate: publishedDate?.slice(0, 10) ?? null,
          publishedYear: publishedDate === null ? null : Number(publishedDate.slice(0, 4)),
        }),
  };
}

function linksOf({ authorId, seriesId }: BookInput): Readonly<Record<string, unknown>> {
  return {
    ...(authorId === undefined ? {} : { authors: authorId }),
    ...(seriesId === undefined ? {} : { series: seriesId }),
  };
}

async function placeInSeries(
  tx: Tx,
  bookId: number,
  seriesId: number | null,
  position: string | null,
): Promise<void> {
  if (seriesId === null) return setSeries(tx, bookId, []);
  await requireSeries(tx, seriesId);
  await setSeries(tx, bookId, [{ seriesId, position }]);
}

/** ISBN and language are of a recording: of the first one, which is made where there is none. */
async function changeRecording(
  tx: Tx,
  bookId: number,
  { isbn, language }: BookInput,
  now: Date,
): Promise<void> {
  if (isbn === undefined && language === undefined) return;
  const given = { ...(isbn === undefined ? {} : { isbn }), ...(language === undefined ? {} : { language }) };
  const [first] = await recordingsOfBook(tx, bookId);
  if (first === undefined && !isbn && !language) return;
  const id = first?.id ?? (await insertRecording(tx, bookId, NO_RECORDING_FIELDS, {}));
  await updateRecording(tx, id, personsChanges(given, now));
}
