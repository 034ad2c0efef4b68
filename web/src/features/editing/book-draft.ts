import type { changeBook } from '../../../../src/contract/books.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { BookDetail } from '../../things.ts';

export interface SeriesDraft {
  /** Of the series that is there; null for one that is named. */
  readonly id: number | null;
  readonly name: string;
  readonly position: string;
}

/** The fields of a book as they stand in a form. */
export interface BookDraft {
  readonly title: string;
  readonly subtitle: string;
  readonly authors: readonly string[];
  readonly series: readonly SeriesDraft[];
  readonly published_date: string;
  readonly published_year: string;
  readonly description: string;
}

export type Locks = Readonly<Record<string, boolean>>;

type Drafted = Pick<
  BookDetail,
  'title' | 'subtitle' | 'authors' | 'series' | 'published_date' | 'published_year' | 'description'
>;

export function draftOf(book: Drafted): BookDraft {
  return {
    title: book.title,
    subtitle: book.subtitle ?? '',
    authors: book.authors.map(({ name }) => name),
    series: book.series.map(({ id, name, position }) => ({ id, name, position: position ?? '' })),
    published_date: book.published_date ?? '',
    published_year: String(book.published_year ?? ''),
    description: book.description ?? '',
  };
}

/** Which fields of a draft say something else than what is there. */
export function editedFields<Draft extends object>(
  before: Draft,
  draft: Draft,
): readonly (keyof Draft & string)[] {
  const fields = Object.keys(draft) as (keyof Draft & string)[];
  return fields.filter((field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]));
}

/** Only what was changed: a field that is sent is locked against scans. An emptied field becomes null. */
export function changesOf(book: Drafted, draft: BookDraft, locks: Locks): BodyInput<typeof changeBook> {
  const edited = new Set(editedFields(draftOf(book), draft));
  const { title, authors, series, published_year: year } = draft;
  const text = (field: 'subtitle' | 'published_date' | 'description') =>
    edited.has(field) ? { [field]: draft[field].trim() || null } : {};
  const known = new Map(book.authors.map(({ id, name }) => [name, id]));
  return {
    ...(edited.has('title') ? { title } : {}),
    ...text('subtitle'),
    ...(edited.has('authors') ? { authors: authors.map((name) => known.get(name) ?? name) } : {}),
    ...(edited.has('series') ? { series: seriesOf(series) } : {}),
    ...text('published_date'),
    ...(edited.has('published_year') ? { published_year: year.trim() === '' ? null : Number(year) } : {}),
    ...text('description'),
    ...(Object.keys(locks).length === 0 ? {} : { locked: locks }),
  };
}

function seriesOf(series: readonly SeriesDraft[]) {
  return series
    .filter(({ name }) => name.trim() !== '')
    .map(({ id, name, position }) => ({ series: id ?? name.trim(), position: position.trim() || null }));
}
