import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** The absolute path of a program in the first folder that has it; null where none has. */
export async function findProgram(name: string, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders.filter(isAbsolute)) {
    const path = join(folder, name);
    try {
      await access(path, constants.X_OK);
      if ((await stat(path)).isFile()) return path;
    } catch {
      // Not in this one.
    }
  }
  return null;
}
