import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One hash over the names and contents of files and folders; times of change say nothing after a clone. */
export function contentHash(root, paths, isPart = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(join(root, path), isPart))) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesIn(path, isPart) {
  if (!isPart(path)) return [];
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile()) return [path];
  if (!found?.isDirectory()) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name), isPart));
}
