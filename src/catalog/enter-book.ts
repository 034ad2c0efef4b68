import { Conflict } from '../base/errors.ts';
import type { Tx } from '../platform/database.ts';
import { requireAuthor } from './author-store.ts';
import {
  addAuthors,
  addSeriesPlaces,
  deleteBook,
  findBook,
  insertBook,
  readBook,
  refreshSearchText,
} from './book-store.ts';
import { lockCatalog } from './catalog-lock.ts';
import { personsChanges } from './provenance.ts';
import { insertRecording, NO_RECORDING_FIELDS } from './recording-store.ts';
import { requireSeries } from './series-store.ts';

/** What a person enters of a book. */
export interface BookInput {
  readonly title: string;
  readonly authorId: number;
  readonly seriesId?: number | null;
  readonly seriesPosition?: string | null;
  readonly subtitle?: string | null;
  readonly description?: string | null;
  readonly publishedDate?: string | null;
  /** Of its recording, as the language is. */
  readonly isbn?: string | null;
  readonly language?: string | null;
}

/**
 * Makes a book by hand: what is given, also what is empty, is locked against scans. Throws Invalid for an unknown author
 * or series, Conflict where the author has this book.
 */
export async function enterBook(tx: Tx, input: BookInput, now: Date): Promise<number> {
  await lockCatalog(tx);
  await requireAuthor(tx, input.authorId);
  const known = await findBook(tx, input.title, [input.authorId]);
  if (known !== null)
    throw new Conflict(`This author has a book "${input.title}" already.`, { book_id: known });
  const { title, subtitle, description, publishedDate, seriesId, authorId } = input;
  const fields = {
    title,
    subtitle: subtitle || null,
    description: description || null,
    publishedDate: publishedDate?.slice(0, 10) ?? null,
    publishedYear: publishedDate ? Number(publishedDate.slice(0, 4)) : null,
  };
  const given = {
    title,
    subtitle,
    description,
    publishedDate,
    publishedYear: publishedDate,
    authors: authorId,
    series: seriesId,
  };
  const id = await insertBook(tx, fields, personsProvenances(given, now));
  await addAuthors(tx, id, [authorId]);
  if (typeof seriesId === 'number') {
    await requireSeries(tx, seriesId);
    await addSeriesPlaces(tx, id, [{ seriesId, position: input.seriesPosition ?? null }]);
  }
  const { isbn = null, language = null } = input;
  if (isbn || language) {
    const noted = personsProvenances({ isbn: input.isbn, language: input.language }, now);
    await insertRecording(tx, id, { ...NO_RECORDING_FIELDS, isbn, language }, noted);
  }
  await refreshSearchText(tx, [id]);
  return id;
}

function personsProvenances(given: Readonly<Record<string, unknown>>, now: Date) {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return personsChanges(Object.fromEntries(said), now).provenance;
}

/** Forgets a book whose recordings have no files; the caller has made sure of that. */
export async function forgetBook(tx: Tx, id: number): Promise<void> {
  await lockCatalog(tx);
  await readBook(tx, id);
  await deleteBook(tx, id);
}
