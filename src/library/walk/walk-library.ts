import { Worker } from 'node:worker_threads';
import type { FoundItem } from './found-item.ts';

/** What is walked: all of these places of a library. */
export interface Walk {
  readonly root: string;
  /** Folders, or what lies in the library itself, relative to it; '' is all of it. */
  readonly places: readonly string[];
}

export interface WalkedChunk {
  readonly items: readonly FoundItem[];
  readonly isLast: boolean;
}

/**
 * Walks through a library, as many items at a time as are looked up at once, in a thread of its own, for asking the disk
 * costs least where it can be waited for. What comes next is looked for while the last is dealt with, and no more.
 */
export async function* walkLibrary(
  root: string,
  places: readonly string[] = [''],
): AsyncGenerator<readonly FoundItem[]> {
  await using walker = startWalker({ root, places });
  let chunk = walker.next();
  for (;;) {
    const { items, isLast } = await chunk;
    if (!isLast) {
      chunk = walker.next();
      // Heard of when it is awaited; whoever stops before does not care.
      chunk.catch(() => {});
    }
    yield items;
    if (isLast) return;
  }
}

/** The item that one folder of a library is. Throws where there is none. */
export async function findItem(root: string, path: string): Promise<FoundItem> {
  for await (const items of walkLibrary(root, [path])) {
    // What is no folder stands for all single files of the library.
    const found = items.find((item) => item.path === path || item.path.startsWith(`${path}/`));
    if (found !== undefined) return found;
  }
  throw new Error(`There is no audio in ${path}.`);
}

/** About how many items a library has. */
export async function countItemsOnDisk(root: string): Promise<number> {
  await using walker = startWalker({ root, places: [] });
  return await walker.count();
}

interface Walker extends AsyncDisposable {
  count(): Promise<number>;
  next(): Promise<WalkedChunk>;
}

function startWalker(walk: Walk): Walker {
  const worker = new Worker(new URL('./walk-worker.ts', import.meta.url), {
    workerData: walk,
    // Of its heap; a folder with a hundred thousand files fits.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 },
  });
  let asked: PromiseWithResolvers<unknown> | null = null;
  let fault: Error | null = null;
  const breakOff = (error: Error) => {
    fault ??= error;
    asked?.reject(fault);
  };
  worker.on('message', (answer) => asked?.resolve(answer));
  worker.on('error', breakOff);
  worker.on('exit', () => breakOff(new Error('The walk through the library broke off.')));
  // No race with a promise of the thread's end: that would keep each answer for as long as the thread lives.
  async function ask(what: 'count' | 'next'): Promise<unknown> {
    if (fault !== null) throw fault;
    asked = Promise.withResolvers();
    worker.postMessage(what);
    return await asked.promise;
  }
  return {
    count: () => ask('count') as Promise<number>,
    next: () => ask('next') as Promise<WalkedChunk>,
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
