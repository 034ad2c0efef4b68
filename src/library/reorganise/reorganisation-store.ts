import { sql } from 'kysely';
import { tellChanges } from '../../activity/live-events.ts';
import { Conflict, NotFound } from '../../base/errors.ts';
import type { Page, PageRequest } from '../../base/page.ts';
import {
  type Database,
  databaseErrorCode,
  json,
  type Tx,
  UNIQUE_VIOLATION,
} from '../../platform/database.ts';
import { pageById } from '../../platform/page-by-id.ts';
import type { MoveStep, ReorganisationState, ReorganisedItemState } from './reorganisation.ts';

/** A library brought under a naming template: first only planned, then carried out, perhaps undone. */
export interface Reorganisation {
  readonly id: number;
  readonly library_id: number;
  readonly template: string;
  readonly rename_files: boolean;
  readonly state: ReorganisationState;
  readonly in_place_count: number;
  readonly error: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

export interface ReorganisedItem {
  readonly id: number;
  readonly library_item_id: number | null;
  readonly from_path: string;
  readonly from_folder: string | null;
  readonly to_path: string;
  readonly steps: readonly MoveStep[];
  readonly state: ReorganisedItemState;
  readonly reason: string | null;
}

export type ReorganisedItemCounts = Readonly<Partial<Record<ReorganisedItemState, number>>>;

/** Throws Conflict while another one of the library is worked on. Plans that were not carried out go. */
export async function insertReorganisation(
  tx: Tx,
  {
    libraryId,
    template,
    renameFiles,
  }: { readonly libraryId: number; readonly template: string; readonly renameFiles: boolean },
): Promise<number> {
  await tx
    .deleteFrom('reorganisation')
    .where('library_id', '=', libraryId)
    .where('state', '=', 'planned')
    .execute();
  return refusingTwo(async () => {
    const { id } = await tx
      .insertInto('reorganisation')
      .values({ library_id: libraryId, template, rename_files: renameFiles })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** From one state to another; Conflict where it is in none of these, or another one of the library is worked on. */
export async function changeReorganisation(
  tx: Tx,
  id: number,
  from: readonly ReorganisationState[],
  to: ReorganisationState,
  more: { readonly error?: string | null; readonly finishedAt?: Date; readonly inPlaceCount?: number } = {},
): Promise<void> {
  const changed = await refusingTwo(() =>
    tx
      .updateTable('reorganisation')
      .set({
        state: to,
        error: more.error ?? null,
        ...(more.finishedAt === undefined ? {} : { finished_at: more.finishedAt }),
        ...(more.inPlaceCount === undefined ? {} : { in_place_count: more.inPlaceCount }),
      })
      .where('id', '=', id)
      .where('state', 'in', from)
      .returning('id')
      .executeTakeFirst(),
  );
  await tellChanges(tx, [{ kind: 'reorganisation', ids: [id] }]);
  if (changed !== undefined) return;
  const { state } = await readReorganisation(tx, id);
  throw new Conflict(`This reorganisation is ${state}, so that cannot be done with it.`, { state });
}

async function refusingTwo<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw new Conflict('Another reorganisation of this library is under way: wait for its end.');
  }
}

export async function readReorganisation(db: Database, id: number): Promise<Reorganisation> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no reorganisation ${id}.`);
  return row;
}

export async function listReorganisations(
  db: Database,
  { library_id: libraryId, ...page }: PageRequest & { readonly library_id?: number | undefined },
): Promise<Page<Reorganisation>> {
  let query = select(db);
  if (libraryId !== undefined) query = query.where('library_id', '=', libraryId);
  return await pageById(query, 'id', 'desc', page);
}

/** Whether files of the library are being renamed now. */
export async function isReorganised(db: Database, libraryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('reorganisation')
    .select('id')
    .where('library_id', '=', libraryId)
    .where('state', 'in', ['running', 'undoing'])
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteReorganisation(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('reorganisation').where('id', '=', id).execute();
  await tellChanges(tx, [{ kind: 'reorganisation', ids: [id] }]);
}

export async function insertReorganisedItems(
  tx: Tx,
  id: number,
  items: readonly Omit<ReorganisedItem, 'id'>[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ steps, ...item }) => ({ ...item, reorganisation_id: id, steps: json(steps) }));
  await tx.insertInto('reorganised_item').values(rows).execute();
}

export async function forgetReorganisedItems(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('reorganised_item').where('reorganisation_id', '=', id).execute();
}

export async function changeReorganisedItem(
  tx: Tx,
  id: number,
  state: ReorganisedItemState,
  reason: string | null = null,
): Promise<void> {
  await tx.updateTable('reorganised_item').set({ state, reason }).where('id', '=', id).execute();
}

export async function listReorganisedItems(
  db: Database,
  id: number,
  { state, ...page }: PageRequest & { readonly state?: ReorganisedItemState | undefined },
): Promise<Page<ReorganisedItem>> {
  let query = selectItems(db, id);
  if (state !== undefined) query = query.where('state', '=', state);
  return await pageById(query, 'id', 'asc', page);
}

/** Those of a plan that are in one of these states, so many at a time. */
export function takeReorganisedItems(
  db: Database,
  id: number,
  states: readonly ReorganisedItemState[],
  order: 'asc' | 'desc',
  limit: number,
): Promise<readonly ReorganisedItem[]> {
  return selectItems(db, id).where('state', 'in', states).orderBy('id', order).limit(limit).execute();
}

export async function countReorganisedItems(db: Database, id: number): Promise<ReorganisedItemCounts> {
  const rows = await db
    .selectFrom('reorganised_item')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('reorganisation_id', '=', id)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

function select(db: Database) {
  return db.selectFrom('reorganisation').selectAll();
}

function selectItems(db: Database, id: number) {
  return db
    .selectFrom('reorganised_item')
    .select([
      'id',
      'library_item_id',
      'from_path',
      'from_folder',
      'to_path',
      'state',
      'reason',
      sql<readonly MoveStep[]>`steps`.as('steps'),
    ])
    .where('reorganisation_id', '=', id);
}
