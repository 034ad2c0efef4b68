import { createHash, type Hash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnoredName } from '../group-files.ts';

/**
 * What a place of a library looks like: the names, sizes and moments of change of all files in it. Two that are equal
 * were taken while nobody wrote in between. Files that no library would take count too: they may become some.
 */
export async function printOfPlace(root: string, path: string): Promise<string> {
  const hash = createHash('sha256');
  await add(hash, join(root, path));
  return hash.digest('base64url');
}

async function add(hash: Hash, path: string): Promise<void> {
  const stats = await lstat(path, { bigint: true }).catch(() => null);
  if (stats === null) {
    hash.update(`${path}\0gone\n`);
    return;
  }
  hash.update(`${path}\0${stats.size}\0${stats.mtimeNs}\n`);
  if (!stats.isDirectory()) return;
  const names = await readdir(path).catch(() => []);
  for (const name of names.toSorted()) if (!isIgnoredName(name)) await add(hash, join(path, name));
}
