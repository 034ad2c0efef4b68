import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import { lastPart } from '../group-files.ts';
import { type FileMark, readMarksLike, SAME_TIME_MS } from '../known-items.ts';
import type { Scan } from '../scan-library.ts';
import type { FoundFile, FoundItem } from '../walk/found-item.ts';

/** Of so many files of a folder it is asked whether they are known from elsewhere: two discs of one may have changed. */
const ASKED_PER_FOLDER = 8;
/** Of so many it is made sure that they have gone from where they were. */
const CHECKED_PER_ITEM = 3;

/**
 * Which known items lie in these folders now, of which nothing is known under their paths: items whose files are here and
 * no longer where they were. By inode, size and time; where a file has come from another disk, by name, size and time.
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
    const place = folders.find((folder) => isMostlyIn(files, folder.files));
    if (place === undefined || !(await haveGone(library.path, files))) continue;
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

/** A file that is also where it was is a copy or another link, and its item has not moved. */
async function haveGone(root: string, files: readonly FileMark[]): Promise<boolean> {
  for (const { path, inode } of files.slice(0, CHECKED_PER_ITEM)) {
    try {
      const stats = await lstat(join(root, path), { bigint: true });
      if (String(stats.ino) === inode) return false;
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return false;
    }
  }
  return true;
}
