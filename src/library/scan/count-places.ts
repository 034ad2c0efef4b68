import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAudioFileName } from '../../base/audio.ts';
import { isIgnoredName } from '../group-files.ts';

/**
 * About how many items a library has, from the names in its folders alone: each folder with audio counts, and each
 * audio file in the library's own folder. What cannot be looked into counts nothing.
 */
export async function countPlaces(root: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const seen = entries.filter(({ name }) => !isIgnoredName(name));
    const audio = seen.filter((entry) => !entry.isDirectory() && isAudioFileName(entry.name)).length;
    count += folder === root ? audio : Math.min(1, audio);
    for (const entry of seen) if (entry.isDirectory()) folders.push(join(folder, entry.name));
  }
  return count;
}
