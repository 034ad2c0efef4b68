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

/** The items that are known in these folders, each looked up by itself: the statistics of a first scan know of no items. */
export async function readItemsIn(
  db: Database,
  libraryId: number,
  folders: readonly string[],
): Promise<readonly KnownItem[]> {
  const { rows } = await sql<{ id: number }>`
    select found.id from unnest(${folders}::text[]) as asked (folder) cross join lateral (
      select id from library_item where library_id = ${libraryId} and coalesce(folder, path) = asked.folder
      offset 0) as found`.execute(db);
  return readKnownItems(
    db,
    rows.map(({ id }) => id),
  );
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

/** Of these recordings those of which no more than one item is known. */
export async function readOwnRecordings(
  db: Database,
  recordingIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (recordingIds.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`select recording_id as id from library_item
    where recording_id = any(${recordingIds}::bigint[]) group by recording_id having count(*) = 1`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** How many items of a library are known, and how many of them are there. */
export async function countItems(
  db: Database,
  libraryId: number,
): Promise<{ readonly known: number; readonly present: number }> {
  const { known, present } = await db
    .selectFrom('library_item')
    .select(({ fn }) => [
      fn.countAll<number>().as('known'),
      fn.countAll<number>().filterWhere('missing_since', 'is', null).as('present'),
    ])
    .where('library_id', '=', libraryId)
    .executeTakeFirstOrThrow();
  return { known, present };
}

/** How many items are there in each of these folders, which lie directly in the library. */
export async function countItemsUnder(
  db: Database,
  libraryId: number,
  folders: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (folders.length === 0) return new Map();
  const { rows } = await sql<{ top: string; n: number }>`
    select split_part(coalesce(folder, path), '/', 1) as top, count(*) as n from library_item
    where library_id = ${libraryId} and missing_since is null
      and split_part(coalesce(folder, path), '/', 1) = any(${folders}::text[]) group by 1`.execute(db);
  return new Map(rows.map(({ top, n }) => [top, n]));
}

/** By what a file is known again. */
export interface FileMark {
  readonly itemId: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly inode: string;
}

const MARK = sql`library_item_id as "itemId", audio_file.path, audio_file.size_bytes as "sizeBytes",
  modified_at_ms as "modifiedAtMs", inode`;

/** The marks of the files of items. */
export async function readMarks(db: Database, itemIds: readonly number[]): Promise<readonly FileMark[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<FileMark>`select ${MARK} from audio_file
    where library_item_id = any(${itemIds}::bigint[])`.execute(db);
  return rows;
}

/** Whoever carries a file to another disk may round its time. */
export const SAME_TIME_MS = 1;
/** Where very many files are alike by size and time, these say nothing. */
const MOST_LIKE = 1000;

/** The marks of all files of the items of a library that one of these files can be of: by its inode, or size and time. */
export async function readMarksLike(
  db: Database,
  libraryId: number,
  files: readonly { readonly inode: string; readonly sizeBytes: number; readonly mtimeMs: number }[],
): Promise<readonly FileMark[]> {
  const inodes = files.map(({ inode }) => inode).filter((inode) => inode !== '');
  const sized = files.filter(({ sizeBytes }) => sizeBytes > 0);
  const sizes = sized.map(({ sizeBytes }) => sizeBytes);
  const times = sized.map(({ mtimeMs }) => mtimeMs);
  const { rows } = await sql<FileMark>`select ${MARK}
    from audio_file join library_item on library_item.id = library_item_id
    where library_id = ${libraryId} and library_item_id in (
      select library_item_id from audio_file where inode = any(${inodes}::text[])
      union
      (select library_item_id from unnest(${sizes}::bigint[], ${times}::double precision[]) as asked (size, time)
      join audio_file on size_bytes = size and modified_at_ms between time - ${SAME_TIME_MS} and time + ${SAME_TIME_MS}
      limit ${MOST_LIKE}))`.execute(db);
  return rows;
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

/** The keys of kept covers that begin so and that items have. */
export async function readCoverKeys(db: Database, beginning: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('library_item')
    .select('cover_key')
    .where('cover_key', 'like', `${beginning}%`)
    .execute();
  return new Set(rows.flatMap(({ cover_key }) => cover_key ?? []));
}
