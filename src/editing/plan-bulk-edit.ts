import {
  BOOK_FIELDS,
  type BookValues,
  isSameValue,
  type Named,
  type NamedPlace,
  RECORDING_FIELDS,
  type RecordingValues,
} from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import type { Described } from '../catalog/read-values.ts';
import { only, publicationOf } from './edit-book.ts';
import { planEdit } from './plan-edit.ts';

/** What becomes of a list: another one, or more and less of what is there. */
export interface ListEdit<Each> {
  readonly set?: readonly Each[];
  readonly add?: readonly Each[];
  readonly remove?: readonly Each[];
}

/** What is changed of many books; what is of recordings, of all recordings of each. */
export interface BulkEdit {
  readonly authors?: ListEdit<Named>;
  readonly narrators?: ListEdit<string>;
  /** A book that is in the series already keeps its number, unless `numberFrom` numbers them in the order given. */
  readonly series?: ListEdit<Named> & { readonly numberFrom?: number | null };
  readonly publishedYear?: number | null;
  readonly language?: string | null;
  readonly publisher?: string | null;
  readonly abridged?: boolean | null;
  readonly dramatised?: boolean | null;
  readonly locked?: Readonly<Record<string, boolean>>;
}

export interface BookWithRecordings {
  readonly book: Described<BookValues>;
  readonly recordings: readonly Described<RecordingValues>[];
  /** Its place among those that are edited, from 0. */
  readonly place: number;
}

/** What a bulk edit changes of one book. The preview and the edit itself are this. */
export function planBulkEdit(
  { book, recordings, place }: BookWithRecordings,
  edit: BulkEdit,
  now: Date,
): readonly FieldChange[] {
  const { authors, series, narrators, publishedYear, locked } = edit;
  const ofBook = {
    ...(authors === undefined ? {} : { authors: edited('authors', book.values.authors, authors) }),
    ...(series === undefined ? {} : { series: editedPlaces(book.values.series, series, place) }),
    ...publicationOf({ ...(publishedYear === undefined ? {} : { publishedYear }) }, book.values),
  };
  const subject = { of: { bookId: book.id }, values: { ...book.values }, provenance: book.provenance };
  return [
    ...planEdit(subject, { set: changedOf(ofBook, book.values), locked: only(BOOK_FIELDS, locked) }, now),
    ...recordings.flatMap(({ id, values, provenance }) => {
      const { language, publisher, abridged, dramatised } = edit;
      const set = {
        ...withoutMissing({ language, publisher, abridged, dramatised }),
        ...(narrators === undefined ? {} : { narrators: edited('narrators', values.narrators, narrators) }),
      };
      const of = { recordingId: id };
      const locks = only(RECORDING_FIELDS, locked);
      return planEdit(
        { of, values: { ...values }, provenance },
        { set: changedOf(set, values), locked: locks },
        now,
      );
    }),
  ];
}

/** A book that is so already is left alone: whoever edits many did not look at each. */
function changedOf(
  set: Readonly<Record<string, unknown>>,
  values: BookValues | RecordingValues,
): Readonly<Record<string, unknown>> {
  const current: Readonly<Record<string, unknown>> = { ...values };
  return Object.fromEntries(
    Object.entries(set).filter(([field, value]) => !isSameValue(field, current[field], value)),
  );
}

function withoutMissing(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function edited<Each extends Named | string>(
  field: 'authors' | 'narrators',
  current: readonly Each[],
  { set, add = [], remove = [] }: ListEdit<Each>,
): readonly Each[] {
  const isIn = (all: readonly Each[], one: Each) => all.some((each) => isSameValue(field, [each], [one]));
  const kept = (set ?? current).filter((each) => !isIn(remove, each));
  return [...kept, ...add.filter((each) => !isIn(kept, each))];
}

function editedPlaces(
  current: readonly NamedPlace[],
  { set, add = [], remove = [], numberFrom = null }: NonNullable<BulkEdit['series']>,
  place: number,
): readonly NamedPlace[] {
  const isSame = (a: Named, b: Named) =>
    isSameValue('series', [{ ...a, position: null }], [{ ...b, position: null }]);
  const placed = (series: Named): NamedPlace => {
    const there = current.find((each) => isSameName(each, series, isSame));
    const position = numberFrom === null ? (there?.position ?? null) : String(numberFrom + place);
    return { ...(there ?? series), position };
  };
  const named = [...(set ?? []), ...add];
  const kept = set === undefined ? current : [];
  return [
    ...kept.filter((each) => !named.some((other) => isSameName(each, other, isSame))),
    ...named.map(placed),
  ].filter((each) => !remove.some((other) => isSameName(each, other, isSame)));
}

/** A series that is named without an id means the one of that name in which the book is. */
function isSameName(there: Named, asked: Named, isSame: (a: Named, b: Named) => boolean): boolean {
  return asked.id === null ? isSame({ id: null, name: there.name }, asked) : isSame(there, asked);
}
