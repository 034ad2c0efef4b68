import { plural } from '../base/quantities.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import type { Named } from '../catalog/catalog-values.ts';
import type { FieldChange } from '../catalog/change-store.ts';
import { readBookValues, readRecordingValuesOfBooks } from '../catalog/read-values.ts';
import type { Database } from '../platform/database.ts';
import { rereadUnlocked } from './edit-book.ts';
import { inChunks } from './in-chunks.ts';
import { type Editor, keepChanges } from './keep-changes.ts';
import { type BookWithRecordings, type BulkEdit, type ListEdit, planBulkEdit } from './plan-bulk-edit.ts';
import { type NameOrId, resolveAuthors, resolveSeries } from './resolve-names.ts';
import { bulkSentence } from './sentence-of.ts';
import type { MadeNames } from './settle-names.ts';
import { writeChanges } from './write-changes.ts';

/** As a person says it: authors and series by id or name. */
export interface BulkEditInput extends Omit<BulkEdit, 'authors' | 'series'> {
  readonly authors?: ListEdit<NameOrId>;
  readonly series?: ListEdit<NameOrId> & { readonly numberFrom?: number | null };
}

export interface BulkEdited {
  /** Null: of a preview, or nothing changed. */
  readonly changeSetId: number | null;
  readonly bookCount: number;
  readonly changedBookCount: number;
  readonly changeCount: number;
  /** The first of them. */
  readonly changes: readonly FieldChange[];
}

/** So many changes are told; the rest is in the history. */
const MAX_TOLD = 500;

/**
 * Changes many books in one change set, in short transactions one after the other, in the order given. A preview is the
 * same plan, and writes nothing. Throws Invalid for authors or series that are none.
 */
export async function bulkEdit(
  db: Database,
  bookIds: readonly number[],
  input: BulkEditInput,
  { isDryRun, ...editor }: Editor & { readonly isDryRun: boolean },
): Promise<BulkEdited> {
  const edit = await resolve(db, input);
  const made: MadeNames = new Map();
  const told: FieldChange[] = [];
  let [changeSetId, changedBookCount, changeCount]: [number | null, number, number] = [null, 0, 0];
  const sentence = bulkSentence(edit, plural(bookIds.length, 'book'));
  await inChunks(db, bookIds, async (tx, chunk, from) => {
    if (!isDryRun) await lockCatalog(tx);
    const books = await readBooks(tx, chunk, from);
    const plans = books.map((book) => planBulkEdit(book, edit, editor.now));
    const planned = plans.flat();
    changedBookCount += plans.filter(({ length }) => length > 0).length;
    changeCount += planned.length;
    told.push(...planned.slice(0, MAX_TOLD - told.length));
    if (isDryRun || planned.length === 0) return;
    const written = await writeChanges(tx, planned, made);
    await rereadUnlocked(tx, written.changes, ...chunk);
    changeSetId = await keepChanges(tx, written, { kind: 'bulk_edit', sentence, changeSetId }, editor);
  });
  return { changeSetId, bookCount: bookIds.length, changedBookCount, changeCount, changes: told };
}

async function readBooks(
  db: Database,
  ids: readonly number[],
  from: number,
): Promise<readonly BookWithRecordings[]> {
  const books = await readBookValues(db, ids);
  const recordings = [...(await readRecordingValuesOfBooks(db, ids)).values()];
  return ids.flatMap((id, at) => {
    const book = books.get(id);
    const own = recordings.filter(({ values }) => values.book.id === id);
    return book === undefined ? [] : [{ book, recordings: own, place: from + at }];
  });
}

async function resolve(db: Database, { authors, series, ...plain }: BulkEditInput): Promise<BulkEdit> {
  const people = (given: readonly NameOrId[], part: string) =>
    resolveAuthors(db, given, `changes.authors.${part}`);
  const places = (given: readonly NameOrId[], part: string) =>
    resolveSeries(
      db,
      given.map((each) => ({ series: each, position: null })),
      [],
      `changes.series.${part}`,
    );
  return {
    ...plain,
    ...(authors === undefined ? {} : { authors: await eachPart(authors, people) }),
    ...(series === undefined
      ? {}
      : { series: { ...(await eachPart(series, places)), numberFrom: series.numberFrom ?? null } }),
  };
}

async function eachPart(
  { set, add, remove }: ListEdit<NameOrId>,
  resolveNames: (given: readonly NameOrId[], part: string) => Promise<readonly Named[]>,
): Promise<ListEdit<Named>> {
  return {
    ...(set === undefined ? {} : { set: await resolveNames(set, 'set') }),
    ...(add === undefined ? {} : { add: await resolveNames(add, 'add') }),
    ...(remove === undefined ? {} : { remove: await resolveNames(remove, 'remove') }),
  };
}
