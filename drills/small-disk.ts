import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** The name of the file that takes all the room. */
export const FILLER = 'filler';

/** A disk of its own of so many megabytes at a folder; only root may do that. */
export async function mountSmallDisk(path: string, megabytes: number): Promise<AsyncDisposable> {
  await mkdir(path, { recursive: true });
  await runFile('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'drill', path]);
  return { [Symbol.asyncDispose]: async () => void (await runFile('umount', ['--lazy', path])) };
}

/** Until not a byte more goes in. */
export async function fill(folder: string): Promise<void> {
  const file = join(folder, FILLER);
  await writeFile(file, '');
  await runFile('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k', 'status=none']).catch(() => {});
}
