import { parentPort, workerData } from 'node:worker_threads';
import { countPlaces } from './count-places.ts';
import type { FoundItem } from './found-item.ts';
import { walkFolders } from './walk-folders.ts';
import type { Walk, WalkedChunk } from './walk-library.ts';

/** The entry of a walking thread: each message asks for what comes next; `count` for the number of places first. */
const { root, places }: Walk = workerData;
const walk = walkFolders(root, places);

/** As many as are looked up at once; what has very many files goes by itself. */
const MOST_ITEMS = 200;
const MOST_FILES = 2000;

parentPort?.on('message', (asked: 'count' | 'next') => {
  parentPort?.postMessage(asked === 'count' ? countPlaces(root) : nextChunk());
});

function nextChunk(): WalkedChunk {
  const items: FoundItem[] = [];
  for (let files = 0; items.length < MOST_ITEMS && files < MOST_FILES; ) {
    const { done, value } = walk.next();
    if (done) return { items, isLast: true };
    items.push(value);
    files += value.files.length;
  }
  return { items, isLast: false };
}
