import { constants } from 'node:fs';
import { copyFile, link, lstat, open, rm } from 'node:fs/promises';
import { codeOf, messageOf } from '../base/errors.ts';

/** A file as it was looked at; nothing else may be placed in its stead. */
export interface SourceFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly device: string;
  readonly inode: string;
}

export interface PlacedFile {
  readonly transfer: 'hardlink' | 'copy';
  /** Why it was not linked: the code of the system and what it means. */
  readonly reason: string | null;
}

/** What was to be placed is not what was looked at. */
export class SourceChanged extends Error {
  override readonly name = 'SourceChanged';
}

const WHY_NO_LINK: Readonly<Record<string, string>> = {
  EXDEV: 'the download and the library lie on different file systems',
  EPERM: 'the file system does not link, or the file belongs to another user',
  EMLINK: 'the file has as many links as the file system allows',
  EACCES: 'the file may not be linked by the user that MAMcrawler runs as',
  EOPNOTSUPP: 'the file system knows no links',
  ENOTSUP: 'the file system knows no links',
};

/**
 * Puts a file at `target`, which must not exist: by a hard link, else by a copy (a reflink where the file system can).
 * The source is never followed, moved or written. Throws SourceChanged, or the error of the system (ENOSPC …).
 */
export async function placeFile(source: SourceFile, target: string): Promise<PlacedFile> {
  const reason = await tryLink(source, target);
  if (reason === null) return { transfer: 'hardlink', reason: null };
  await copy(source, target);
  return { transfer: 'copy', reason };
}

/** Null where the link was made; else why it cannot be. */
async function tryLink(source: SourceFile, target: string): Promise<string | null> {
  try {
    await link(source.path, target);
  } catch (error) {
    const code = codeOf(error) ?? '';
    const why = WHY_NO_LINK[code];
    if (why === undefined) throw error;
    return `${code}: ${why}`;
  }
  const made = await lstat(target, { bigint: true });
  if (made.isFile() && String(made.ino) === source.inode) return null;
  await rm(target, { force: true });
  throw new SourceChanged(`${source.path} is not the file any more that was looked at.`);
}

/** Through a handle that follows no link: what is checked is what is copied. */
async function copy(source: SourceFile, target: string): Promise<void> {
  const handle = await open(source.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile() || String(stats.ino) !== source.inode || String(stats.dev) !== source.device) {
      throw new SourceChanged(`${source.path} is not the file any more that was looked at.`);
    }
    const readable = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : source.path;
    await copyFile(readable, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await syncFile(target);
  } catch (error) {
    // What is there already is not ours to remove.
    if (codeOf(error) !== 'EEXIST') await rm(target, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what was created or renamed in a folder outlast a power cut; some file systems cannot, and say so. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } catch (error) {
    if (!/EINVAL|EISDIR|ENOTSUP/.test(messageOf(error))) throw error;
  } finally {
    await handle.close();
  }
}
