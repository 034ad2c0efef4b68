import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAudioFileName } from '../../base/audio.ts';
import { isIgnoredName } from '../group-files.ts';

/**
 * About how many items a library has, from the names in its folders alone: each folder with audio counts, and each
 * audio file in the library's own folder. What cannot be looked into counts nothing. Waits for the disk.
 */
export function countPlaces(root: string): number {
  let count = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const seen = entriesOf(folder).filter(({ name }) => !isIgnoredName(name));
    const audio = seen.filter((entry) => !entry.isDirectory() && isAudioFileName(entry.name)).length;
    count += folder === root ? audio : Math.min(1, audio);
    for (const entry of seen) if (entry.isDirectory()) folders.push(join(folder, entry.name));
  }
  return count;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
