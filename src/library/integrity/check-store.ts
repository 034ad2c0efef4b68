import { sql } from 'kysely';
import { NotFound } from '../../base/errors.ts';
import { type Database, json } from '../../platform/database.ts';
import type { CheckMethod, FindingSeverity, ItemFinding } from './item-finding.ts';

/** The last look into the audio of an item. */
export interface ItemCheck {
  readonly method: CheckMethod;
  readonly checkedAt: Date;
  /** The files changed since: what was found is of those before. */
  readonly isOutdated: boolean;
  /** Found sound before, broken now, and nobody changed the files. */
  readonly decayed: boolean;
  readonly findings: readonly ItemFinding[];
}

/** Keeps what a look into an item's audio found, in place of what the one before did. */
export async function writeCheck(
  db: Database,
  check: {
    readonly itemId: number;
    readonly signature: string;
    readonly method: CheckMethod;
    readonly findings: readonly ItemFinding[];
    readonly at: Date;
  },
): Promise<void> {
  const severity = worstOf(check.findings);
  const isSevere = severity === 'severe';
  // Only the same look at the same files can tell that they decayed.
  const sameFiles = sql<boolean>`item_check.signature = ${check.signature}`;
  await db
    .insertInto('item_check')
    .values({
      library_item_id: check.itemId,
      signature: check.signature,
      method: check.method,
      findings: json(check.findings),
      severity,
      severe_since: isSevere ? check.at : null,
      checked_at: check.at,
    })
    .onConflict((conflict) =>
      conflict.column('library_item_id').doUpdateSet({
        signature: check.signature,
        method: check.method,
        findings: json(check.findings),
        severity,
        severe_since: sql`case when ${isSevere}::boolean then
          case when ${sameFiles} then coalesce(item_check.severe_since, ${check.at}) else ${check.at} end end`,
        decayed: sql`${isSevere}::boolean and ${sameFiles} and (item_check.decayed
          or (item_check.method = ${check.method} and item_check.severity is distinct from 'severe'))`,
        checked_at: check.at,
      }),
    )
    .execute();
}

function worstOf(findings: readonly ItemFinding[]): FindingSeverity | null {
  if (findings.some(({ severity }) => severity === 'severe')) return 'severe';
  return findings.length > 0 ? 'slight' : null;
}

/** The last look into each of these items that was ever looked into. */
export async function readChecks(
  db: Database,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, ItemCheck>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('item_check')
    .innerJoin('library_item', 'library_item.id', 'item_check.library_item_id')
    .select(['library_item_id', 'method', 'findings', 'decayed', 'checked_at'])
    .select(sql<boolean>`item_check.signature <> library_item.signature`.as('is_outdated'))
    .where(sql<boolean>`library_item_id = any(${[...itemIds]}::bigint[])`)
    .$narrowType<{ findings: readonly ItemFinding[] }>()
    .execute();
  return new Map(
    rows.map(({ library_item_id, method, findings, decayed, checked_at, is_outdated }) => [
      library_item_id,
      { method, findings, decayed, checkedAt: checked_at, isOutdated: is_outdated },
    ]),
  );
}

/** What is to be known of an item in order to look into its audio. */
export interface ItemToCheck {
  readonly id: number;
  readonly libraryPath: string;
  readonly path: string;
  readonly signature: string;
  readonly chaptersEndSeconds: number | null;
  /** What the scan found to be missing by the numbers of the files, as sentences. */
  readonly gaps: readonly string[];
  /** The recording's running time where somebody else than its files tells it. */
  readonly knownSeconds: number | null;
  readonly files: readonly FileToCheck[];
}

export interface FileToCheck {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** Who tells the running time of a recording without having read it from the audio. */
const OTHER_SOURCES = ['person', 'metadata_json', 'opf', 'nfo'];

/** Null where the item is not there, or its files are missing. */
export async function readItemToCheck(db: Database, id: number): Promise<ItemToCheck | null> {
  const item = await db
    .selectFrom('library_item')
    .innerJoin('library', 'library.id', 'library_item.library_id')
    .leftJoin('recording', 'recording.id', 'library_item.recording_id')
    .select(['library_item.id', 'library.path as libraryPath', 'library_item.path', 'signature'])
    .select([
      sql<number | null>`(library_item.chapters -> -1 ->> 'endSeconds')::float8`.as('chaptersEndSeconds'),
      sql<readonly string[]>`coalesce(library_item.order_evidence -> 'gaps', '[]')`.as('gaps'),
      sql<number | null>`case when recording.provenance -> 'durationSeconds' ->> 'source'
        = any(${OTHER_SOURCES}::text[]) then recording.duration_seconds end`.as('knownSeconds'),
    ])
    .where('library_item.id', '=', id)
    .where('missing_since', 'is', null)
    .executeTakeFirst();
  if (item === undefined) return null;
  const files = await db
    .selectFrom('audio_file')
    .select(['path', 'size_bytes as sizeBytes', 'modified_at_ms as modifiedAtMs'])
    .where('library_item_id', '=', id)
    .orderBy('place')
    .execute();
  return { ...item, files };
}

export interface DueItem {
  readonly id: number;
  readonly seconds: number;
}

/**
 * The items whose turn it is: those whose files changed since they were looked into, then those that never were (or not
 * as well as can be done now), then those of longest ago, before `before`.
 */
export async function readDueItems(
  db: Database,
  { method, before, limit }: { readonly method: CheckMethod; readonly before: Date; readonly limit: number },
): Promise<readonly DueItem[]> {
  const { rows } = await sql<DueItem>`
    select item.id, coalesce(item.duration_seconds, 0) as seconds
    from library_item as item left join item_check as known on known.library_item_id = item.id
    cross join lateral (select case
      when known.signature <> item.signature then 0
      when known.library_item_id is null or (known.method <> ${method} and ${method} = 'decode') then 1
      when known.checked_at < ${before} then 2 end as turn) as of
    where missing_since is null and turn is not null
    order by turn, known.checked_at nulls first, item.id limit ${limit}`.execute(db);
  return rows;
}

/** The present items of a library, by path, but for those (`done` many) that were looked into since an instant. */
export async function readItemsOfLibrary(
  db: Database,
  libraryId: number,
  since: Date,
): Promise<{ readonly done: number; readonly items: readonly DueItem[] }> {
  const { rows } = await sql<DueItem & { readonly is_done: boolean }>`
    select item.id, coalesce(item.duration_seconds, 0) as seconds,
      coalesce(known.signature = item.signature and known.checked_at >= ${since}, false) as is_done
    from library_item as item left join item_check as known on known.library_item_id = item.id
    where library_id = ${libraryId} and missing_since is null order by sort_key, item.id`.execute(db);
  const items = rows.filter(({ is_done }) => !is_done);
  return { done: rows.length - items.length, items };
}

/** The library of an item. Throws NotFound. */
export async function libraryOfItem(db: Database, itemId: number): Promise<number> {
  const item = await db
    .selectFrom('library_item')
    .select('library_id')
    .where('id', '=', itemId)
    .executeTakeFirst();
  if (item === undefined) throw new NotFound(`There is no library item ${itemId}.`);
  return item.library_id;
}

export interface CheckSummary {
  readonly items: number;
  readonly checked: number;
  /** Of those checked, by ffmpeg. */
  readonly decoded: number;
  readonly severe: number;
  readonly slight: number;
  /** Severe ones that were found after `newSince`. */
  readonly newlySevere: number;
  readonly decayed: number;
  readonly oldestAt: Date | null;
  /** Of all present items: what a full pass decodes. */
  readonly seconds: number;
}

/** How well the audio of all present items is known. Reads every row: not for each request. */
export async function summariseChecks(db: Database, newSince: Date): Promise<CheckSummary> {
  const { rows } = await sql<CheckSummary>`
    select count(*) as items, coalesce(sum(item.duration_seconds), 0)::float8 as seconds,
      count(known.library_item_id) as checked,
      count(*) filter (where known.method = 'decode') as decoded,
      count(*) filter (where known.severity = 'severe') as severe,
      count(*) filter (where known.severity = 'slight') as slight,
      count(*) filter (where known.severity = 'severe' and known.severe_since >= ${newSince}) as "newlySevere",
      count(*) filter (where known.decayed) as decayed,
      min(known.checked_at) as "oldestAt"
    from library_item as item
    left join item_check as known on known.library_item_id = item.id and known.signature = item.signature
    where missing_since is null`.execute(db);
  const [summary] = rows;
  if (summary === undefined) throw new Error('A count had no row');
  return summary;
}
