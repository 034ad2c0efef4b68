import { compareNaturally } from '../../base/text.ts';
import { type DiscMark, discOf } from '../disc-folder.ts';
import { folderOf, lastPart } from '../group-files.ts';
import { edgeRank } from './edge-words.ts';
import type { Place } from './sequence.ts';

/** Where the folder of a file stands among those of its item. */
export interface FolderPlace {
  /** Relative to the item's; empty where the file lies in the item's own folder. */
  readonly folder: string;
  /** The numbers of discs and sides that its names say, from the outermost; 0 for a folder that says none. */
  readonly discs: readonly number[];
  /** The outermost's mark. */
  readonly mark: DiscMark | null;
  /** Its rank; empty where all files lie in one folder. */
  readonly within: Place;
}

/** For each file the place of its folder: by the numbers of discs, else as people count. */
export function folderPlaces(
  itemPath: string,
  files: readonly { readonly path: string }[],
): readonly FolderPlace[] {
  const folderOf = files.map(({ path }) => folderBelow(itemPath, path));
  const folders = [...new Set(folderOf)].map((folder) => describe(folder, lastPart(itemPath)));
  const sorted = folders.toSorted(
    (a, b) => compareDiscs(a.discs, b.discs) || compareNaturally(a.folder, b.folder),
  );
  const ranks = new Map(sorted.map(({ folder }, rank) => [folder, rank]));
  const byFolder = new Map(folders.map((one) => [one.folder, one]));
  return files.map(({ path }, index) => {
    const folder = folderOf[index] ?? '';
    const { discs = [], mark = null } = byFolder.get(folder) ?? {};
    // "Epilogue.mp3" beside the discs comes after them.
    const isAfterAll = folder === '' && sorted.length > 1 && edgeRank(stemOf(path)) > 0;
    const rank = isAfterAll ? sorted.length : (ranks.get(folder) ?? 0);
    return { folder, discs, mark, within: sorted.length > 1 ? [rank] : [] };
  });
}

/** An item's path may be made up of the names of its files: then its folder is the one above. */
function folderBelow(itemPath: string, path: string): string {
  const folder = folderOf(path);
  if (folder === itemPath || path === itemPath) return '';
  const bases = [itemPath, folderOf(itemPath)];
  const base = bases.find((one) => folder === one || folder.startsWith(`${one}/`));
  return base === undefined ? folder : folder.slice(base.length + 1);
}

function describe(folder: string, itemName: string): Omit<FolderPlace, 'within'> {
  const parts = folder === '' ? [] : folder.split('/');
  const marks = parts.map((part, index) => discOf(part, parts[index - 1] ?? itemName));
  return { folder, discs: marks.map((mark) => mark?.number ?? 0), mark: marks[0] ?? null };
}

function compareDiscs(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function stemOf(path: string): string {
  return lastPart(path).replace(/\.[^.]*$/u, '');
}
