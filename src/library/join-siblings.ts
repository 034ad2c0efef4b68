import { compareNaturally, textKey } from '../base/text.ts';
import { discMark } from './disc-folder.ts';
import { lastPart } from './group-files.ts';

/** Folders beside each other that are discs of one book. */
export interface Siblings<T> {
  /** The path that a folder of them all would have: "Austen/Emma" for "Austen/Emma - Disc 1" and "… - Disc 2". */
  readonly path: string;
  readonly folders: readonly T[];
}

/**
 * Which of the folders in one folder belong together as discs, parts or sides of a book that has no folder of its own.
 * Where a folder bears the book's plain name, all stay apart.
 */
export function joinSiblings<T extends { readonly path: string }>(
  folders: readonly T[],
): readonly Siblings<T>[] {
  const marked = folders.flatMap((folder) => {
    const mark = discMark(lastPart(folder.path));
    return mark === null || textKey(mark.before) === '' ? [] : [{ folder, mark }];
  });
  const groups = Map.groupBy(marked, ({ mark }) => `${mark.kind}/${textKey(mark.before)}`);
  const names = new Set(folders.map(({ path }) => textKey(lastPart(path))));
  return [...groups.values()].flatMap((group) => {
    const numbers = new Set(group.map(({ mark }) => mark.number));
    const [first] = group.toSorted((a, b) => compareNaturally(a.folder.path, b.folder.path));
    if (first === undefined || numbers.size < 2 || numbers.size < group.length) return [];
    if (names.has(textKey(first.mark.before))) return [];
    const above = first.folder.path.slice(0, first.folder.path.lastIndexOf('/') + 1);
    const name = first.mark.before.replace(/[\s._,:([–-]+$/u, '');
    return [{ path: `${above}${name}`, folders: group.map(({ folder }) => folder) }];
  });
}
