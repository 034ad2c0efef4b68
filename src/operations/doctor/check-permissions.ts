import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { codeOf, messageOf } from '../../base/errors.ts';
import { within } from '../../base/within.ts';
import { type Check, fault, ok, warning } from './check.ts';
import { midSentence } from './mid-sentence.ts';
import { isThere, makeTriedFile } from './try-folder.ts';

/** A folder that the program works in. */
export interface Root {
  /** For a person: `The library "Books"`. */
  readonly name: string;
  readonly path: string;
  /** `reads`: from a download folder files are only taken. `makes`: where it is missing it is made. */
  readonly use: 'writes' | 'makes' | 'reads';
}

const PATIENCE_MS = 5_000;

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'its rights do not allow it',
  EPERM: 'the system does not allow it',
  EROFS: 'it is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOENT: 'it is not there',
  ENOTDIR: 'it is no folder',
  ESTALE: 'the network drive is gone',
  EIO: 'the disk has errors',
};

/** Whether the user that runs this can make and remove a file in a folder: by doing so. */
export async function checkPermission(root: Root): Promise<Check> {
  const { name, path, use } = root;
  const place = `${name} (${path})`;
  const who = userWords();
  try {
    if (use === 'makes' && !(await within(PATIENCE_MS, isThere(path))))
      return ok('permissions', `${place} is not there yet; it is made when it is needed.`);
    await within(PATIENCE_MS, tryOut(path));
    return ok('permissions', `In ${midSentence(place)} ${who} can make and remove files.`);
  } catch (error) {
    const said = WORDS[codeOf(error) ?? ''] ?? messageOf(error);
    const whatToDo = `Give the folder to ${who}, or mount it so that this user may ${use === 'reads' ? 'read' : 'write'} there.`;
    if (use === 'reads' && (await isReadable(path))) {
      return warning(
        'permissions',
        `In ${midSentence(place)} ${who} can read, but not write: ${said}. That is enough to copy; whether files can be linked could not be tried out.`,
        'Nothing, where imports link or copying is meant; else let this user write there.',
      );
    }
    return fault('permissions', `In ${midSentence(place)} ${who} cannot make files: ${said}.`, whatToDo);
  }
}

async function tryOut(folder: string): Promise<void> {
  await using _file = await makeTriedFile(folder);
}

async function isReadable(folder: string): Promise<boolean> {
  const asked = access(folder, constants.R_OK | constants.X_OK).then(() => true);
  return within(PATIENCE_MS, asked).catch(() => false);
}

/** `the user 1000:1000`: by numbers, for containers know no names. */
function userWords(): string {
  const uid = process.getuid?.();
  return uid === undefined ? 'the user of this program' : `the user ${uid}:${process.getgid?.()}`;
}
