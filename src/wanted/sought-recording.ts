import { recordingsOfBook } from '../catalog/recording-store.ts';
import { shelvedBook } from '../library/browse-books.ts';
import type { Database } from '../platform/database.ts';
import type { SoughtRecording } from '../releases/release-candidate.ts';
import type { WantedBook } from './wanted-store.ts';

/** What releases are judged by: the book, and the constraints on its recording. */
export async function soughtRecording(db: Database, wanted: WantedBook): Promise<SoughtRecording> {
  const book = await shelvedBook(db, wanted.book_id);
  return {
    title: wanted.title,
    subtitle: wanted.subtitle,
    authors: wanted.authors.map(({ name }) => name),
    narrators: wanted.narrators,
    language: wanted.language,
    asin: wanted.asin,
    series: book?.series ?? [],
    durationSeconds: await knownDuration(db, wanted),
  };
}

/** The running time counts only where the recording itself is named: another narrator reads at another pace. */
async function knownDuration(db: Database, { asin, book_id }: WantedBook): Promise<number | null> {
  if (asin === null) return null;
  const recordings = await recordingsOfBook(db, book_id);
  return recordings.find(({ fields }) => fields.asin === asin)?.fields.durationSeconds ?? null;
}
