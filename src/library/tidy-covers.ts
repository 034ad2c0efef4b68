import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, HOUR_MS } from '../base/clock.ts';
import type { Database } from '../platform/database.ts';
import { readCoverKeys } from './known-items.ts';

/** A scan keeps a cover before it writes the item. */
const YOUNG_MS = 24 * HOUR_MS;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly coversDir: string;
}

/** Removes kept covers that no item has any more. One that goes too soon is taken out of its file again. */
export async function tidyCovers({ db, clock, coversDir }: Needs): Promise<void> {
  const before = clock.now().getTime() - YOUNG_MS;
  for (const name of await readdir(coversDir).catch(() => [])) {
    const isShelf = /^[0-9a-f]{2}$/.test(name);
    const used = isShelf ? await readCoverKeys(db, name) : new Set<string>();
    const shelf = isShelf ? join(coversDir, name) : coversDir;
    for (const file of isShelf ? await readdir(shelf) : [name]) {
      if (used.has(file.replace(/\.image$/, ''))) continue;
      const path = join(shelf, file);
      const stats = await stat(path).catch(() => null);
      if (stats?.isFile() && stats.mtimeMs < before) await rm(path, { force: true });
    }
  }
}
