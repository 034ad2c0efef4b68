import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/** What a scan must know of an item in order to leave it alone. */
export interface KnownItem {
  readonly id: number;
  readonly path: string;
  /** The folder in which it was met. */
  readonly folder: string;
  readonly signature: string;
  readonly recordingId: number | null;
  readonly isMissing: boolean;
  readonly hasFiles: boolean;
  readonly faultCount: number;
}

/** The items that are known in these folders. */
export async function readItemsIn(
  db: Database,
  libraryId: number,
  folders: readonly string[],
): Promise<readonly KnownItem[]> {
  const rows = await selectKnown(db)
    .where('library_id', '=', libraryId)
    .where(
      sql<boolean>`id in (
        select id from library_item where library_id = ${libraryId} and path = any(${folders}::text[]) and folder is null
        union all
        select id from library_item where library_id = ${libraryId} and folder = any(${folders}::text[]))`,
    )
    .execute();
  return rows.map(toKnownItem);
}

/** The items with these numbers, as far as there are any. */
export async function readKnownItems(db: Database, ids: readonly number[]): Promise<readonly KnownItem[]> {
  if (ids.length === 0) return [];
  const rows = await selectKnown(db).where(sql<boolean>`id = any(${ids}::bigint[])`).execute();
  return rows.map(toKnownItem);
}

function selectKnown(db: Database) {
  return db
    .selectFrom('library_item')
    .select(['id', 'path', 'signature', 'recording_id', 'missing_since'])
    .select(({ fn, exists, selectFrom }) => [
      fn.coalesce('folder', 'path').as('folder'),
      fn<number>('jsonb_array_length', ['faults']).as('fault_count'),
      exists(selectFrom('audio_file').whereRef('library_item_id', '=', 'library_item.id')).as('has_files'),
    ]);
}

function toKnownItem(row: Awaited<ReturnType<ReturnType<typeof selectKnown>['execute']>>[number]): KnownItem {
  return {
    id: row.id,
    path: row.path,
    folder: row.folder,
    signature: row.signature,
    recordingId: row.recording_id,
    isMissing: row.missing_since !== null,
    hasFiles: row.has_files === true || row.has_files === 1,
    faultCount: row.fault_count,
  };
}

export async function countItems(db: Database, libraryId: number): Promise<number> {
  const { n } = await db
    .selectFrom('library_item')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('library_id', '=', libraryId)
    .where('missing_since', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** The inodes of the files of items, by item. */
export async function readInodes(
  db: Database,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; inodes: readonly string[] }>`
    select library_item_id as id, array_agg(inode) as inodes from audio_file
    where library_item_id = any(${itemIds}::bigint[]) group by library_item_id`.execute(db);
  return new Map(rows.map(({ id, inodes }) => [id, inodes]));
}

/** Items that count as there, were not met by a scan of these places (null: of all), and were not written since it began. */
export async function readVanished(
  db: Database,
  libraryId: number,
  {
    seenIds,
    startedAt,
    places,
  }: {
    readonly seenIds: ReadonlySet<number>;
    readonly startedAt: Date;
    readonly places: readonly string[] | null;
  },
): Promise<readonly { readonly id: number; readonly folder: string; readonly hasFiles: boolean }[]> {
  const { rows } = await sql<{ id: number; folder: string; hasFiles: boolean }>`
    select id, coalesce(folder, path) as folder,
      exists (select from audio_file where library_item_id = library_item.id) as "hasFiles"
    from library_item
    where library_id = ${libraryId} and missing_since is null and scanned_at < ${startedAt}
      and id not in (select unnest(${[...seenIds]}::bigint[]))
      and (${places}::text[] is null or exists (
        select from unnest(${places}::text[]) as place
        where place = '' or coalesce(folder, path) = place or starts_with(coalesce(folder, path), place || '/')))`.execute(
    db,
  );
  return rows;
}
