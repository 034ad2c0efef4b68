import { InvalidArgumentError } from 'commander';
import type { changeBook } from '../contract/books.ts';
import { BOOK_FIELDS, RECORDING_FIELDS } from '../contract/edited-fields.ts';
import type { BodyInput } from '../contract/endpoint.ts';
import type { changeRecording } from '../contract/recordings.ts';

/** What `book edit` is told. */
export interface EditOptions {
  readonly title?: string;
  readonly subtitle?: string;
  readonly author?: readonly string[];
  readonly series?: readonly SeriesOption[];
  readonly published?: string;
  readonly year?: number;
  readonly description?: string;
  readonly narrator?: readonly string[];
  readonly language?: string;
  readonly publisher?: string;
  readonly asin?: string;
  readonly isbn?: string;
  readonly abridged?: 'yes' | 'no';
  readonly dramatised?: 'yes' | 'no';
  readonly empty?: readonly string[];
  readonly lock?: readonly string[];
  readonly unlock?: readonly string[];
}

export interface SeriesOption {
  readonly series: string;
  readonly position: string | null;
}

export const EDITED_FIELDS: readonly string[] = [...BOOK_FIELDS, ...RECORDING_FIELDS];

/** `Novels#4` is the fourth of them. */
export function parseSeries(text: string, before: readonly SeriesOption[] = []): readonly SeriesOption[] {
  const [, name = '', position = null] = /^(.*?)(?:#([^#]*))?$/.exec(text) ?? [];
  if (name.trim() === '') throw new InvalidArgumentError('A series has a name, such as "Novels#4".');
  return [...before, { series: name.trim(), position: position?.trim() || null }];
}

/** What becomes of the book. */
export function bookChangesOf(options: EditOptions): BodyInput<typeof changeBook> {
  const { title, subtitle, author: authors, series, published, year, description } = options;
  return {
    ...given({ title, subtitle, description, published_date: published, published_year: year }),
    ...(authors === undefined ? {} : { authors: [...authors] }),
    ...(series === undefined ? {} : { series: series.map((place) => ({ ...place })) }),
    ...emptied(options, BOOK_FIELDS),
    ...locks(options, BOOK_FIELDS),
  };
}

/** What becomes of its recording. */
export function recordingChangesOf(options: EditOptions): BodyInput<typeof changeRecording> {
  const { narrator: narrators, language, publisher, asin, isbn, abridged, dramatised } = options;
  return {
    ...given({ language, publisher, asin, isbn }),
    ...(narrators === undefined ? {} : { narrators: [...narrators] }),
    ...(abridged === undefined ? {} : { abridged: abridged === 'yes' }),
    ...(dramatised === undefined ? {} : { dramatised: dramatised === 'yes' }),
    ...emptied(options, RECORDING_FIELDS),
    ...locks(options, RECORDING_FIELDS),
  };
}

function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>;
}

const LISTS: readonly string[] = ['authors', 'series', 'narrators'];

function emptied({ empty = [] }: EditOptions, fields: readonly string[]) {
  const own = empty.filter((field) => fields.includes(field));
  return Object.fromEntries(own.map((field) => [field, LISTS.includes(field) ? [] : null]));
}

function locks({ lock = [], unlock = [] }: EditOptions, fields: readonly string[]) {
  const chosen = [
    ...lock.map((field) => [field, true] as const),
    ...unlock.map((field) => [field, false] as const),
  ];
  const own = chosen.filter(([field]) => fields.includes(field));
  return own.length === 0 ? {} : { locked: Object.fromEntries(own) };
}
