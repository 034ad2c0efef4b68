import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/errors.ts';

/** Hears from the operating system of what changes in single folders; each costs the program one or two kilobytes. */
export interface FolderEvents extends Disposable {
  readonly size: number;
  /** Why no more folders are watched than these; null where all are that were asked for. */
  readonly limit: string | null;
  /** The operating system refused: then no folder is watched, and others have what it gives. */
  readonly isRefused: boolean;
  add(path: string): void;
  /** For a folder that is gone. */
  forget(path: string): void;
}

const WATCHED_AT_MOST = 20_000;

/** Watches one folder. Throws where it cannot. */
export type WatchFolder = (path: string, heard: (name: string | null) => void) => FSWatcher;

const watchFolder: WatchFolder = (path, heard) =>
  watch(path, { persistent: false }, (_, name) => heard(name));

/** `heard`: something happened to what has this name in this folder; null where the name is not told. */
export function listenToFolders(
  root: string,
  heard: (folder: string, name: string | null) => void,
  watchOne: WatchFolder = watchFolder,
): FolderEvents {
  const watchers = new Map<string, FSWatcher>();
  let limit: string | null = null;
  let isRefused = false;

  function forget(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
  }

  function forgetAll(): void {
    for (const path of [...watchers.keys()]) forget(path);
  }

  function fail(path: string, error: unknown): void {
    forget(path);
    const refusal = refusalOf(codeOf(error));
    if (refusal === null || isRefused) return;
    limit = refusal;
    isRefused = true;
    forgetAll();
  }

  return {
    get size() {
      return watchers.size;
    },
    get limit() {
      return limit;
    },
    get isRefused() {
      return isRefused;
    },
    add(path) {
      if (isRefused) return;
      // A folder that came back under its name is another one.
      forget(path);
      if (watchers.size >= WATCHED_AT_MOST) {
        limit ??= `It has more than ${WATCHED_AT_MOST.toLocaleString('en')} folders`;
        return;
      }
      try {
        const watcher = watchOne(join(root, path), (name) => heard(path, name));
        watcher.on('error', (error) => fail(path, error));
        watchers.set(path, watcher);
      } catch (error) {
        fail(path, error);
      }
    },
    forget,
    [Symbol.dispose]: forgetAll,
  };
}

/** Null for a folder that is gone already, or may not be looked into. */
function refusalOf(code: string | null): string | null {
  if (code === 'ENOSPC' || code === 'ENOMEM')
    return 'The system watches no more folders (raise fs.inotify.max_user_watches with sysctl)';
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'The system watches for no more programs (raise fs.inotify.max_user_instances with sysctl)';
  return null;
}
