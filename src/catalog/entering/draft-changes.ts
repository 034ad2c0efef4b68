import type { FieldChange } from '../change-store.ts';
import type { Provenance } from '../provenance.ts';
import type { CatalogDraft, DraftBook, DraftRecording } from './catalog-draft.ts';

/** Which fields of books and recordings that were there before have another value now. The draft is written already. */
export function draftChanges({ books, recordings }: CatalogDraft): readonly FieldChange[] {
  return [...books.flatMap(bookChanges), ...recordings.flatMap(recordingChanges)];
}

function bookChanges(book: DraftBook): readonly FieldChange[] {
  const { id, stored } = book;
  if (id === null || stored === null) return [];
  return changes({ bookId: id }, bookValues(stored), bookValues(book), stored.provenance, book.provenance);
}

function bookValues({ fields, authors, series }: Pick<DraftBook, 'fields' | 'authors' | 'series'>) {
  return {
    ...fields,
    authors: authors.map(({ id, name }) => ({ id, name })),
    series: series.map(({ series: { id, name }, position }) => ({ id, name, position })),
  };
}

function recordingChanges(recording: DraftRecording): readonly FieldChange[] {
  const { id, stored } = recording;
  if (id === null || stored === null) return [];
  const values = ({ fields, narrators }: Pick<DraftRecording, 'fields' | 'narrators'>) => ({
    ...fields,
    narrators,
  });
  return changes(
    { recordingId: id },
    values(stored),
    values(recording),
    stored.provenance,
    recording.provenance,
  );
}

function changes(
  of: FieldChange['of'],
  old: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  oldProvenance: Provenance,
  newProvenance: Provenance,
): readonly FieldChange[] {
  return Object.keys(now)
    .filter((field) => JSON.stringify(now[field]) !== JSON.stringify(old[field]))
    .map((field) => ({
      of,
      field,
      oldValue: old[field] ?? null,
      newValue: now[field] ?? null,
      oldProvenance: oldProvenance[field] ?? null,
      newProvenance: newProvenance[field] ?? null,
    }));
}
