import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';

/** Hears from the operating system of what changes in single folders; each costs the program one or two kilobytes. */
export interface FolderEvents extends Disposable {
  readonly size: number;
  /** Why no more folders are watched than these; null where all are that were asked for. */
  readonly limit: string | null;
  add(path: string): void;
  /** For a folder that is gone. */
  forget(path: string): void;
}

const WATCHED_AT_MOST = 20_000;

/** `heard`: something happened to what has this name in this folder; null where the name is not told. */
export function listenToFolders(
  root: string,
  heard: (folder: string, name: string | null) => void,
  { most = WATCHED_AT_MOST }: { readonly most?: number } = {},
): FolderEvents {
  const watchers = new Map<string, FSWatcher>();
  let limit: string | null = null;

  function forget(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
  }

  return {
    get size() {
      return watchers.size;
    },
    get limit() {
      return limit;
    },
    add(path) {
      // A folder that came back under its name is another one.
      forget(path);
      if (watchers.size >= most) {
        limit ??= `It has more than ${most.toLocaleString('en')} folders`;
        return;
      }
      try {
        const watcher = watch(join(root, path), { persistent: false }, (_, name) => heard(path, name));
        watcher.on('error', () => forget(path));
        watchers.set(path, watcher);
      } catch (error) {
        limit = limitOf(codeOf(error)) ?? limit;
      }
    },
    forget,
    [Symbol.dispose]() {
      for (const path of [...watchers.keys()]) forget(path);
    },
  };
}

/** Null for a folder that is gone already, or may not be looked into. */
function limitOf(code: string | null): string | null {
  if (code === 'ENOSPC')
    return 'The system watches no more folders (raise fs.inotify.max_user_watches with sysctl)';
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'The system watches for no more programs (raise fs.inotify.max_user_instances with sysctl)';
  return null;
}
