import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { codeOf, messageOf } from '../../base/errors.ts';

/** Why a folder cannot be (or is not now) a library's; null where it can. */
export async function checkRoot(path: string): Promise<string | null> {
  try {
    const stats = await stat(path);
    if (!stats.isDirectory()) return `${path} is not a folder.`;
    await access(path, constants.R_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return `There is no folder ${path}.`;
    if (code === 'EACCES' || code === 'EPERM')
      return `The folder ${path} may not be read: the program lacks the permission.`;
    return `The folder ${path} cannot be read: ${messageOf(error)}`;
  }
}
