import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAudioFileName } from '../../base/audio.ts';
import { isIgnoredName } from '../group-files.ts';
import { type FolderNames, folderNames } from '../path/folder-names.ts';

/** So many folders are remembered: a walk asks of one after the other. */
const REMEMBERED = 8;

interface Listed {
  readonly changedAtMs: number;
  readonly names: FolderNames;
}

/**
 * Lists the names of what may be items in the folders of a library: of folders, and of single audio files in the library
 * itself. A folder that did not change since is not listed again; one that cannot be looked into has none. Waits for the
 * disk.
 */
export function createListNames(): (root: string, folder: string) => FolderNames {
  const listed = new Map<string, Listed>();
  return (root, folder) => {
    const path = join(root, folder);
    const changedAtMs = changeOf(path);
    const known = listed.get(path);
    const now =
      known?.changedAtMs === changedAtMs ? known : { changedAtMs, names: namesIn(path, folder === '') };
    // The one that was asked for last goes last.
    listed.delete(path);
    listed.set(path, now);
    const [oldest] = listed.keys();
    if (oldest !== undefined && listed.size > REMEMBERED) listed.delete(oldest);
    return now.names;
  };
}

function changeOf(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function namesIn(path: string, isLibrary: boolean): FolderNames {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const items = entries.filter(
      (entry) =>
        !isIgnoredName(entry.name) && (entry.isDirectory() || (isLibrary && isAudioFileName(entry.name))),
    );
    return folderNames(items.map(({ name }) => name));
  } catch {
    return folderNames([]);
  }
}
