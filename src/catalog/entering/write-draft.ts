import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { insertBooks, replaceAuthors, replacePlaces, updateBooks } from '../book-store.ts';
import { insertRecordings, replaceNarrators, updateRecordings } from '../recording-store.ts';
import { insertSeries } from '../series-store.ts';
import type { CatalogDraft, DraftBook, DraftRecording } from './catalog-draft.ts';

/**
 * Writes what is new and what has changed, with the same few statements however much that is. Books, recordings and
 * series of the draft have ids afterwards.
 */
export async function writeDraft(tx: Tx, draft: CatalogDraft): Promise<void> {
  const newBooks = draft.books.filter(({ stored }) => stored === null);
  const newRecordings = draft.recordings.filter(({ stored }) => stored === null);
  const newSeries = draft.series.filter(({ id }) => id === null);
  await reserveIds(tx, { newBooks, newRecordings, newSeries });
  await insertSeries(tx, newSeries);
  await insertBooks(tx, newBooks);
  await updateBooks(tx, draft.books.filter(hasNewFields));
  await replaceAuthors(
    tx,
    withNew(draft.books, 'authors').map(({ id, authors, stored }) => ({
      id,
      isNew: stored === null,
      authorIds: authors.map((one) => one.id),
    })),
  );
  await replacePlaces(
    tx,
    withNew(draft.books, 'series').map(({ id, series, stored }) => ({
      id,
      isNew: stored === null,
      places: series.map(({ series: { id: seriesId }, position }) => ({ seriesId, position })),
    })),
  );
  const write = (recording: DraftRecording) => ({ ...recording, bookId: recording.book.id });
  await insertRecordings(tx, newRecordings.map(write));
  await updateRecordings(tx, draft.recordings.filter(hasNewFields).map(write));
  await replaceNarrators(
    tx,
    draft.recordings
      .filter(({ narrators, stored }) =>
        stored === null ? narrators.length > 0 : narrators !== stored.narrators,
      )
      .map(({ id, narrators, stored }) => ({ id, narrators, isNew: stored === null })),
  );
}

/** The database gives numbers beforehand, so that rows can name each other. */
async function reserveIds(
  tx: Tx,
  {
    newBooks,
    newRecordings,
    newSeries,
  }: Readonly<Record<'newBooks' | 'newRecordings' | 'newSeries', readonly { id: number | null }[]>>,
): Promise<void> {
  if (newBooks.length + newRecordings.length + newSeries.length === 0) return;
  const next = (table: string, count: number) =>
    sql`array(select nextval(pg_get_serial_sequence(${table}, 'id')) from generate_series(1, ${count}::int))`;
  const { rows } = await sql<Record<'books' | 'recordings' | 'series', readonly number[]>>`select
    ${next('book', newBooks.length)} as books,
    ${next('recording', newRecordings.length)} as recordings,
    ${next('series', newSeries.length)} as series`.execute(tx);
  const [ids] = rows;
  if (ids === undefined) throw new Error('Numbers had no row');
  for (const [at, book] of newBooks.entries()) book.id = ids.books[at] ?? null;
  for (const [at, recording] of newRecordings.entries()) recording.id = ids.recordings[at] ?? null;
  for (const [at, series] of newSeries.entries()) series.id = ids.series[at] ?? null;
}

/** Books whose list is another than the one that was there, of a new one than none. */
function withNew<Field extends 'authors' | 'series'>(books: readonly DraftBook[], field: Field) {
  return books.filter((book) =>
    book.stored === null ? book[field].length > 0 : book[field] !== book.stored[field],
  );
}

/** Of what was there before. */
function hasNewFields({
  fields,
  provenance,
  stored,
}: {
  readonly fields: object;
  readonly provenance: object;
  readonly stored: { readonly fields: object; readonly provenance: object } | null;
}): boolean {
  if (stored === null) return false;
  const text = (value: object) => JSON.stringify(value);
  return text(fields) !== text(stored.fields) || text(provenance) !== text(stored.provenance);
}
