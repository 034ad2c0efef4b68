import type { KnownItem } from '../known-items.ts';
import type { ReadItem } from '../present-item.ts';

export interface MatchedItem {
  readonly item: ReadItem;
  readonly known: KnownItem | null;
}

/**
 * Which known item each read one of a folder is: the one of its path, unless its files are another's and none of that;
 * else the one that it shares most files with, however these are called now. Where one of each is left, it is that.
 */
export function matchItems(
  read: readonly ReadItem[],
  known: readonly KnownItem[],
  inodesOf: ReadonlyMap<number, readonly string[]>,
): readonly MatchedItem[] {
  const byPath = new Map(known.map((item) => [item.path, item]));
  const matches = new Map<ReadItem, KnownItem>();
  const take = (item: ReadItem, found: KnownItem) => matches.set(item, found);
  const sharedWith = (item: ReadItem) => {
    const inodes = new Set(item.record.audioFiles.map(({ inode }) => inode).filter((inode) => inode !== ''));
    return (one: KnownItem) => (inodesOf.get(one.id) ?? []).filter((inode) => inodes.has(inode)).length;
  };
  for (const item of read) {
    const found = byPath.get(item.record.path);
    const shared = sharedWith(item);
    if (found !== undefined && (shared(found) > 0 || !known.some((other) => shared(other) > 0)))
      take(item, found);
  }
  const free = () => known.filter((item) => ![...matches.values()].includes(item));
  for (const item of read.filter((one) => !matches.has(one))) {
    const shared = sharedWith(item);
    const [best] = free().toSorted((a, b) => shared(b) - shared(a));
    if (best !== undefined && shared(best) > 0) take(item, best);
  }
  const [lastRead, ...otherRead] = read.filter((one) => !matches.has(one));
  const [lastKnown, ...otherKnown] = free();
  if (lastRead && lastKnown && otherRead.length === 0 && otherKnown.length === 0) take(lastRead, lastKnown);
  return read.map((item) => ({ item, known: matches.get(item) ?? null }));
}
