import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Announce } from '../activity/facts.ts';
import { Conflict, codeOf, Invalid } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { LibraryAdded } from './facts.ts';
import { insertLibrary, type Library, readLibraries, readLibrary } from './library-store.ts';
import { checkNamingTemplate } from './naming.ts';

interface Needs {
  readonly db: Database;
  readonly announce: Announce;
  /** Folders of the program itself, in which no library may lie. */
  readonly ownFolders: readonly string[];
}

/** Makes a folder a library. Throws Invalid for a path that cannot be one, Conflict where it overlaps another. */
export async function addLibrary(
  { db, announce, ownFolders }: Needs,
  given: { readonly name: string; readonly path: string; readonly namingTemplate: string | null },
): Promise<Library> {
  if (given.namingTemplate !== null) checkNamingTemplate(given.namingTemplate);
  const path = await checkLibraryPath(given.path);
  refuseOverlap(path, await readLibraries(db), ownFolders);
  return db.transaction().execute(async (tx) => {
    const id = await insertLibrary(tx, { ...given, path });
    await announce(tx, LibraryAdded, { library_id: id, name: given.name, path });
    return readLibrary(tx, id);
  });
}

/** The real path of a folder that can be a library. Throws Invalid with what is wrong in words. */
export async function checkLibraryPath(given: string): Promise<string> {
  if (given.includes('\0')) throw Invalid.field('path', 'holds a NUL character');
  if (!isAbsolute(given))
    throw Invalid.field('path', 'must be an absolute path on the server, such as /srv/audiobooks');
  try {
    const path = await realpath(resolve(given));
    if (!(await stat(path)).isDirectory()) throw Invalid.field('path', `${given} is a file, not a folder.`);
    await access(path, constants.R_OK | constants.X_OK);
    return path;
  } catch (error) {
    if (error instanceof Invalid) throw error;
    throw Invalid.field('path', inWords(given, error));
  }
}

/** Two libraries that share files would own them twice. */
export function refuseOverlap(
  path: string,
  libraries: readonly Library[],
  ownFolders: readonly string[],
): void {
  for (const own of ownFolders) {
    if (isWithin(path, own))
      throw Invalid.field('path', `${path} lies inside MAMcrawler's own folder ${own}.`);
  }
  for (const library of libraries) {
    if (path === library.path)
      throw new Conflict(`${path} is the library "${library.name}" already.`, { library_id: library.id });
    if (isWithin(path, library.path)) {
      throw new Conflict(`${path} lies inside the library "${library.name}" (${library.path}).`, {
        library_id: library.id,
      });
    }
    if (isWithin(library.path, path)) {
      throw new Conflict(`The library "${library.name}" (${library.path}) lies inside ${path}.`, {
        library_id: library.id,
      });
    }
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way.split('/')[0] !== '..');
}

function inWords(path: string, error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT')
    return `${path} does not exist on the server. In a container, is the folder mounted?`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${path} may not be read by the user that MAMcrawler runs as.`;
  if (code === 'ENOTDIR') return `${path} lies below a file.`;
  if (code === 'ELOOP') return `${path} is a symbolic link that leads to itself.`;
  if (code === 'ENAMETOOLONG') return `${path} is too long.`;
  return `${path} cannot be opened (${code}).`;
}
