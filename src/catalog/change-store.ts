import { type SelectQueryBuilder, sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Database, Tx } from '../platform/database.ts';
import { json } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import type { DB } from '../platform/tables.ts';
import { FieldProvenance } from './provenance.ts';

export type ChangeSetKind = 'edit' | 'bulk_edit' | 'scan' | 'undo';

/** What was changed together, in one sentence for a person. */
export interface NewChangeSet {
  readonly kind: ChangeSetKind;
  readonly sentence: string;
  readonly userId: number | null;
  readonly undoesId: number | null;
}

export interface ChangeSet extends NewChangeSet {
  readonly id: number;
  readonly userName: string | null;
  readonly at: Date;
  readonly changeCount: number;
  /** When all of it was undone; null again once that was undone in turn. */
  readonly undoneAt: Date | null;
}

export type ChangedThing =
  | { readonly bookId: number }
  | { readonly recordingId: number }
  | { readonly libraryItemId: number };

/** One field; its name as in the provenance, people and series with id and name: `catalog/catalog-values.ts`. */
export interface FieldChange {
  readonly of: ChangedThing;
  readonly field: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly oldProvenance: FieldProvenance | null;
  readonly newProvenance: FieldProvenance | null;
}

export interface StoredFieldChange extends FieldChange {
  readonly id: number;
  readonly changeSetId: number;
}

/** Opens a change set. Answers its id. */
export async function insertChangeSet(
  tx: Tx,
  { kind, sentence, userId, undoesId }: NewChangeSet,
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto('change_set')
    .values({ kind, sentence, user_id: userId, undoes_id: undoesId, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const CHANGES_PER_INSERT = 1000;

/** Keeps what changed; what a book or recording is entered with for the first time is no change. */
export async function insertFieldChanges(
  tx: Tx,
  changeSetId: number,
  changes: readonly FieldChange[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += CHANGES_PER_INSERT) {
    const rows = changes.slice(from, from + CHANGES_PER_INSERT).map((change) => ({
      change_set_id: changeSetId,
      book_id: 'bookId' in change.of ? change.of.bookId : null,
      recording_id: 'recordingId' in change.of ? change.of.recordingId : null,
      library_item_id: 'libraryItemId' in change.of ? change.of.libraryItemId : null,
      field: change.field,
      old_value: json(change.oldValue ?? null),
      new_value: json(change.newValue ?? null),
      old_provenance: change.oldProvenance === null ? null : json(change.oldProvenance),
      new_provenance: change.newProvenance === null ? null : json(change.newProvenance),
    }));
    await tx.insertInto('field_change').values(rows).execute();
  }
  if (changes.length === 0) return;
  await tx
    .updateTable('change_set')
    .set({ change_count: sql`change_count + ${changes.length}` })
    .where('id', '=', changeSetId)
    .execute();
}

/** Notes that all of a change set was undone, or (null) that it holds again. */
export async function noteUndone(tx: Tx, id: number, at: Date | null): Promise<void> {
  await tx.updateTable('change_set').set({ undone_at: at }).where('id', '=', id).execute();
}

/** The newest first. */
export async function listChangeSets(db: Database, page: PageRequest): Promise<Page<ChangeSet>> {
  const found = await pageById(selectSets(db), 'change_set.id', 'desc', page);
  return { ...found, items: found.items.map(toChangeSet) };
}

/** Throws NotFound. */
export async function readChangeSet(db: Database, id: number): Promise<ChangeSet> {
  const row = await selectSets(db).where('change_set.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no change set ${id}.`);
  return toChangeSet(row);
}

/** By id. */
export async function readChangeSets(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ChangeSet>> {
  if (ids.length === 0) return new Map();
  const rows = await selectSets(db)
    .where('change_set.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toChangeSet(row)]));
}

function selectSets(db: Database) {
  return db
    .selectFrom('change_set')
    .leftJoin('app_user', 'app_user.id', 'change_set.user_id')
    .select([
      'change_set.id',
      'change_set.kind',
      'change_set.sentence',
      'change_set.user_id',
      'change_set.undoes_id',
      'change_set.undone_at',
      'change_set.change_count',
      'change_set.at',
      'app_user.name as user_name',
    ]);
}

type SetRow = Awaited<ReturnType<ReturnType<typeof selectSets>['execute']>>[number];

function toChangeSet(row: SetRow): ChangeSet {
  return {
    id: row.id,
    kind: row.kind as ChangeSetKind,
    sentence: row.sentence,
    userId: row.user_id,
    userName: row.user_name,
    undoesId: row.undoes_id,
    undoneAt: row.undone_at,
    changeCount: row.change_count,
    at: row.at,
  };
}

/** Of a change set, or of a book with its recordings and what is owned of them; the newest first. */
export async function listFieldChanges(
  db: Database,
  of: { readonly changeSetId: number } | { readonly bookId: number },
  page: PageRequest,
): Promise<Page<StoredFieldChange>> {
  const rows =
    'changeSetId' in of
      ? selectChanges(db).where('change_set_id', '=', of.changeSetId)
      : selectChanges(db).where(
          sql<boolean>`(book_id = ${of.bookId}
            or recording_id = any(array(select id from recording where recording.book_id = ${of.bookId}))
            or library_item_id = any(array(select library_item.id from library_item
              join recording on recording.id = library_item.recording_id where recording.book_id = ${of.bookId})))`,
        );
  const found = await pageById(rows, 'field_change.id', 'desc', page);
  return { ...found, items: found.items.map(toFieldChange) };
}

/** Throws NotFound. */
export async function readFieldChange(db: Database, id: number): Promise<StoredFieldChange> {
  const row = await selectChanges(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no change ${id}.`);
  return toFieldChange(row);
}

function selectChanges(db: Database) {
  return db
    .selectFrom('field_change')
    .select([
      'id',
      'change_set_id',
      'book_id',
      'recording_id',
      'library_item_id',
      'field',
      'old_value',
      'new_value',
      'old_provenance',
      'new_provenance',
    ]);
}

type ChangeRow =
  ReturnType<typeof selectChanges> extends SelectQueryBuilder<DB, 'field_change', infer Row> ? Row : never;

function toFieldChange(row: ChangeRow): StoredFieldChange {
  return {
    id: row.id,
    changeSetId: row.change_set_id,
    of: thingOf(row),
    field: row.field,
    oldValue: row.old_value,
    newValue: row.new_value,
    oldProvenance: FieldProvenance.nullable().parse(row.old_provenance),
    newProvenance: FieldProvenance.nullable().parse(row.new_provenance),
  };
}

function thingOf({
  book_id,
  recording_id,
  library_item_id,
}: Pick<ChangeRow, 'book_id' | 'recording_id' | 'library_item_id'>): ChangedThing {
  if (book_id !== null) return { bookId: book_id };
  if (recording_id !== null) return { recordingId: recording_id };
  return { libraryItemId: library_item_id ?? 0 };
}

const SETS_PER_DELETE = 100;

/** What scans changed has an end; what people changed is kept. A few sets at a time: each may have thousands of rows. */
export async function forgetScanChangesBefore(db: Database, before: Date): Promise<void> {
  const old = db
    .selectFrom('change_set')
    .select('id')
    .where('kind', '=', 'scan')
    .where('at', '<', before)
    .limit(SETS_PER_DELETE);
  await db.deleteFrom('change_set').where('id', 'in', old).execute();
}
