import { NotFound } from '../base/errors.ts';
import { readBook } from '../catalog/book-store.ts';
import { recordingsOfBook } from '../catalog/recording-store.ts';
import { writtenBook } from '../library/browse-books.ts';
import { itemsOfRecordings } from '../library/browse-items.ts';
import type { Database } from '../platform/database.ts';
import { findOpenWant } from '../wanted/wanted-store.ts';
import { byWireField } from './field-names.ts';
import { presentBook } from './present-book.ts';

/** A book with its recordings as the wire has it. Throws NotFound. */
export async function presentBookDetail(db: Database, id: number) {
  const [book, stored, recordings] = await Promise.all([
    writtenBook(db, id),
    readBook(db, id),
    recordingsOfBook(db, id),
  ]);
  if (book === null) throw new NotFound(`There is no book ${id}.`);
  const items = await itemsOfRecordings(
    db,
    recordings.map((recording) => recording.id),
  );
  return {
    ...presentBook(book),
    recordings: recordings.map(({ id: recordingId, fields, narrators, provenance }) => ({
      id: recordingId,
      narrators: [...narrators],
      language: fields.language,
      abridged: fields.abridged,
      dramatised: fields.dramatised,
      duration_seconds: fields.durationSeconds,
      publisher: fields.publisher,
      asin: fields.asin,
      isbn: fields.isbn,
      library_items: items
        .filter(({ recording_id }) => recording_id === recordingId)
        .map(({ id: itemId, library_id, path }) => ({ id: itemId, library_id, path })),
      provenance: byWireField(provenance),
    })),
    wanted_id: await findOpenWant(db, id),
    provenance: byWireField(stored.provenance),
  };
}
