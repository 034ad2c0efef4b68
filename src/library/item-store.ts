import { sql } from 'kysely';
import { textKey } from '../base/text.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import type { Chapter } from './audio-reading.ts';
import type { ItemFault } from './browse-items.ts';
import type { ChapterSource } from './item-chapters.ts';
import type { OrderEvidence } from './playing-order/order-evidence.ts';

/** What is kept of an item whose files were read. */
export interface ItemRecord {
  readonly libraryId: number;
  readonly path: string;
  /** The folder in which the walk met it: several items may lie in one. */
  readonly folder: string;
  readonly recordingId: number | null;
  readonly durationSeconds: number | null;
  readonly sizeBytes: number;
  readonly signature: string;
  readonly coverFile: string | null;
  readonly hasEmbeddedCover: boolean;
  readonly chapters: readonly Chapter[];
  readonly chapterSource: ChapterSource;
  readonly faults: readonly ItemFault[];
  /** How the order of its files was found; null for a single one. */
  readonly orderEvidence: OrderEvidence | null;
  readonly audioFiles: readonly AudioFileRecord[];
}

export interface AudioFileRecord {
  readonly path: string;
  readonly disc: number | null;
  readonly track: number | null;
  readonly durationSeconds: number | null;
  readonly codec: string | null;
  readonly bitrateKbps: number | null;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly inode: string;
  readonly fault: string | null;
}

/** What a scan must know of an item in order to leave it alone. */
export interface KnownItem {
  readonly id: number;
  readonly signature: string;
  readonly recordingId: number | null;
  readonly isMissing: boolean;
  readonly fileCount: number;
  readonly faultCount: number;
}

export async function readKnownItems(db: Database, libraryId: number): Promise<Map<string, KnownItem>> {
  const rows = await db
    .selectFrom('library_item')
    .select(['id', 'path', 'signature', 'recording_id', 'missing_since'])
    .select(({ fn, selectFrom }) => [
      fn<number>('jsonb_array_length', ['faults']).as('fault_count'),
      selectFrom('audio_file')
        .whereRef('library_item_id', '=', 'library_item.id')
        .select(({ fn: of }) => of.countAll<number>().as('n'))
        .as('file_count'),
    ])
    .where('library_id', '=', libraryId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.path,
      {
        id: row.id,
        signature: row.signature,
        recordingId: row.recording_id,
        isMissing: row.missing_since !== null,
        fileCount: row.file_count ?? 0,
        faultCount: row.fault_count,
      },
    ]),
  );
}

/** What the items at these paths are recordings of, by path. */
export async function readRecordingIds(
  db: Database,
  libraryId: number,
  paths: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  if (paths.length === 0) return new Map();
  const rows = await db
    .selectFrom('library_item')
    .select(['path', 'recording_id'])
    .where('library_id', '=', libraryId)
    .where('path', 'in', paths)
    .execute();
  return new Map(rows.map(({ path, recording_id }) => [path, recording_id]));
}

/** Writes an item and its files anew, in place of what was known at its path. `isNew`: nothing was. Answers its id. */
export async function writeItem(tx: Tx, item: ItemRecord, isNew = false): Promise<number> {
  const columns = {
    folder: item.folder === item.path ? null : item.folder,
    sort_key: sortKeyOf(item.path),
    recording_id: item.recordingId,
    duration_seconds: item.durationSeconds,
    size_bytes: item.sizeBytes,
    signature: item.signature,
    cover_file: item.coverFile,
    has_embedded_cover: item.hasEmbeddedCover,
    chapters: json(item.chapters),
    chapter_source: item.chapterSource,
    faults: json(item.faults),
    order_evidence: item.orderEvidence === null ? null : json(item.orderEvidence),
    scanned_at: new Date(),
    missing_since: null,
  };
  const { id } = await tx
    .insertInto('library_item')
    .values({ library_id: item.libraryId, path: item.path, ...columns })
    .onConflict((conflict) => conflict.columns(['library_id', 'path']).doUpdateSet(columns))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!isNew) await tx.deleteFrom('audio_file').where('library_item_id', '=', id).execute();
  for (let from = 0; from < item.audioFiles.length; from += FILES_PER_INSERT) {
    const rows = item.audioFiles.slice(from, from + FILES_PER_INSERT).map((file, at) => ({
      library_item_id: id,
      place: from + at,
      path: file.path,
      disc: file.disc,
      track: file.track,
      duration_seconds: file.durationSeconds,
      codec: file.codec,
      bitrate_kbps: file.bitrateKbps,
      size_bytes: file.sizeBytes,
      modified_at_ms: file.modifiedAtMs,
      inode: file.inode,
      fault: file.fault,
    }));
    await tx.insertInto('audio_file').values(rows).execute();
  }
  return id;
}

/** PostgreSQL takes at most 65,535 parameters a statement. */
const FILES_PER_INSERT = 1000;

export interface LibrarySize {
  readonly presentItems: number;
  readonly missingItems: number;
  /** Of the present ones, as is the next. */
  readonly sizeBytes: number;
  readonly durationSeconds: number;
  /** Of missing items too: telling them apart would cost a join of everything. */
  readonly audioFiles: number;
}

/** How much is owned, in all libraries together. Reads every row: not for each request. */
export async function measureLibraries(db: Database): Promise<LibrarySize> {
  const { rows } = await sql<LibrarySize>`select
      count(*) filter (where missing_since is null) as "presentItems",
      count(missing_since) as "missingItems",
      coalesce(sum(size_bytes) filter (where missing_since is null), 0)::float8 as "sizeBytes",
      coalesce(sum(duration_seconds) filter (where missing_since is null), 0)::float8 as "durationSeconds",
      (select count(*) from audio_file) as "audioFiles"
    from library_item`.execute(db);
  const [size] = rows;
  if (size === undefined) throw new Error('A count had no row');
  return size;
}

/** Notes that the files of items are gone (or back); the items stay, with their history. */
export async function markItemsMissing(
  db: Database,
  ids: readonly number[],
  since: Date | null,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('library_item')
    .set({ missing_since: since })
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute();
}

/** Where the files of an item are known to lie; null where the item is not known. */
export async function readAudioPaths(db: Database, id: number): Promise<readonly string[] | null> {
  const item = await db.selectFrom('library_item').select('id').where('id', '=', id).executeTakeFirst();
  if (item === undefined) return null;
  const rows = await db
    .selectFrom('audio_file')
    .select('path')
    .where('library_item_id', '=', id)
    .orderBy('place')
    .execute();
  return rows.map(({ path }) => path);
}

/** Notes that the program itself has put an item's files elsewhere. The next scan reads them anew. */
export async function relocateItem(
  tx: Tx,
  id: number,
  { path, folder }: { readonly path: string; readonly folder: string | null },
  pathOf: (old: string) => string,
): Promise<void> {
  const item = await tx
    .selectFrom('library_item')
    .select(['cover_file', 'playing_order'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (item === undefined) return;
  await tx
    .updateTable('library_item')
    .set({
      path,
      folder,
      sort_key: sortKeyOf(path),
      signature: '',
      cover_file: item.cover_file === null ? null : pathOf(item.cover_file),
      playing_order: item.playing_order?.map(pathOf) ?? null,
    })
    .where('id', '=', id)
    .execute();
  const places = ((await readAudioPaths(tx, id)) ?? []).map((old) => ({ old, new: pathOf(old) }));
  await sql`update audio_file set path = moved.new
    from json_to_recordset(${JSON.stringify(places)}::json) as moved (old text, new text)
    where library_item_id = ${id} and audio_file.path = moved.old`.execute(tx);
}

/** Sorts paths as people count, in the byte order of the database: numbers are padded. */
function sortKeyOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (textKey(segment) || segment).replace(/\d+/g, (digits) => digits.padStart(8, '0')))
    .join('/');
}
