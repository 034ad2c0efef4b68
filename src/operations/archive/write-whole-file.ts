import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { messageOf, Unavailable } from '../../base/errors.ts';

/**
 * Writes a file that only its owner may read: beside its place, forced to the disk, then renamed. Nothing is left where
 * that fails. Throws Unavailable, in words, for what the file system refuses.
 */
export async function writeWholeFile<T>(path: string, write: (out: Writable) => Promise<T>): Promise<T> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o600);
    const out = file.createWriteStream({ flush: true });
    await file.chmod(0o600);
    const result = await write(out);
    await rename(part, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw inWords(path, error);
  }
}

/** Some file systems cannot be told so; the file itself is safe on them. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path);
  await folder.sync().catch(() => {});
}

function inWords(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const folder = dirname(path);
  const options = { cause: error };
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new Unavailable(
        `There is no room for ${basename(path)} in ${folder}, and nothing of it was left there. Make room, or choose another folder.`,
        null,
        options,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new Unavailable(`There is no folder ${folder}. Make it first.`, null, options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Unavailable(
        `The folder ${folder} may not be written to: ${messageOf(error)}. Give it to the user who runs MAMcrawler, or choose another.`,
        null,
        options,
      );
    default:
      return error;
  }
}
