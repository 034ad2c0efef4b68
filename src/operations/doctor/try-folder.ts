import { randomBytes } from 'node:crypto';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of our own in a folder; disposing removes it. */
export interface TriedFile extends AsyncDisposable {
  readonly path: string;
}

/** Hidden, so that no scan takes it for a book; unlike any name that somebody else gives. */
export function triedName(): string {
  return `.mamcrawler-doctor-${randomBytes(8).toString('hex')}`;
}

/** Really makes a file, for rights on paper are not those of a mount. Rejects with the error of the system. */
export async function makeTriedFile(folder: string): Promise<TriedFile> {
  const path = join(folder, triedName());
  await writeFile(path, 'Made by `mamcrawler doctor` to see whether this folder can be written to.\n', {
    flag: 'wx',
    mode: 0o600,
  });
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
