import { constants } from 'node:fs';
import { copyFile, link, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, messageOf } from '../../base/errors.ts';
import { within } from '../../base/within.ts';
import type { DiskPlace } from '../disk-space.ts';
import { type Check, ok, skipped, warning } from './check.ts';
import { midSentence } from './mid-sentence.ts';
import { makeTriedFile, triedName } from './try-folder.ts';

/** How a file can come from one folder into the other. */
export type LinkReading =
  | { readonly way: 'hardlink' }
  | { readonly way: 'reflink' | 'copy'; readonly code: string; readonly isSameDevice: boolean }
  | { readonly way: 'unknown'; readonly why: string };

const PATIENCE_MS = 5_000;

export async function checkLink(from: DiskPlace, to: DiskPlace): Promise<Check> {
  const reading = await within(PATIENCE_MS, tryLink(from.path, to.path)).catch((error: unknown) => ({
    way: 'unknown' as const,
    why: messageOf(error),
  }));
  return judgeLink(from.name, to.name, reading);
}

/** Links a file of our own, and removes both. */
export async function tryLink(from: string, to: string): Promise<LinkReading> {
  await using file = await makeTriedFile(from);
  const target = join(to, triedName());
  try {
    await link(file.path, target);
    return { way: 'hardlink' };
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EOPNOTSUPP' && code !== 'ENOTSUP') throw error;
    const [here, there] = await Promise.all([stat(from), stat(to)]);
    const isSameDevice = here.dev === there.dev;
    const way = (await canClone(file.path, target)) ? 'reflink' : 'copy';
    return { way, code, isSameDevice };
  } finally {
    await rm(target, { force: true });
  }
}

async function canClone(source: string, target: string): Promise<boolean> {
  try {
    await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  }
}

export function judgeLink(from: string, to: string, reading: LinkReading): Check {
  const way = `From ${midSentence(from)} into ${midSentence(to)}`;
  switch (reading.way) {
    case 'hardlink':
      return ok(
        'hardlinks',
        `${way} files can be linked: downloads go on seeding, and each file takes its space once.`,
      );
    case 'reflink':
      return ok(
        'hardlinks',
        `${way} files cannot be linked (${reading.code}), but cloned: downloads go on seeding, and a clone takes no space until it is changed.`,
      );
    case 'copy':
      return warning(
        'hardlinks',
        `${way} files are copied (${reading.code}): downloads go on seeding, but each book takes its space twice until the download is removed, and imports take longer.`,
        reading.isSameDevice
          ? 'Both lie on one disk but are mounted one by one: mount the folder that holds both as one (in a container one volume in the place of two).'
          : 'Put the downloads and the library on one file system, and in a container below one mount, where links are wanted.',
      );
    case 'unknown':
      return skipped('hardlinks', `${way} it could not be tried out: ${reading.why}`);
  }
}
