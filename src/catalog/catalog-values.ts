import { z } from 'zod';
import { personKey, titleKey } from '../base/text.ts';
import type { BookFields } from './book-store.ts';
import { Provenance } from './provenance.ts';
import type { RecordingFields } from './recording-store.ts';

/** An author or series as the history keeps it: by id and, should that go away, by name. A new one has no id yet. */
export const Named = z.object({ id: z.number().nullable(), name: z.string() });
export type Named = Readonly<z.output<typeof Named>>;

export const NamedPlace = Named.extend({ position: z.string().nullable() });
export type NamedPlace = Readonly<z.output<typeof NamedPlace>>;

/** Everything of a book that can be edited, by the names that its provenance has. */
export interface BookValues extends BookFields {
  readonly authors: readonly Named[];
  readonly series: readonly NamedPlace[];
}

/** Everything of a recording that can be edited; `durationSeconds` is measured. */
export interface RecordingValues extends RecordingFields {
  readonly narrators: readonly string[];
  /** To which it belongs. */
  readonly book: { readonly id: number; readonly name: string };
}

export const BOOK_FIELDS = [
  'title',
  'subtitle',
  'authors',
  'series',
  'publishedDate',
  'publishedYear',
  'description',
] as const satisfies readonly (keyof BookValues)[];

export const RECORDING_FIELDS = [
  'narrators',
  'language',
  'abridged',
  'dramatised',
  'publisher',
  'asin',
  'isbn',
] as const satisfies readonly (keyof RecordingValues)[];

const Names = z.array(z.string());

/** Whether two values of a field mean the same: people and series by their ids, however they are called by now. */
export function isSameValue(field: string, a: unknown, b: unknown): boolean {
  return identityOf(field, a) === identityOf(field, b);
}

function identityOf(field: string, value: unknown): string {
  const identity = identify(field, value);
  return JSON.stringify(
    identity === '' || (Array.isArray(identity) && identity.length === 0) ? null : identity,
  );
}

function identify(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (field) {
    case 'authors':
      return z
        .array(Named)
        .parse(value)
        .map(({ id, name }) => id ?? personKey(name));
    case 'series':
      return z
        .array(NamedPlace)
        .parse(value)
        .map(({ id, name, position }) => `${id ?? titleKey(name)}|${position ?? ''}`)
        .toSorted();
    case 'narrators':
      return Names.parse(value).map((name) => personKey(name) || name);
    case 'book':
    case 'recording':
      return Named.parse(value).id;
    default:
      return value;
  }
}

const text = z.string().nullable();
const flag = z.boolean().nullable();

/** A book or a recording as it was, in the history of one that came or went. */
export const BookSnapshot = z.object({
  values: z.object({
    title: z.string(),
    subtitle: text,
    description: text,
    publishedDate: text,
    publishedYear: z.number().nullable(),
    authors: z.array(Named),
    series: z.array(NamedPlace),
  }),
  provenance: Provenance,
});

export const RecordingSnapshot = z.object({
  values: z.object({
    language: text,
    abridged: flag,
    dramatised: flag,
    durationSeconds: z.number().nullable(),
    publisher: text,
    asin: text,
    isbn: text,
    narrators: Names,
    book: z.object({ id: z.number(), name: z.string() }),
  }),
  provenance: Provenance,
});
