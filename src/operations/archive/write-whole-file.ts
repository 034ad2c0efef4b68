import { randomBytes } from 'node:crypto';
import { link, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { Conflict, codeOf, messageOf, Unavailable } from '../../base/errors.ts';

/**
 * Writes a file that only its owner may read: beside its place, forced to the disk, then put there. Nothing is left where
 * that fails, and a file that is there already is never replaced. Throws Conflict for that one, and Unavailable, in words,
 * for what the file system refuses.
 */
export async function writeWholeFile<T>(path: string, write: (out: Writable) => Promise<T>): Promise<T> {
  // Of its own: another process may write a file of the same name.
  const part = `${path}.${randomBytes(6).toString('hex')}${PART}`;
  try {
    const file = await open(part, 'wx', 0o600);
    const out = file.createWriteStream({ flush: true });
    await file.chmod(0o600);
    const result = await write(out);
    await putInPlace(part, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw inWords(path, error);
  }
}

const PART = '.part';

/** What a process left of a file that it was writing when it ended. Only where nobody else writes that file now. */
export async function removeParts(path: string): Promise<void> {
  const start = `${basename(path)}.`;
  const beside = await readdir(dirname(path)).catch(() => []);
  const parts = beside.filter((name) => name === basename(path) + PART || isPartOf(name, start));
  for (const name of parts) await rm(join(dirname(path), name), { force: true });
}

function isPartOf(name: string, start: string): boolean {
  return name.startsWith(start) && /^[0-9a-f]{12}\.part$/.test(name.slice(start.length));
}

/** A link is made only where nothing is; where the file system has no links, one looks before. */
async function putInPlace(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    const isFree = await lstat(path).then(
      () => false,
      (fault: unknown) => codeOf(fault) === 'ENOENT',
    );
    if (!isFree) throw isThere(path);
    await rename(part, path);
    return;
  }
  await rm(part, { force: true });
}

const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

function isThere(path: string): Conflict {
  return new Conflict(`${path} is there already, and was left as it is. Choose another name, or try again.`);
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
    case 'EEXIST':
      return isThere(path);
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
