import type { bulkEditBooks } from '../../../../src/contract/bulk-edit.ts';
import { BOOK_FIELDS, RECORDING_FIELDS } from '../../../../src/contract/edited-fields.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';

type BulkChanges = BodyInput<typeof bulkEditBooks>['changes'];

export type ListMode = 'add' | 'remove' | 'set';
export type Locking = 'leave' | 'lock' | 'unlock';

export interface ListDraft {
  readonly mode: ListMode;
  readonly names: readonly string[];
}

/** A text that is to be there; null where it is left as it is, empty where it is to be empty. */
export interface BulkDraft {
  readonly authors: ListDraft;
  readonly narrators: ListDraft;
  readonly series: ListDraft;
  readonly numberFrom: string;
  readonly language: string;
  readonly publisher: string;
  readonly publishedYear: string;
  /** Fields that are to be emptied. */
  readonly emptied: readonly string[];
  readonly locking: Locking;
}

const NO_NAMES: ListDraft = { mode: 'add', names: [] };

export const NO_CHANGES: BulkDraft = {
  authors: NO_NAMES,
  narrators: NO_NAMES,
  series: NO_NAMES,
  numberFrom: '',
  language: '',
  publisher: '',
  publishedYear: '',
  emptied: [],
  locking: 'leave',
};

/** What a draft asks of the server; nothing for what was left blank. */
export function bulkChangesOf(draft: BulkDraft): BulkChanges {
  const { authors, narrators, series, numberFrom, language, publisher, publishedYear, locking } = draft;
  const number =
    numberFrom.trim() === '' || series.mode === 'remove' ? {} : { number_from: Number(numberFrom) };
  return {
    ...(authors.names.length === 0 ? {} : { authors: { [authors.mode]: authors.names } }),
    ...(narrators.names.length === 0 ? {} : { narrators: { [narrators.mode]: narrators.names } }),
    ...(series.names.length === 0 ? {} : { series: { [series.mode]: series.names, ...number } }),
    ...(language.trim() === '' ? {} : { language }),
    ...(publisher.trim() === '' ? {} : { publisher }),
    ...(publishedYear.trim() === '' ? {} : { published_year: Number(publishedYear) }),
    ...Object.fromEntries(draft.emptied.map((field) => [field, emptyOf(field)])),
    ...(locking === 'leave' ? {} : { locked: allLocks(locking === 'lock') }),
  };
}

function emptyOf(field: string) {
  return ['authors', 'narrators', 'series'].includes(field) ? { set: [] } : null;
}

function allLocks(isLocked: boolean): Readonly<Record<string, boolean>> {
  return Object.fromEntries([...BOOK_FIELDS, ...RECORDING_FIELDS].map((field) => [field, isLocked]));
}
