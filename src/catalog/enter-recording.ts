import { titleKey } from '../base/text.ts';
import type { Tx } from '../platform/database.ts';
import { enterAuthors } from './author-store.ts';
import {
  addAuthors,
  addSeriesPlaces,
  type BookFields,
  findBook,
  insertBook,
  NO_BOOK_FIELDS,
  readBook,
  readLinks,
  type SeriesPlace,
  setAuthors,
  setSeries,
  updateBook,
} from './book-store.ts';
import {
  type FieldChanges,
  type FieldProvenance,
  type FieldSource,
  type FieldValues,
  type Provenance,
  scannedChanges,
  scannedProvenance,
} from './provenance.ts';
import {
  addNarrators,
  insertRecording,
  NO_RECORDING_FIELDS,
  narratorKey,
  type RecordingFields,
  readRecording,
  recordingsOfBook,
  type StoredRecording,
  setNarrators,
  updateRecording,
} from './recording-store.ts';
import { enterSeries } from './series-store.ts';

/** What a reader of files knows of one recording and its book. Missing = null or empty. */
export interface RecordingDescription {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly { readonly name: string; readonly position: string | null }[];
  readonly publishedYear: number | null;
  readonly language: string | null;
  readonly publisher: string | null;
  readonly description: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly abridged: boolean | null;
  readonly durationSeconds: number | null;
  /** By field: where it was read. */
  readonly provenance: Readonly<Record<string, FieldSource>>;
}

export interface EnteredRecording {
  readonly bookId: number;
  readonly recordingId: number;
}

/** Running times of one recording differ by padding and encoding, hardly more. */
const SAME_DURATION = 0.02;

/** What is known beforehand of where a description belongs. */
export interface KnownPlace {
  /** The recording of the same files before they changed: it is kept, its unlocked fields follow the files. */
  readonly recordingId: number | null;
  /** The book that the files were fetched for; its title stays. */
  readonly bookId: number | null;
}

/**
 * The book and recording of a description, made where they are new. The caller holds the catalog's lock and refreshes
 * the search text.
 */
export async function enterRecording(
  tx: Tx,
  description: RecordingDescription,
  now: Date,
  place: KnownPlace,
): Promise<EnteredRecording> {
  const authorIds = await enterAuthors(tx, description.authors);
  const known = await knownRecording(tx, description, place.recordingId);
  const found = known?.recording.bookId ?? place.bookId ?? (await findBook(tx, description.title, authorIds));
  if (found === null) return enterNew(tx, description, authorIds, now);
  await fillBook(tx, found, description, { authorIds, now, onlyEmpty: known?.isOnly !== true });
  const recording = known?.recording ?? (await matchingRecording(tx, found, description));
  if (recording === null)
    return { bookId: found, recordingId: await newRecording(tx, found, description, now) };
  await fillRecording(tx, recording, description, now);
  return { bookId: found, recordingId: recording.id };
}

/** A first scan is made of these: nothing is read back, each row is written once. */
async function enterNew(
  tx: Tx,
  description: RecordingDescription,
  authorIds: readonly number[],
  now: Date,
): Promise<EnteredRecording> {
  const { provenance: sources, series } = description;
  const empty: BookFields = { ...NO_BOOK_FIELDS, title: '' };
  const { values, provenance } = scannedChanges(empty, {}, scannedBook(description), sources, now);
  const bookId = await insertBook(
    tx,
    { ...empty, ...values },
    {
      ...(authorIds.length === 0 ? {} : { authors: scannedProvenance(sources['authors'], now) }),
      ...(series.length === 0 ? {} : { series: scannedProvenance(sources['series'], now) }),
      ...provenance,
    },
  );
  await addAuthors(tx, bookId, authorIds);
  await addSeriesPlaces(tx, bookId, await seriesPlaces(tx, description, authorIds));
  return { bookId, recordingId: await newRecording(tx, bookId, description, now) };
}

async function newRecording(
  tx: Tx,
  bookId: number,
  description: RecordingDescription,
  now: Date,
): Promise<number> {
  const { values, provenance } = recordingChanges(NO_RECORDING_FIELDS, {}, description, now);
  const id = await insertRecording(tx, bookId, { ...NO_RECORDING_FIELDS, ...values }, provenance);
  await addNarrators(tx, id, description.narrators);
  return id;
}

/** The recording that files were known as, unless they now say another title and the book is not theirs alone. */
async function knownRecording(
  tx: Tx,
  { title }: RecordingDescription,
  id: number | null,
): Promise<{ readonly recording: StoredRecording; readonly isOnly: boolean } | null> {
  const recording = id === null ? null : await readRecording(tx, id);
  if (recording === null) return null;
  const isOnly = (await recordingsOfBook(tx, recording.bookId)).length === 1;
  const { fields } = await readBook(tx, recording.bookId);
  return isOnly || titleKey(fields.title) === titleKey(title) ? { recording, isOnly } : null;
}

interface Filling {
  readonly authorIds: readonly number[];
  readonly now: Date;
  /** The book is also others': what is there stays. */
  readonly onlyEmpty: boolean;
}

async function fillBook(
  tx: Tx,
  bookId: number,
  description: RecordingDescription,
  { authorIds, now, onlyEmpty }: Filling,
): Promise<void> {
  const book = await readBook(tx, bookId);
  const scanned = scannedBook(description);
  const taken = onlyEmpty ? emptyOnes(scanned, book.fields) : scanned;
  const changes = scannedChanges(book.fields, book.provenance, taken, description.provenance, now);
  const has = await readLinks(tx, bookId);
  const links: Record<string, FieldProvenance> = {};
  const mayFill = (field: string, isThere: boolean) =>
    isOpen(book.provenance, field) && !(onlyEmpty && isThere);
  if (authorIds.length > 0 && mayFill('authors', has.authors)) {
    await setAuthors(tx, bookId, authorIds);
    links['authors'] = scannedProvenance(description.provenance['authors'], now);
  }
  if (description.series.length > 0 && mayFill('series', has.series)) {
    await setSeries(tx, bookId, await seriesPlaces(tx, description, authorIds));
    links['series'] = scannedProvenance(description.provenance['series'], now);
  }
  await updateBook(tx, bookId, { values: changes.values, provenance: { ...links, ...changes.provenance } });
}

function scannedBook({
  title,
  subtitle,
  publishedYear,
  description,
}: RecordingDescription): Partial<BookFields> {
  return { title, subtitle, publishedYear, description };
}

async function seriesPlaces(
  tx: Tx,
  { series }: RecordingDescription,
  authorIds: readonly number[],
): Promise<readonly SeriesPlace[]> {
  const places: SeriesPlace[] = [];
  for (const { name, position } of series) {
    places.push({ seriesId: await enterSeries(tx, name, authorIds), position });
  }
  return places;
}

function emptyOnes(scanned: Partial<BookFields>, current: BookFields): Partial<BookFields> {
  const known: Readonly<Record<string, unknown>> = { ...current };
  return Object.fromEntries(Object.entries(scanned).filter(([field]) => known[field] === null));
}

async function fillRecording(
  tx: Tx,
  { id, fields, provenance }: StoredRecording,
  description: RecordingDescription,
  now: Date,
): Promise<void> {
  await updateRecording(tx, id, recordingChanges(fields, provenance, description, now));
  const { narrators } = description;
  if (isOpen(provenance, 'narrators') && narrators.length > 0) await setNarrators(tx, id, narrators);
}

function recordingChanges(
  fields: RecordingFields,
  provenance: Provenance,
  { language, publisher, asin, isbn, abridged, durationSeconds, provenance: sources }: RecordingDescription,
  now: Date,
): FieldChanges<RecordingFields & FieldValues> {
  const scanned = { language, publisher, asin, isbn, abridged, durationSeconds };
  return scannedChanges<RecordingFields & FieldValues>(fields, provenance, scanned, sources, now);
}

/** A recording of the book that these files can be: nothing known of both contradicts. */
async function matchingRecording(
  tx: Tx,
  bookId: number,
  { narrators, asin, durationSeconds, abridged, language }: RecordingDescription,
): Promise<StoredRecording | null> {
  const keys = narrators.map(narratorKey).sort();
  const recordings = await recordingsOfBook(tx, bookId);
  const match = recordings.find(({ fields, narratorKeys }) => {
    const sameNarrators =
      keys.length === 0 || narratorKeys.length === 0 || keys.join() === [...narratorKeys].sort().join();
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
      agree(language, fields.language)
    );
  });
  return match ?? null;
}

function agree<T>(a: T | null, b: T | null): boolean {
  return a === null || b === null || a === b;
}

function isOpen(provenance: Provenance, field: string): boolean {
  return provenance[field]?.locked !== true;
}
