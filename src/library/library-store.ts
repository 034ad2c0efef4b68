import { sql } from 'kysely';
import { Conflict, NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import type { Source } from '../base/source.ts';
import { type Database, databaseErrorCode, json, type Tx, UNIQUE_VIOLATION } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import type { WatchState } from './watch/watch-state.ts';

export type WatchMode = 'auto' | 'poll' | 'off';

/** A root folder that the user named. */
export interface Library {
  readonly id: number;
  readonly name: string;
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly namingTemplate: string | null;
  /** Where its metadata is taken from, the most trusted first; null: the standard order. */
  readonly sourceOrder: readonly Source[] | null;
  /** `auto`: as its file system allows. */
  readonly watch: WatchMode;
  readonly createdAt: Date;
}

/** What a scan must know of the one before it. */
export interface ScanGuard {
  /** Null before the first one. */
  readonly rootDevice: string | null;
  /** A person said that so many items are gone. */
  readonly acceptedCount: number;
}

export interface LibrarySummary extends Library {
  /** Null: there is none. */
  readonly vanishedAt: Date | null;
  readonly vanishedCount: number;
  /** How it is watched just now; null where nobody does. */
  readonly watchState: WatchState | null;
  readonly itemCount: number;
  readonly faultCount: number;
  readonly durationSeconds: number;
}

export async function insertLibrary(
  tx: Tx,
  library: { readonly name: string; readonly path: string; readonly namingTemplate: string | null },
): Promise<number> {
  try {
    const { id } = await tx
      .insertInto('library')
      .values({ name: library.name, path: library.path, naming_template: library.namingTemplate })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  } catch (error) {
    if (databaseErrorCode(error) === UNIQUE_VIOLATION)
      throw new Conflict(`${library.path} is a library already.`);
    throw error;
  }
}

/** What is not given stays as it is. */
export type LibraryChanges = Partial<
  Pick<Library, 'name' | 'path' | 'namingTemplate' | 'sourceOrder' | 'watch'>
>;

export async function updateLibrary(tx: Tx, id: number, changes: LibraryChanges): Promise<void> {
  const { name, path, namingTemplate, sourceOrder, watch } = changes;
  if ([name, path, namingTemplate, sourceOrder, watch].every((change) => change === undefined)) return;
  await tx
    .updateTable('library')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(path === undefined ? {} : { path }),
      ...(namingTemplate === undefined ? {} : { naming_template: namingTemplate }),
      ...(sourceOrder === undefined ? {} : { source_order: sourceOrder && [...sourceOrder] }),
      ...(watch === undefined ? {} : { watch }),
    })
    .where('id', '=', id)
    .execute();
}

export async function readScanGuard(db: Database, id: number): Promise<ScanGuard> {
  const row = await db
    .selectFrom('library')
    .select(['root_device as rootDevice', 'vanished_accepted as acceptedCount'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? { rootDevice: null, acceptedCount: 0 };
}

/** Notes what a scan of all of a library has found; `vanished`: items that it did not believe to be gone. */
export async function noteScanned(
  tx: Tx,
  id: number,
  {
    vanished,
    rootDevice,
    now,
  }: { readonly vanished: number; readonly rootDevice: string; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('library')
    .set({
      vanished_count: vanished,
      vanished_at: vanished === 0 ? null : sql<Date>`coalesce(vanished_at, ${now})`,
      vanished_accepted: 0,
      // The old one is what a mounted disk would have again.
      ...(vanished === 0 ? { root_device: rootDevice } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** Keeps the answer of a person. Answers whether there was a question. */
export async function answerVanished(tx: Tx, id: number, gone: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('library')
    .set((eb) => ({
      vanished_accepted: gone ? eb.ref('vanished_count') : 0,
      vanished_count: 0,
      vanished_at: null,
    }))
    .where('id', '=', id)
    .where('vanished_count', '>', 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Libraries of which a scan asks whether items are gone. */
export async function readVanishedQuestions(
  db: Database,
): Promise<readonly { readonly name: string; readonly count: number }[]> {
  return db
    .selectFrom('library')
    .select(['name', 'vanished_count as count'])
    .where('vanished_count', '>', 0)
    .orderBy('id')
    .execute();
}

/** Libraries that the operating system refuses to tell of, and why. */
export async function readRefusedWatches(
  db: Database,
): Promise<readonly { readonly name: string; readonly reason: string }[]> {
  const { rows } = await sql<{ name: string; reason: string }>`
    select name, coalesce(watch_state ->> 'reason', '') as reason from library
    where watch <> 'off' and watch_state ->> 'refused' = 'true' order by id`.execute(db);
  return rows;
}

/** Notes how a library is watched; null: by nobody. Answers whether it was otherwise before. */
export async function noteWatchState(tx: Tx, id: number, state: WatchState | null): Promise<boolean> {
  const kept = state === null ? null : json(state);
  const { numUpdatedRows } = await tx
    .updateTable('library')
    .set({ watch_state: kept })
    .where('id', '=', id)
    .where('watch_state', 'is distinct from', kept)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteLibrary(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('library').where('id', '=', id).execute();
}

export async function readLibrary(db: Database, id: number): Promise<Library> {
  const library = await librarySelect(db).where('id', '=', id).executeTakeFirst();
  if (library === undefined) throw new NotFound(`There is no library ${id}.`);
  return library;
}

export async function readLibraries(db: Database): Promise<readonly Library[]> {
  return librarySelect(db).orderBy('id').execute();
}

export async function countLibraries(db: Database): Promise<number> {
  const { n } = await db
    .selectFrom('library')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export async function listLibraries(db: Database, page: PageRequest): Promise<Page<LibrarySummary>> {
  return await pageById(summarySelect(db), 'library.id', 'asc', page);
}

export async function summariseLibrary(db: Database, id: number): Promise<LibrarySummary> {
  const library = await summarySelect(db).where('library.id', '=', id).executeTakeFirst();
  if (library === undefined) throw new NotFound(`There is no library ${id}.`);
  return library;
}

function librarySelect(db: Database) {
  return db
    .selectFrom('library')
    .select(['id', 'name', 'path', 'naming_template as namingTemplate', 'watch', 'created_at as createdAt'])
    .select(sql<Source[] | null>`source_order`.as('sourceOrder'));
}

function summarySelect(db: Database) {
  return librarySelect(db)
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('library_item')
          .whereRef('library_id', '=', 'library.id')
          .where('missing_since', 'is', null)
          .select([
            sql<number>`count(*)`.as('itemCount'),
            sql<number>`coalesce(sum(duration_seconds), 0)`.as('durationSeconds'),
            // Apart: so the other figures come out of an index, and few items have faults.
            sql<number>`(select coalesce(sum(jsonb_array_length(faults)), 0) from library_item as faulty
              where faulty.library_id = library.id and missing_since is null and faults <> '[]')
              + (select count(*) from item_check join library_item as faulty on faulty.id = library_item_id
              and faulty.signature = item_check.signature where severity is not null
              and faulty.library_id = library.id and missing_since is null and faults = '[]')`.as(
              'faultCount',
            ),
          ])
          .as('owned'),
      (on) => on.onTrue(),
    )
    .clearSelect()
    .select([
      'library.id',
      'library.name',
      'library.path',
      'library.naming_template as namingTemplate',
      'library.watch',
      'library.watch_state as watchState',
      'library.vanished_at as vanishedAt',
      'library.vanished_count as vanishedCount',
      'library.created_at as createdAt',
      sql<Source[] | null>`library.source_order`.as('sourceOrder'),
      'owned.itemCount',
      'owned.faultCount',
      'owned.durationSeconds',
    ])
    .$narrowType<{ watchState: WatchState | null }>();
}
