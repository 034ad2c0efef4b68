import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/database.ts';
import { authorKey, enterAuthorsByKey } from '../author-store.ts';
import type { BookFields } from '../book-store.ts';
import { Provenance } from '../provenance.ts';
import { recordingsOfBooks } from '../recording-store.ts';
import { bookKey, type CatalogDraft, type DraftBook, type DraftSeries, shelve } from './catalog-draft.ts';
import type { RecordingEntry } from './recording-description.ts';

/** Reads the part of the catalog that these descriptions can be about; their authors are made where they are new. */
export async function readDraft(tx: Tx, entries: readonly RecordingEntry[]): Promise<CatalogDraft> {
  const names = entries.flatMap(({ description }) => description.authors);
  const authorIds = await enterAuthorsByKey(tx, names);
  const byKey = new Map(names.toReversed().map((name) => [authorKey(name), name]));
  const authors = new Map(
    [...byKey].flatMap(([key, name]) => {
      const id = authorIds.get(key);
      return id === undefined ? [] : [[key, { id, name }] as const];
    }),
  );
  const rows = await readBooks(tx, entries, [...authorIds.values()]);
  const series = await readSeries(tx, entries, rows, [...authorIds.values()]);
  const draft: CatalogDraft = { authors, booksByTitle: new Map(), books: [], recordings: [], series };
  for (const row of rows) addBook(draft, row);
  await addRecordings(tx, draft);
  return draft;
}

interface BookRow {
  readonly id: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly description: string | null;
  readonly published_date: string | null;
  readonly published_year: number | null;
  readonly provenance: unknown;
  readonly authors: readonly { readonly id: number; readonly name: string }[] | null;
  readonly places: readonly { readonly series_id: number; readonly position: string | null }[] | null;
}

/** Books with one of the titles, and those that the files are known to belong to. */
async function readBooks(
  db: Database,
  entries: readonly RecordingEntry[],
  authorIds: readonly number[],
): Promise<readonly BookRow[]> {
  const titleKeys = [...new Set(entries.map(({ description }) => bookKey(description.title)))];
  const bookIds = entries.flatMap(({ place }) => place.bookId ?? []);
  const recordingIds = entries.flatMap(({ place }) => place.recordingId ?? []);
  const { rows } = await sql<BookRow>`
    select id, title, subtitle, description, published_date, published_year, provenance,
      (select jsonb_agg(jsonb_build_object('id', author.id, 'name', author.name) order by place)
        from book_author join author on author.id = author_id where book_id = book.id) as authors,
      (select jsonb_agg(jsonb_build_object('series_id', series_id, 'position', position) order by series_id)
        from book_series where book_id = book.id) as places
    from book where id in (
      select titled.id from book as titled
      where titled.title_key = any(${titleKeys}::text[]) and coalesce(
        (select array_agg(author_id) from book_author where book_id = titled.id) && ${authorIds}::bigint[], true)
      union all select unnest(${bookIds}::bigint[])
      union all select book_id from recording where recording.id = any(${recordingIds}::bigint[])
    ) order by id`.execute(db);
  return rows;
}

interface SeriesRow {
  readonly id: number;
  readonly name: string;
  readonly name_key: string;
  readonly author_ids: readonly number[] | null;
  readonly has_others: boolean;
}

/**
 * Series of these names that these authors have books in or nobody has, and those of the books; who else is in them is
 * told of other books only.
 */
async function readSeries(
  db: Database,
  entries: readonly RecordingEntry[],
  books: readonly BookRow[],
  authorIds: readonly number[],
): Promise<DraftSeries[]> {
  const keys = entries.flatMap(({ description }) => description.series.map(({ name }) => bookKey(name)));
  const ids = books.flatMap(({ places }) => (places ?? []).map(({ series_id }) => series_id));
  if (keys.length === 0 && ids.length === 0) return [];
  const drafted = books.map(({ id }) => id);
  const { rows } = await sql<SeriesRow>`
    with written as (
      select series_id, jsonb_agg(distinct author_id) as author_ids
      from book_author join book_series using (book_id)
      where author_id = any(${authorIds}::bigint[]) and not book_id = any(${drafted}::bigint[])
      group by series_id)
    select id, name, name_key, author_ids,
      exists (select from book_series
        where series_id = series.id and not book_id = any(${drafted}::bigint[])) as has_others
    from series left join written on written.series_id = series.id
    where id = any(${ids}::bigint[]) or name_key = any(${[...new Set(keys)]}::text[]) and (
      author_ids is not null or not exists (select from book_series where series_id = series.id))
    order by id`.execute(db);
  return rows.map(({ id, name, name_key: key, author_ids, has_others: hasOtherBooks }) => ({
    id,
    name,
    key,
    otherAuthorIds: new Set(author_ids ?? []),
    hasOtherBooks,
  }));
}

function addBook(draft: CatalogDraft, row: BookRow): void {
  const fields: BookFields = {
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    publishedDate: row.published_date,
    publishedYear: row.published_year,
  };
  const stored = {
    fields,
    provenance: Provenance.parse(row.provenance),
    authors: row.authors ?? [],
    series: (row.places ?? []).flatMap(({ series_id, position }) => {
      const series = draft.series.find(({ id }) => id === series_id);
      return series === undefined ? [] : [{ series, position }];
    }),
  };
  const book: DraftBook = { id: row.id, ...stored, recordings: [], stored };
  draft.books.push(book);
  shelve(draft, book);
}

async function addRecordings(db: Database, draft: CatalogDraft): Promise<void> {
  const byId = new Map(draft.books.map((book) => [book.id, book]));
  const ids = draft.books.flatMap(({ id }) => id ?? []);
  for (const { id, bookId, fields, provenance, narrators } of await recordingsOfBooks(db, ids)) {
    const book = byId.get(bookId);
    if (book === undefined) continue;
    const stored = { fields, provenance, narrators };
    const recording = { id, book, ...stored, stored };
    book.recordings.push(recording);
    draft.recordings.push(recording);
  }
}
