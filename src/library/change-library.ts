import type { Announce } from '../activity/facts.ts';
import { tellChanges } from '../activity/live-events.ts';
import type { Database } from '../platform/database.ts';
import { checkLibraryPath, refuseOverlap } from './add-library.ts';
import { LibraryForgotten } from './facts.ts';
import {
  deleteLibrary,
  type LibraryChanges,
  readLibraries,
  readLibrary,
  updateLibrary,
} from './library-store.ts';
import { checkNamingTemplate } from './naming.ts';

interface Needs {
  readonly db: Database;
  readonly announce: Announce;
  readonly ownFolders: readonly string[];
}

/** Renames a library, moves its root, sets how imports are named, which sources are trusted or how it is watched. Throws as `addLibrary` does. */
export async function changeLibrary(
  { db, ownFolders }: Needs,
  id: number,
  changes: LibraryChanges,
): Promise<void> {
  await readLibrary(db, id);
  if (changes.namingTemplate) checkNamingTemplate(changes.namingTemplate);
  const path = changes.path === undefined ? undefined : await checkLibraryPath(changes.path);
  if (path !== undefined) {
    const others = (await readLibraries(db)).filter((library) => library.id !== id);
    refuseOverlap(path, others, ownFolders);
  }
  await db.transaction().execute(async (tx) => {
    await updateLibrary(tx, id, { ...changes, ...(path === undefined ? {} : { path }) });
    await tellChanges(tx, [{ kind: 'library', ids: [id] }]);
  });
}

/** Forgets a library with its items; books stay, files are never touched. Throws NotFound. */
export async function forgetLibrary({ db, announce }: Omit<Needs, 'ownFolders'>, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name, path } = await readLibrary(tx, id);
    await deleteLibrary(tx, id);
    await announce(tx, LibraryForgotten, { library_id: id, name, path });
  });
}
