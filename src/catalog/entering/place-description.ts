import { narratorKey } from '../recording-store.ts';
import {
  bookKey,
  type CatalogDraft,
  type DraftBook,
  type DraftPerson,
  type DraftRecording,
  findDraftBook,
} from './catalog-draft.ts';
import { fillBook, fillRecording, newDraftBook, newDraftRecording } from './fill-draft.ts';
import type { RecordingDescription, RecordingEntry } from './recording-description.ts';

/** Running times of one recording differ by padding and encoding, hardly more. */
const SAME_DURATION = 0.02;

/** Finds or makes the book and recording of a description in the draft, and brings them to what it says. */
export function placeDescription(
  draft: CatalogDraft,
  { description, place }: RecordingEntry,
  authors: readonly DraftPerson[],
  now: Date,
): DraftRecording {
  const known = knownRecording(draft, description, place.recordingId);
  const found =
    known?.recording.book ??
    draft.books.find(({ id }) => id !== null && id === place.bookId) ??
    findDraftBook(draft, description.title, authors);
  const book = found ?? newDraftBook(draft);
  fillBook(draft, book, description, { authors, now, onlyEmpty: found !== null && known?.isOnly !== true });
  const recording =
    known?.recording ?? matchingRecording(book, description) ?? newDraftRecording(draft, book);
  fillRecording(recording, description, now);
  return recording;
}

/**
 * The recording that files were known as, unless they now say another title and the book is not theirs alone. One that a
 * person put into its book stays there.
 */
function knownRecording(
  draft: CatalogDraft,
  { title }: RecordingDescription,
  id: number | null,
): { readonly recording: DraftRecording; readonly isOnly: boolean } | null {
  const recording = id === null ? undefined : draft.recordings.find((each) => each.id === id);
  if (recording === undefined) return null;
  const isOnly = recording.book.recordings.length === 1;
  const isPlaced = recording.provenance['book']?.locked === true;
  return isOnly || isPlaced || bookKey(recording.book.fields.title) === bookKey(title)
    ? { recording, isOnly }
    : null;
}

/** A recording of the book that these files can be: nothing known of both contradicts. */
function matchingRecording(
  book: DraftBook,
  { narrators, asin, durationSeconds, abridged, dramatised, language }: RecordingDescription,
): DraftRecording | null {
  const keys = sortedKeys(narrators);
  const match = book.recordings.find(({ fields, narrators: known }) => {
    const sameNarrators = keys.length === 0 || known.length === 0 || keys.join() === sortedKeys(known).join();
    const sameDuration =
      durationSeconds === null ||
      fields.durationSeconds === null ||
      Math.abs(durationSeconds - fields.durationSeconds) <=
        SAME_DURATION * Math.max(durationSeconds, fields.durationSeconds);
    return (
      sameNarrators &&
      sameDuration &&
      agree(asin, fields.asin) &&
      agree(abridged, fields.abridged) &&
      agree(dramatised, fields.dramatised) &&
      agree(language, fields.language)
    );
  });
  return match ?? null;
}

function sortedKeys(narrators: readonly string[]): readonly string[] {
  return narrators.map(narratorKey).toSorted();
}

function agree<T>(a: T | null, b: T | null): boolean {
  return a === null || b === null || a === b;
}
