import { type RawBuilder, sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import type { ChapterSource } from '../base/order-sources.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import type { Database } from '../platform/database.ts';
import { type ItemCheck, readChecks } from './integrity/check-store.ts';
import type { OrderEvidence } from './playing-order/order-evidence.ts';

export interface ItemFault {
  readonly path: string;
  readonly fault: string;
}

/** A library item as lists show it. */
export interface BrowsedItem {
  readonly id: number;
  readonly library_id: number;
  readonly path: string;
  readonly sort_key: string;
  readonly book: {
    readonly id: number;
    readonly title: string;
    readonly authors: readonly { readonly id: number; readonly name: string }[];
  } | null;
  readonly recording_id: number | null;
  readonly duration_seconds: number | null;
  readonly size_bytes: number;
  readonly file_count: number;
  readonly has_cover: boolean;
  readonly faults: readonly ItemFault[];
  /** The last look into its audio; null: there was none. */
  readonly check: ItemCheck | null;
  readonly added_at: Date;
}

export interface BrowsedItemDetail extends BrowsedItem {
  readonly narrators: readonly string[];
  readonly chapters: readonly {
    readonly title: string;
    readonly startSeconds: number;
    readonly endSeconds: number;
  }[];
  readonly chapter_source: ChapterSource | null;
  readonly order: OrderEvidence | null;
  readonly audio_files: readonly BrowsedAudioFile[];
}

export interface BrowsedAudioFile {
  readonly path: string;
  readonly disc: number | null;
  readonly track: number | null;
  readonly duration_seconds: number | null;
  readonly codec: string | null;
  readonly bitrate_kbps: number | null;
  readonly size_bytes: number;
  readonly fault: string | null;
}

export interface ItemQuery extends PageRequest {
  readonly library_id?: number | undefined;
  /** Only those in which a scan or a check found something (nothing). */
  readonly faults?: boolean | undefined;
}

/** A keyset page of what is owned, by path. */
export async function browseItems(db: Database, query: ItemQuery): Promise<Page<BrowsedItem>> {
  const filters: RawBuilder<unknown>[] = [sql`missing_since is null`];
  if (query.library_id !== undefined) filters.push(sql`library_id = ${query.library_id}`);
  if (query.faults === false) filters.push(sql`faults = '[]' and not ${HAS_FINDINGS}`);
  const filter = sql.join(filters, sql` and `);
  const after = query.cursor === undefined ? sql`true` : isAfter(query.cursor);
  const end = sql`order by sort_key, id limit ${query.limit + 1}`;
  const found =
    query.faults === true
      ? faulty(sql`${filter} and ${after} ${end}`)
      : sql`library_item where ${filter} and ${after}`;
  const rows = await select(db, sql`select * from library_item where id in (select id from ${found} ${end})`);
  const page = toPage(rows, query.limit, (item) => [item.sort_key, item.id]);
  if (query.count !== true) return page;
  const all = query.faults === true ? faulty(filter) : sql`library_item where ${filter}`;
  const counted = await sql<{ n: number }>`select count(*) as n from ${all}`.execute(db);
  return { ...page, total: counted.rows[0]?.n ?? 0 };
}

/** What a check found of files that are still the same. */
const HAS_FINDINGS = sql`exists (select from item_check where library_item_id = library_item.id
  and severity is not null and item_check.signature = library_item.signature)`;

/** Items in which a scan or a check found something: each half by an index of its own, for they are few. */
function faulty(filter: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((select id, sort_key from library_item where faults <> '[]' and ${filter}) union (
    select id, sort_key from item_check join library_item on library_item.id = library_item_id
      and library_item.signature = item_check.signature where severity is not null and ${filter})) as found`;
}

/** One item with files and chapters, also where its files are missing now. */
export async function browseItem(db: Database, id: number): Promise<BrowsedItemDetail> {
  const [item] = await select(db, sql`select * from library_item where id = ${id}`);
  if (item === undefined) throw new NotFound(`There is no library item ${id}.`);
  const { rows } = await sql<Pick<BrowsedItemDetail, 'chapters' | 'chapter_source' | 'order' | 'narrators'>>`
    select chapters, chapter_source, order_evidence - 'found' as "order", array(
      select name from recording_narrator join narrator on narrator.id = narrator_id
      where recording_id = library_item.recording_id order by place) as narrators
    from library_item where id = ${id}`.execute(db);
  const audioFiles = await db
    .selectFrom('audio_file')
    .select(['path', 'disc', 'track', 'duration_seconds', 'codec', 'bitrate_kbps', 'size_bytes', 'fault'])
    .where('library_item_id', '=', id)
    .orderBy('place')
    .execute();
  const [more] = rows;
  return {
    ...item,
    chapters: more?.chapters ?? [],
    chapter_source: more?.chapter_source ?? null,
    order: more?.order ?? null,
    narrators: more?.narrators ?? [],
    audio_files: audioFiles,
  };
}

/** The items of these recordings whose files are there. */
export async function itemsOfRecordings(
  db: Database,
  recordingIds: readonly number[],
): Promise<
  readonly {
    readonly id: number;
    readonly library_id: number;
    readonly path: string;
    readonly recording_id: number | null;
  }[]
> {
  if (recordingIds.length === 0) return [];
  return db
    .selectFrom('library_item')
    .select(['id', 'library_id', 'path', 'recording_id'])
    .where('recording_id', 'in', recordingIds)
    .where('missing_since', 'is', null)
    .orderBy('id')
    .execute();
}

function isAfter(cursor: string): RawBuilder<unknown> {
  const [sortKey, id] = decodeCursor(cursor, ['string', 'number']);
  return sql`(sort_key, id) > (${sortKey}, ${id})`;
}

async function select(db: Database, picked: RawBuilder<unknown>): Promise<readonly BrowsedItem[]> {
  const { rows } = await sql<Omit<BrowsedItem, 'check'>>`
    select item.id, item.library_id, item.path, item.sort_key, item.recording_id, item.size_bytes, item.faults,
      item.duration_seconds, item.added_at,
      item.cover_file is not null or item.has_embedded_cover as has_cover,
      (select count(*) from audio_file where library_item_id = item.id) as file_count,
      case when book.id is not null then json_build_object('id', book.id, 'title', book.title, 'authors', coalesce((
        select json_agg(json_build_object('id', author.id, 'name', author.name) order by place)
        from book_author join author on author.id = author_id where book_id = book.id), '[]')) end as book
    from (${picked}) as item
    left join recording on recording.id = item.recording_id
    left join book on book.id = recording.book_id
    order by item.sort_key, item.id`.execute(db);
  const checks = await readChecks(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, check: checks.get(row.id) ?? null }));
}
