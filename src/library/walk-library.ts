import { constants } from 'node:fs';
import { access, lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, messageOf } from '../base/errors.ts';
import { compareNaturally } from '../base/text.ts';
import { type FileGroup, type FoundFolder, groupFiles, isDiscFolder } from './group-files.ts';
import { joinSiblings, type Siblings } from './join-siblings.ts';
import {
  type FolderPlace,
  type FoundFault,
  type FoundFile,
  type FoundSidecar,
  type ListedFolder,
  listFolder,
} from './list-folder.ts';
import { imagesBeside, pickCoverFile } from './pick-cover-file.ts';
import { sidecarsBeside } from './sources/sidecar-name.ts';

/** What lies in a library as one item, or, without any files, a place in it that could not be looked into. */
export interface FoundItem {
  /** Relative to the library, with slashes: of the folder, or of the single file. */
  readonly path: string;
  readonly isFile: boolean;
  /** In natural order of their paths; the playing order is known when they have been read. */
  readonly files: readonly FoundFile[];
  /** An image beside the audio, relative to the library. */
  readonly coverFile: string | null;
  /** What else lies beside the audio and tells of the book, that of the outermost folder first. */
  readonly sidecars: readonly FoundSidecar[];
  /** All of them. */
  readonly images: readonly string[];
  /** The folders in it that are walked by themselves. */
  readonly subfolders: readonly string[];
  readonly faults: readonly FoundFault[];
}

type Tree = FoundFolder<ListedFolder['files'][number]> & { readonly folders: readonly Tree[] } & Pick<
    ListedFolder,
    'images' | 'sidecars' | 'faults'
  >;

/** Walks through a library, an item at a time, depth first and in natural order; holds no more than one item. */
export async function* walkLibrary(root: string): AsyncGenerator<FoundItem> {
  const rootPath = await realpath(root);
  yield* walkFolder(rootPath, { path: '', absolutePath: rootPath });
}

/** The same of these places alone: folders, or what lies in the library itself; '' is all of it. */
export async function* walkPlaces(root: string, places: readonly string[]): AsyncGenerator<FoundItem> {
  const rootPath = await realpath(root);
  let hasSingles = false;
  for (const path of places) {
    const absolutePath = join(rootPath, path);
    if (await isFolder(absolutePath)) yield* walkFolder(rootPath, { path, absolutePath });
    else if (!path.includes('/')) hasSingles = true;
  }
  if (!hasSingles) return;
  const own = await listFolder(rootPath, { path: '', absolutePath: rootPath });
  yield* itemsIn({ ...own, folders: [] }, []);
}

/** The item that one folder of a library is. Throws where there is none. */
export async function findItem(root: string, path: string): Promise<FoundItem> {
  const rootPath = await realpath(root);
  for await (const item of walkFolder(rootPath, { path, absolutePath: join(rootPath, path) })) return item;
  throw new Error(`There is no audio in ${path}.`);
}

async function* walkFolder(rootPath: string, place: FolderPlace): AsyncGenerator<FoundItem> {
  const listed = await listFolder(rootPath, place);
  const discs = listed.folders.filter((child) => isDiscFolder(child, place));
  const tree: Tree = {
    ...listed,
    folders: await Promise.all(discs.map((disc) => loadTree(rootPath, disc))),
  };
  const others = listed.folders.filter((child) => !discs.includes(child));
  const joined = joinSiblings(others);
  const parts = new Set(joined.flatMap(({ folders }) => folders));
  const below = [...others.filter((child) => !parts.has(child)), ...joined].toSorted((a, b) =>
    compareNaturally(a.path, b.path),
  );
  yield* itemsIn(
    tree,
    below.map(({ path }) => path),
  );
  for (const child of below) {
    if ('absolutePath' in child) yield* walkFolder(rootPath, child);
    else yield* itemsIn(await loadSiblings(rootPath, child), []);
  }
}

function* itemsIn(tree: Tree, subfolders: readonly string[]): Generator<FoundItem> {
  const faults = faultsIn(tree);
  const items = groupFiles(tree).map((group) => foundItem(group, tree, faults, subfolders));
  yield* items;
  if (items.every((item) => item.isFile)) yield* faults.map(unseenPlace);
}

async function loadSiblings(rootPath: string, { path, folders }: Siblings<FolderPlace>): Promise<Tree> {
  const loaded = await Promise.all(folders.map((folder) => loadTree(rootPath, folder)));
  return { path, files: [], images: [], sidecars: [], faults: [], folders: loaded };
}

async function loadTree(rootPath: string, place: FolderPlace): Promise<Tree> {
  const listed = await listFolder(rootPath, place);
  return { ...listed, folders: await Promise.all(listed.folders.map((child) => loadTree(rootPath, child))) };
}

function foundItem(
  { path, isFile, files }: FileGroup<ListedFolder['files'][number]>,
  tree: Tree,
  faults: readonly FoundFault[],
  subfolders: readonly string[],
): FoundItem {
  const images = isFile ? imagesBeside(path, tree.images) : imagesIn(tree);
  return {
    path,
    isFile,
    files: files.map(({ name: _, ...file }) => file),
    coverFile: pickCoverFile(images),
    images,
    sidecars: isFile ? inNaturalOrder(sidecarsBeside(path, tree.sidecars)) : sidecarsIn(tree),
    subfolders: isFile ? [] : subfolders,
    faults: isFile ? [] : faults,
  };
}

function unseenPlace(fault: FoundFault): FoundItem {
  return {
    path: fault.path,
    isFile: false,
    files: [],
    coverFile: null,
    images: [],
    sidecars: [],
    subfolders: [],
    faults: [fault],
  };
}

function sidecarsIn(tree: Tree): readonly FoundSidecar[] {
  return [...inNaturalOrder(tree.sidecars), ...inNaturalOrder(tree.folders).flatMap(sidecarsIn)];
}

function inNaturalOrder<T extends { readonly path: string }>(places: readonly T[]): readonly T[] {
  return places.length < 2 ? places : places.toSorted((a, b) => compareNaturally(a.path, b.path));
}

function imagesIn(tree: Tree): readonly string[] {
  return tree.images.length > 0 ? tree.images : tree.folders.flatMap(imagesIn);
}

function faultsIn(tree: Tree): readonly FoundFault[] {
  return [...tree.faults, ...tree.folders.flatMap(faultsIn)];
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}

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
