import { type BookFields, NO_BOOK_FIELDS } from '../book-store.ts';
import { type FieldSource, type FieldValues, type Provenance, scannedChanges } from '../provenance.ts';
import { NO_RECORDING_FIELDS, narratorKey, type RecordingFields } from '../recording-store.ts';
import {
  type CatalogDraft,
  type DraftBook,
  type DraftPerson,
  type DraftPlace,
  type DraftRecording,
  enterDraftSeries,
  shelve,
} from './catalog-draft.ts';
import { fieldsIn, givenUp, withoutFields } from './given-up.ts';
import type { RecordingDescription } from './recording-description.ts';

export function newDraftBook(draft: CatalogDraft): DraftBook {
  const book: DraftBook = {
    id: null,
    fields: { ...NO_BOOK_FIELDS, title: '' },
    provenance: {},
    authors: [],
    series: [],
    recordings: [],
    stored: null,
  };
  draft.books.push(book);
  return book;
}

export function newDraftRecording(draft: CatalogDraft, book: DraftBook): DraftRecording {
  const recording: DraftRecording = {
    id: null,
    book,
    fields: NO_RECORDING_FIELDS,
    provenance: {},
    narrators: [],
    stored: null,
  };
  book.recordings.push(recording);
  draft.recordings.push(recording);
  return recording;
}

interface Filling {
  readonly authors: readonly DraftPerson[];
  readonly now: Date;
  /** The book is also others': what is there stays. */
  readonly onlyEmpty: boolean;
}

/** Brings a book to what a description says of it; what a person locked stays. */
export function fillBook(
  draft: CatalogDraft,
  book: DraftBook,
  description: RecordingDescription,
  { authors, now, onlyEmpty }: Filling,
): void {
  const { provenance: sources, silent = [] } = description;
  const scanned = scannedBook(description);
  const taken = onlyEmpty ? emptyOnes(scanned, book.fields) : scanned;
  const { values, provenance } = scannedChanges(book.fields, book.provenance, taken, sources, now);
  book.fields = { ...book.fields, ...values };
  book.provenance = { ...book.provenance, ...provenance };
  if (values.title !== undefined) shelve(draft, book);
  const mayFill = (field: 'authors' | 'series') => !(onlyEmpty && book[field].length > 0);
  if (mayFill('authors')) {
    const keysOf = (people: readonly DraftPerson[]) => people.map(({ id }) => String(id));
    const list = takeList(book, 'authors', keysOf(book.authors), keysOf(authors), sources, now);
    if (list.isNew) book.authors = authors;
  }
  if (mayFill('series') && book.provenance['series']?.locked !== true) {
    const places = seriesPlaces(draft, description, authors);
    // In whatever order: the database keeps none.
    const keysOf = (all: readonly DraftPlace[]) =>
      all.map(({ series, position }) => `${draft.series.indexOf(series)} ${position}`).toSorted();
    const list = takeList(book, 'series', keysOf(book.series), keysOf(places), sources, now);
    if (list.isNew) book.series = places;
  }
  if (onlyEmpty) return;
  const said = { ...scanned, authors, series: description.series };
  const gone = givenUp(book.provenance, said, silent);
  if (gone.length === 0) return;
  book.fields = { ...book.fields, ...fieldsIn(gone, NO_BOOK_FIELDS) };
  book.provenance = withoutFields(book.provenance, gone);
  if (gone.includes('authors')) book.authors = [];
  if (gone.includes('series')) book.series = [];
}

/** Notes where a list was read, and answers whether it differs from what is there; an empty one says nothing. */
function takeList(
  of: { provenance: Provenance },
  field: string,
  current: readonly string[],
  scanned: readonly string[],
  sources: Readonly<Record<string, FieldSource>>,
  now: Date,
): { readonly isNew: boolean } {
  if (scanned.length === 0) return { isNew: false };
  const { values, provenance } = scannedChanges<FieldValues>(
    { [field]: current },
    of.provenance,
    { [field]: scanned },
    sources,
    now,
  );
  of.provenance = { ...of.provenance, ...provenance };
  return { isNew: field in values };
}

function scannedBook(description: RecordingDescription): Partial<BookFields> {
  const { title, subtitle, publishedYear, description: text } = description;
  return { title, subtitle, publishedYear, description: text };
}

function emptyOnes(scanned: Partial<BookFields>, current: BookFields): Partial<BookFields> {
  const known: Readonly<Record<string, unknown>> = { ...current };
  return Object.fromEntries(Object.entries(scanned).filter(([field]) => known[field] === null));
}

/** Each series once; where it is named twice, the later place counts. */
function seriesPlaces(
  draft: CatalogDraft,
  { series }: RecordingDescription,
  authors: readonly DraftPerson[],
): readonly DraftPlace[] {
  const places = series.map(({ name, position }) => ({
    series: enterDraftSeries(draft, name, authors),
    position,
  }));
  return [...new Map(places.map((place) => [place.series, place])).values()];
}

/** Brings a recording to what a description says of it; what a person locked stays. */
export function fillRecording(recording: DraftRecording, description: RecordingDescription, now: Date): void {
  const { language, publisher, asin, isbn, abridged, dramatised, durationSeconds } = description;
  const { provenance: sources, silent = [] } = description;
  const said = { language, publisher, asin, isbn, abridged, dramatised };
  const { values, provenance } = scannedChanges<RecordingFields & FieldValues>(
    recording.fields,
    recording.provenance,
    { ...said, durationSeconds },
    sources,
    now,
  );
  recording.fields = { ...recording.fields, ...values };
  recording.provenance = { ...recording.provenance, ...provenance };
  const narrators = [...new Map(description.narrators.map((name) => [narratorKey(name), name])).values()];
  const list = takeList(
    recording,
    'narrators',
    recording.narrators.map(narratorKey),
    narrators.map(narratorKey),
    sources,
    now,
  );
  if (list.isNew) recording.narrators = narrators;
  // The running time is measured, whatever is heard.
  const gone = givenUp(recording.provenance, { ...said, narrators }, silent);
  if (gone.length === 0) return;
  recording.fields = { ...recording.fields, ...fieldsIn(gone, NO_RECORDING_FIELDS) };
  recording.provenance = withoutFields(recording.provenance, gone);
  if (gone.includes('narrators')) recording.narrators = [];
}
