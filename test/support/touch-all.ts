import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isAudioFileName } from '../../src/base/audio.ts';

/** Gives every audio file of a folder another moment of change. */
export async function touchAll(folder: string, at: Date): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile() && isAudioFileName(entry.name))
      await utimes(join(entry.parentPath, entry.name), at, at);
}
