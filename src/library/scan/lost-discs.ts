import { plural } from '../../base/quantities.ts';
import { discMark } from '../disc-folder.ts';
import { folderOf, lastPart } from '../group-files.ts';
import type { FileMark } from '../known-items.ts';
import type { OrderEvidence } from '../playing-order/order-evidence.ts';
import type { ReadItem } from '../present-item.ts';

type Kept = Pick<ReadItem['record'], 'path' | 'audioFiles'>;

/** The folders of discs that an item had beside those that it has, with none of their files in it: a sentence for each. */
export function lostDiscs({ path, audioFiles }: Kept, known: readonly FileMark[]): readonly string[] {
  const here = new Set(audioFiles.flatMap((file) => [file.inode, file.path]));
  const isHere = (mark: FileMark) => here.has(mark.path) || (mark.inode !== '' && here.has(mark.inode));
  const byFolder = [...Map.groupBy(known, (mark) => folderOf(mark.path))];
  const lost = byFolder.filter(([, files]) => !files.some(isHere));
  // Where all went, other files have come in their place.
  if (lost.length === 0 || lost.length === byFolder.length) return [];
  return lost.flatMap(([folder, files]) =>
    folder === path || discMark(lastPart(folder)) === null
      ? []
      : [`The folder "${lastPart(folder)}" is gone, with ${plural(files.length, 'file')} of it.`],
  );
}

/** The same item with a fault for each, and as gaps in its order. What the numbers tell already is not told twice. */
export function withLostDiscs(item: ReadItem, known: readonly FileMark[]): ReadItem {
  const { record } = item;
  const evidence = record.orderEvidence ?? NO_EVIDENCE;
  const lost = evidence.gaps.length > 0 ? [] : lostDiscs(record, known);
  if (lost.length === 0) return item;
  const faults = lost.map((fault) => ({ path: record.path, fault }));
  return {
    ...item,
    record: {
      ...record,
      faults: [...record.faults, ...faults],
      orderEvidence: { ...evidence, gaps: lost },
    },
  };
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
