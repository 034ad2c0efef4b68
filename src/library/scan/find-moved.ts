import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import { folderOf, lastPart } from '../group-files.ts';
import { type FileMark, readMarksLike, SAME_TIME_MS } from '../known-items.ts';
import type { Scan } from '../scan-library.ts';
import type { FoundFile, FoundItem } from '../walk/found-item.ts';

/** Of so many files of a folder it is asked whether they are known from elsewhere: two discs of one may have changed. */
const ASKED_PER_FOLDER = 8;
/** Of so many it is seen whether they have gone from where they were: of each disc one, if there are some. */
const CHECKED_PER_ITEM = 8;

/**
 * Which known items lie in these folders now, and were elsewhere: items whose files are here and
 * no longer where they were, by inode, size and time; where a file has come from another disk, by name, size and time.
 * Also items whose files are where they were, but whose folder is another one: a disc that was joined with others, until
 * these went, is an item's only folder.
 */
export async function findMoved(
  { needs: { db }, library, seenIds }: Pick<Scan, 'needs' | 'library' | 'seenIds'>,
  folders: readonly FoundItem[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const asked = folders.flatMap(({ files }) => files.slice(0, ASKED_PER_FOLDER));
  if (asked.length === 0) return new Map();
  const marks = await readMarksLike(db, library.id, asked);
  const byItem = Map.groupBy(
    marks.filter(({ itemId }) => !seenIds.has(itemId)),
    ({ itemId }) => itemId,
  );
  const moved = new Map<string, number[]>();
  for (const [itemId, files] of byItem) {
    const standing = await stillThere(library.path, files);
    if (standing === null) continue;
    const place = folders.find((folder) =>
      standing.length === 0
        ? isMostlyIn(files, folder.files)
        : standing.every((mark) => folder.files.some(({ path }) => path === mark.path)),
    );
    if (place === undefined) continue;
    moved.set(place.path, [...(moved.get(place.path) ?? []), itemId]);
  }
  return moved;
}

/** More than half of what is known of it. */
function isMostlyIn(known: readonly FileMark[], here: readonly FoundFile[]): boolean {
  return known.filter((mark) => here.some((file) => isSameFile(mark, file))).length * 2 > known.length;
}

function isSameFile(mark: FileMark, file: FoundFile): boolean {
  if (mark.sizeBytes !== file.sizeBytes || Math.abs(mark.modifiedAtMs - file.mtimeMs) > SAME_TIME_MS)
    return false;
  return mark.inode === file.inode || lastPart(mark.path) === lastPart(file.path);
}

/**
 * Which of some files of an item are where they were: what is met elsewhere is a copy of these or another link. Null where
 * that cannot be seen.
 */
async function stillThere(root: string, files: readonly FileMark[]): Promise<readonly FileMark[] | null> {
  const there: FileMark[] = [];
  for (const mark of someOfEachFolder(files)) {
    try {
      const stats = await lstat(join(root, mark.path), { bigint: true });
      if (String(stats.ino) === mark.inode) there.push(mark);
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return null;
    }
  }
  return there;
}

function someOfEachFolder(files: readonly FileMark[]): readonly FileMark[] {
  const seen = new Set<string>();
  const isFirst = ({ path }: FileMark) => {
    const folder = folderOf(path);
    return !seen.has(folder) && seen.add(folder).size > 0;
  };
  const [firsts, others] = [files.filter(isFirst), files];
  return [...new Set([...firsts, ...others])].slice(0, CHECKED_PER_ITEM);
}
