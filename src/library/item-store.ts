import { sql } from 'kysely';
import type { ChapterSource } from '../base/order-sources.ts';
import { textKey } from '../base/text.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { jsonRows } from '../platform/json-rows.ts';
import type { DB } from '../platform/tables.ts';
import type { Chapter } from './audio-reading.ts';
import type { ItemFault } from './browse-items.ts';
import type { OrderedItem } from './playing-order/apply-order.ts';
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
  /** Under which that is kept; null where it is not yet. */
  readonly coverKey: string | null;
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

/** An item that is to be written: over the one with this number, or (null) as a new one. */
export interface ItemWrite {
  readonly id: number | null;
  readonly record: ItemRecord;
}

/** Writes an item and its files anew, in place of what was known at its path. Answers its id. */
export async function writeItem(tx: Tx, record: ItemRecord): Promise<number> {
  const known = await tx
    .selectFrom('library_item')
    .select('id')
    .where('library_id', '=', record.libraryId)
    .where('path', '=', record.path)
    .executeTakeFirst();
  const [id] = await writeItems(tx, [{ id: known?.id ?? null, record }]);
  if (id === undefined) throw new Error('An item was not written');
  return id;
}

/** What is written of an item; `itemRow` has the values. */
const ITEM_COLUMNS = {
  id: 'bigint',
  library_id: 'bigint',
  path: 'text',
  folder: 'text',
  sort_key: 'text',
  recording_id: 'bigint',
  duration_seconds: 'double precision',
  size_bytes: 'bigint',
  signature: 'text',
  cover_file: 'text',
  has_embedded_cover: 'boolean',
  cover_key: 'text',
  chapters: 'jsonb',
  chapter_source: 'text',
  faults: 'jsonb',
  order_evidence: 'jsonb',
  scanned_at: 'timestamptz',
} as const satisfies Partial<Record<keyof DB['library_item'], string>>;

const ITEM_NAMES = sql.raw(Object.keys(ITEM_COLUMNS).join(', '));
const ITEM_TYPES = sql.raw(
  Object.entries(ITEM_COLUMNS)
    .map((column) => column.join(' '))
    .join(', '),
);
const ITEM_CHANGES = sql.raw(
  Object.keys(ITEM_COLUMNS)
    .filter((name) => name !== 'id')
    .map((name) => `${name} = new.${name}`)
    .join(', '),
);

/** Writes items and their files, with the same few statements however many there are. Answers their ids. */
export async function writeItems(tx: Tx, writes: readonly ItemWrite[]): Promise<readonly number[]> {
  if (writes.length === 0) return [];
  const newIds = await reserveIds(tx, writes.filter(({ id }) => id === null).length);
  const ids = writes.map(({ id }) => id ?? newIds.shift() ?? 0);
  const scannedAt = new Date().toISOString();
  const rows = writes.map(({ record }, at) => itemRow(ids[at] ?? 0, record, scannedAt));
  const known = writes.flatMap(({ id }) => id ?? []);
  if (known.length < writes.length) {
    const inserted = rows.filter((_, at) => writes[at]?.id === null);
    await sql`insert into library_item (${ITEM_NAMES}) overriding system value
      select * from json_to_recordset(${jsonRows(inserted)}::json) as new (${ITEM_TYPES})`.execute(tx);
  }
  if (known.length > 0) {
    const changed = rows.filter((_, at) => writes[at]?.id !== null);
    await sql`update library_item set ${ITEM_CHANGES}, missing_since = null
      from json_to_recordset(${jsonRows(changed)}::json) as new (${ITEM_TYPES})
      where library_item.id = new.id`.execute(tx);
    await sql`delete from audio_file where library_item_id = any(${known}::bigint[])`.execute(tx);
  }
  await insertAudioFiles(
    tx,
    writes.flatMap(({ record }, at) =>
      record.audioFiles.map((file, place) => audioFileRow(ids[at] ?? 0, place, file)),
    ),
  );
  return ids;
}

async function reserveIds(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('library_item', 'id')) as id from generate_series(1, ${count}::int)`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

function itemRow(
  id: number,
  item: ItemRecord,
  scannedAt: string,
): Readonly<Record<keyof typeof ITEM_COLUMNS, unknown>> {
  return {
    id,
    library_id: item.libraryId,
    path: item.path,
    folder: item.folder === item.path ? null : item.folder,
    sort_key: sortKeyOf(item.path),
    recording_id: item.recordingId,
    duration_seconds: item.durationSeconds,
    size_bytes: item.sizeBytes,
    signature: item.signature,
    cover_file: item.coverFile,
    has_embedded_cover: item.hasEmbeddedCover,
    cover_key: item.coverKey,
    chapters: item.chapters,
    chapter_source: item.chapterSource,
    faults: item.faults,
    order_evidence: item.orderEvidence,
    scanned_at: scannedAt,
  };
}

function audioFileRow(itemId: number, place: number, file: AudioFileRecord) {
  return {
    library_item_id: itemId,
    place,
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
  };
}

/** So that no text that is sent becomes very long. */
const FILES_PER_INSERT = 5000;

async function insertAudioFiles(tx: Tx, files: readonly ReturnType<typeof audioFileRow>[]): Promise<void> {
  for (let from = 0; from < files.length; from += FILES_PER_INSERT) {
    const rows = jsonRows(files.slice(from, from + FILES_PER_INSERT));
    await sql`
      insert into audio_file (library_item_id, place, path, disc, track, duration_seconds, codec, bitrate_kbps,
        size_bytes, modified_at_ms, inode, fault)
      select * from json_to_recordset(${rows}::json) as new (library_item_id bigint, place integer, path text,
        disc integer, track integer, duration_seconds double precision, codec text, bitrate_kbps integer,
        size_bytes bigint, modified_at_ms double precision, inode text, fault text)`.execute(tx);
  }
}

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

/** Notes under which key the cover of an item is kept, unless it has changed since. */
export async function noteCoverKey(db: Database, id: number, signature: string, key: string): Promise<void> {
  await db
    .updateTable('library_item')
    .set({ cover_key: key })
    .where('id', '=', id)
    .where('signature', '=', signature)
    .execute();
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

/** Puts the files of an item into another order. `order`: a person's; null where it is as it was found. */
export async function writePlayingOrder(
  tx: Tx,
  id: number,
  { audioFiles, chapters, faults, orderEvidence }: OrderedItem,
  order: readonly string[] | null,
): Promise<void> {
  await tx
    .updateTable('library_item')
    .set({
      chapters: json(chapters),
      faults: json(faults),
      order_evidence: orderEvidence === null ? null : json(orderEvidence),
      playing_order: order === null ? null : [...order],
    })
    .where('id', '=', id)
    .execute();
  const paths = audioFiles.map(({ path }) => path);
  await sql`
    update audio_file set place = given.place - 1
    from unnest(${paths}::text[]) with ordinality as given (path, place)
    where library_item_id = ${id} and audio_file.path = given.path`.execute(tx);
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

/** What each of these items is a recording of. */
export async function recordingsOfItems(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number | null>> {
  const rows = await db
    .selectFrom('library_item')
    .select(['id', 'recording_id'])
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute();
  return new Map(rows.map(({ id, recording_id }) => [id, recording_id]));
}

/** Makes an item one of another recording. */
export async function moveItem(tx: Tx, id: number, recordingId: number | null): Promise<void> {
  await tx.updateTable('library_item').set({ recording_id: recordingId }).where('id', '=', id).execute();
}

/** The next scan reads the items of these recordings again, whether their files changed or not. */
export async function rereadItems(tx: Tx, recordingIds: readonly number[]): Promise<void> {
  if (recordingIds.length === 0) return;
  await tx
    .updateTable('library_item')
    .set({ signature: '' })
    .where(sql<boolean>`recording_id = any(${[...recordingIds]}::bigint[])`)
    .execute();
}

/** More of it tells nothing apart, and would not fit into an index. */
const SORT_KEY_LENGTH = 500;

/** Sorts paths as people count, in the byte order of the database: numbers are padded. */
function sortKeyOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (textKey(segment) || segment).replace(/\d+/g, (digits) => digits.padStart(8, '0')))
    .join('/')
    .slice(0, SORT_KEY_LENGTH)
    .toWellFormed();
}
