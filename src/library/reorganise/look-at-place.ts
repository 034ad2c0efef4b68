import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionOf, isAudioFileName } from '../../base/audio.ts';
import { lastPart } from '../group-files.ts';
import type { ItemToPlace } from './item-to-place.ts';
import type { ItemPlace } from './plan-item.ts';

/** Which folders of a library hold items, and how many each. */
export type ItemFolders = ReadonlyMap<string, number>;

const MOST_ENTRIES = 20_000;

/** What lies around an item on the disk. `refused` in words where it cannot be moved as a whole. */
export async function lookAtPlace(
  root: string,
  { path, folder, audioPaths }: ItemToPlace,
  folders: ItemFolders,
): Promise<ItemPlace | { readonly refused: string }> {
  const audio = new Set(audioPaths);
  const isShared = folder === '' || folder !== path || (folders.get(folder) ?? 0) > 1;
  const stems = new Set(audioPaths.map(stemOf));
  const others: string[] = [];
  let isAlone = !isShared;
  let entries = 0;
  const waiting = [folder];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const entry of await readdir(join(root, current), { withFileTypes: true })) {
      entries += 1;
      if (entries > MOST_ENTRIES)
        return { refused: `There are more than ${MOST_ENTRIES} entries in ${folder}.` };
      const found = current === '' ? entry.name : `${current}/${entry.name}`;
      if (audio.has(found)) continue;
      if (entry.isDirectory()) {
        if (folders.has(found)) isAlone = false;
        else if (!isShared) waiting.push(found);
      } else if (isShared) {
        if (entry.isFile() && !isAudioFileName(entry.name) && stems.has(stemOf(found))) others.push(found);
      } else if (!entry.isFile()) {
        return { refused: `${found} is a link or something else that is no file: move it by hand.` };
      } else if (isAudioFileName(entry.name)) isAlone = false;
      else others.push(found);
    }
  }
  return { folder, audioPaths, otherPaths: others.toSorted(), isAlone };
}

/** With its folder: a cover beside another disc is not this one's. */
function stemOf(path: string): string {
  const name = lastPart(path);
  return path.slice(0, path.length - extensionOf(name).length);
}
