import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnoredName } from '../group-files.ts';

/** The folders of a library and when each changed last, as a file system tells it: by what was put in or taken out. */
export interface FolderTable {
  readonly size: number;
  /** Takes in a folder with all below it. Answers what was new, outermost first. */
  take(path: string): Promise<readonly SeenFolder[]>;
  /** Looks at every folder that is known; of the library itself, tells the single files in it that came or went. */
  look(): Promise<FolderChanges>;
}

export interface SeenFolder {
  readonly path: string;
  readonly changedAtMs: number;
}

export interface FolderChanges {
  readonly added: readonly SeenFolder[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Looked at together: enough for a disk far away, few enough for the others who use it. */
const AT_ONCE = 8;

export function createFolderTable(root: string, signal: AbortSignal): FolderTable {
  const known = new Map<string, number>();
  /** What lies in the library itself and is no folder. */
  let singles: ReadonlySet<string> = new Set();

  async function take(path: string): Promise<SeenFolder[]> {
    const added: SeenFolder[] = [];
    let level = [path];
    while (level.length > 0) {
      const below: string[] = [];
      for (const some of chunksOf(level, AT_ONCE)) {
        signal.throwIfAborted();
        const seen = await Promise.all(some.map((each) => takeOne(each)));
        added.push(...seen.flatMap(({ own }) => own));
        below.push(...seen.flatMap(({ folders }) => folders));
      }
      level = below;
    }
    return added;
  }

  async function takeOne(path: string) {
    const changedAtMs = await changeOf(path);
    if (changedAtMs === null) return { own: [], folders: [] };
    const isNew = !known.has(path);
    known.set(path, changedAtMs);
    const listed = await list(path);
    if (path === '') singles = new Set(listed.others);
    const folders = listed.folders.filter((folder) => !known.has(folder));
    return { own: isNew ? [{ path, changedAtMs }] : [], folders };
  }

  /** Null where it is not there, or no folder. */
  async function changeOf(path: string): Promise<number | null> {
    try {
      const stats = await lstat(join(root, path));
      return stats.isDirectory() ? stats.mtimeMs : null;
    } catch {
      return null;
    }
  }

  async function list(path: string): Promise<{ folders: readonly string[]; others: readonly string[] }> {
    try {
      const entries = await readdir(join(root, path), { withFileTypes: true });
      const shown = entries.filter(({ name }) => !isIgnoredName(name));
      const inPath = ({ name }: { readonly name: string }) => (path === '' ? name : `${path}/${name}`);
      return {
        folders: shown.filter((entry) => entry.isDirectory()).map(inPath),
        others: shown.filter((entry) => !entry.isDirectory()).map(inPath),
      };
    } catch {
      // What may not be looked into has no folders that could be watched.
      return { folders: [], others: [] };
    }
  }

  async function lookAgain(path: string, changes: { added: SeenFolder[]; changed: string[] }): Promise<void> {
    const { folders, others } = await list(path);
    if (path === '') {
      const now = new Set(others);
      changes.changed.push(...now.symmetricDifference(singles));
      singles = now;
    } else changes.changed.push(path);
    for (const folder of folders) if (!known.has(folder)) changes.added.push(...(await take(folder)));
  }

  return {
    get size() {
      return known.size;
    },
    take,
    async look() {
      const changes = { added: [] as SeenFolder[], changed: [] as string[], gone: [] as string[] };
      for (const some of chunksOf([...known.keys()], AT_ONCE)) {
        signal.throwIfAborted();
        const now = await Promise.all(some.map(async (path) => ({ path, at: await changeOf(path) })));
        for (const { path, at } of now) {
          if (at === null) {
            known.delete(path);
            changes.gone.push(path);
          } else if (at !== known.get(path)) {
            known.set(path, at);
            await lookAgain(path, changes);
          }
        }
      }
      return changes;
    },
  };
}

function* chunksOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}
