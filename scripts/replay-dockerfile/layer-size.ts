import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';

/** The bytes of what a folder has and another one, which it began as, has not: packed as a registry keeps a layer. */
export async function layerSize(root: string, before: string | null): Promise<number> {
  const paths = changedPaths(root, before, '');
  const args = ['--create', '--directory', root, '--no-recursion', '--null', '--files-from', '-'];
  const tar = spawn('tar', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  tar.stdin.end(paths.join('\0'));
  let bytes = 0;
  for await (const chunk of tar.stdout.pipe(createGzip())) bytes += (chunk as Buffer).length;
  return bytes;
}

function changedPaths(root: string, before: string | null, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const below = entry.isDirectory() ? changedPaths(root, before, path) : [];
    const isNew = before === null || !isSame(join(root, path), join(before, path));
    return isNew || below.length > 0 ? [path, ...below] : below;
  });
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [lstatSync(one), lstatSync(other, { throwIfNoEntry: false })];
  if (b === undefined || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return false;
  return a.isDirectory() || (a.size === b.size && Math.trunc(a.mtimeMs) === Math.trunc(b.mtimeMs));
}
