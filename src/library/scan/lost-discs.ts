import { sql } from 'kysely';
import { plural } from '../../base/quantities.ts';
import type { Database } from '../../platform/database.ts';
import { discMark } from '../disc-folder.ts';
import { folderOf, lastPart } from '../group-files.ts';
import type { FileMark } from '../known-items.ts';
import type { LostFolder, OrderEvidence } from '../playing-order/order-evidence.ts';
import type { ReadItem } from '../present-item.ts';

/** What is known of an item from before. */
export interface EarlierItem {
  readonly marks: readonly FileMark[];
  readonly lost: readonly LostFolder[];
}

/** The folders of discs that these items lack already. */
export async function readLostFolders(
  db: Database,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, readonly LostFolder[]>> {
  if (itemIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; lost: readonly LostFolder[] }>`
    select id, order_evidence -> 'lost' as lost from library_item
    where id = any(${itemIds}::bigint[]) and order_evidence -> 'lost' is not null`.execute(db);
  return new Map(rows.map(({ id, lost }) => [id, lost]));
}

/** The folders of discs that an item had beside those that it has, with none of their files in it. */
function lostFolders(
  { path, audioFiles }: Pick<ReadItem['record'], 'path' | 'audioFiles'>,
  { marks, lost }: EarlierItem,
): readonly LostFolder[] {
  const here = new Set(audioFiles.flatMap((file) => [file.inode, file.path]));
  const isHere = (mark: FileMark) => here.has(mark.path) || (mark.inode !== '' && here.has(mark.inode));
  // Where all went, other files have come in their place.
  if (!marks.some(isHere)) return [];
  const gone = [...Map.groupBy(marks, (mark) => folderOf(mark.path))].flatMap(([folder, files]) =>
    folder === path || discMark(lastPart(folder)) === null || files.some(isHere)
      ? []
      : [{ name: lastPart(folder), files: files.length }],
  );
  const names = new Set(audioFiles.map((file) => lastPart(folderOf(file.path))));
  return [...lost.filter(({ name }) => !names.has(name)), ...gone];
}

/**
 * The same item with what it lost: as faults and as gaps in its order, where the numbers of what is left do not tell of
 * some already.
 */
export function withLostDiscs(item: ReadItem, earlier: EarlierItem): ReadItem {
  const { record } = item;
  const lost = lostFolders(record, earlier);
  if (lost.length === 0) return item;
  const evidence = record.orderEvidence ?? NO_EVIDENCE;
  const gaps = evidence.gaps.length > 0 ? [] : lost.map(sentenceOf);
  return {
    ...item,
    record: {
      ...record,
      faults: [...record.faults, ...gaps.map((fault) => ({ path: record.path, fault }))],
      orderEvidence: { ...evidence, gaps: [...evidence.gaps, ...gaps], lost },
    },
  };
}

function sentenceOf({ name, files }: LostFolder): string {
  return `The folder "${name}" is gone, with ${plural(files, 'file')} of it.`;
}

/** A single file is in order. */
const NO_EVIDENCE: OrderEvidence = {
  by: 'folders',
  confidence: 1,
  agreeing: [],
  contradicting: [],
  gaps: [],
  collisions: [],
};
