import { titleKey } from '../../base/text.ts';
import type { BookFields } from '../book-store.ts';
import type { Provenance } from '../provenance.ts';
import type { RecordingFields } from '../recording-store.ts';

/** The part of the catalog that a batch of descriptions touches, as it will be when they are entered. */
export interface CatalogDraft {
  readonly authors: ReadonlyMap<string, DraftPerson>;
  /** By the key of their title; a book whose title changes stands under both. */
  readonly booksByTitle: Map<string, DraftBook[]>;
  readonly books: DraftBook[];
  readonly recordings: DraftRecording[];
  readonly series: DraftSeries[];
}

export interface DraftPerson {
  readonly id: number;
  readonly name: string;
}

export interface DraftBook {
  /** Null until it is written. */
  id: number | null;
  fields: BookFields;
  provenance: Provenance;
  authors: readonly DraftPerson[];
  series: readonly DraftPlace[];
  /** In the order of their ids. */
  readonly recordings: DraftRecording[];
  /** As the database has it; null for a new one. */
  readonly stored: StoredDraftBook | null;
}

export type StoredDraftBook = Pick<DraftBook, 'fields' | 'provenance' | 'authors' | 'series'>;

export interface DraftPlace {
  readonly series: DraftSeries;
  readonly position: string | null;
}

export interface DraftSeries {
  id: number | null;
  readonly name: string;
  readonly key: string;
  /** Authors of books in it that are not in the draft, as far as the batch names them. */
  readonly otherAuthorIds: ReadonlySet<number>;
  readonly hasOtherBooks: boolean;
}

export interface DraftRecording {
  id: number | null;
  readonly book: DraftBook;
  fields: RecordingFields;
  provenance: Provenance;
  narrators: readonly string[];
  readonly stored: Pick<DraftRecording, 'fields' | 'provenance' | 'narrators'> | null;
}

export function bookKey(title: string): string {
  return titleKey(title) || title;
}

/** Puts a book where its title is looked for. */
export function shelve(draft: CatalogDraft, book: DraftBook): void {
  const key = bookKey(book.fields.title);
  const shelf = draft.booksByTitle.get(key);
  if (shelf === undefined) draft.booksByTitle.set(key, [book]);
  else if (!shelf.includes(book)) shelf.push(book);
}

/** A book of this title by one of these authors; where no author is known, one without authors. The oldest of them. */
export function findDraftBook(
  draft: CatalogDraft,
  title: string,
  authors: readonly DraftPerson[],
): DraftBook | null {
  const key = bookKey(title);
  const ids = new Set(authors.map(({ id }) => id));
  const found = (draft.booksByTitle.get(key) ?? []).filter(
    (book) =>
      bookKey(book.fields.title) === key &&
      (ids.size === 0 ? book.authors.length === 0 : book.authors.some(({ id }) => ids.has(id))),
  );
  return oldest(found);
}

/** New ones come after all others, in the order in which they were made. */
function oldest(books: readonly DraftBook[]): DraftBook | null {
  const [first = null, ...others] = books;
  return others.reduce(
    (best, book) => (book.id !== null && (best?.id == null || book.id < best.id) ? book : best),
    first,
  );
}

/**
 * The series of this name that has a book by one of these authors, or that has no book yet, else a new one:
 * a name alone is no identity ("Chronicles" by two authors are two series).
 */
export function enterDraftSeries(
  draft: CatalogDraft,
  name: string,
  authors: readonly DraftPerson[],
): DraftSeries {
  const key = bookKey(name);
  const ids = new Set(authors.map(({ id }) => id));
  const known = draft.series.find((series) => {
    if (series.key !== key) return false;
    const books = draft.books.filter((book) => book.series.some((place) => place.series === series));
    return (
      [...ids].some((id) => series.otherAuthorIds.has(id)) ||
      books.some((book) => book.authors.some(({ id }) => ids.has(id))) ||
      (!series.hasOtherBooks && books.length === 0)
    );
  });
  if (known !== undefined) return known;
  const series = { id: null, name, key, otherAuthorIds: new Set<number>(), hasOtherBooks: false };
  draft.series.push(series);
  return series;
}
