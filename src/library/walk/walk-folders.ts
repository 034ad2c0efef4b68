import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { compareNaturally } from '../../base/text.ts';
import { type FileGroup, type FoundFolder, groupFiles, isDiscFolder } from '../group-files.ts';
import { joinSiblings, type Siblings } from '../join-siblings.ts';
import { imagesBeside, pickCoverFile } from '../pick-cover-file.ts';
import { sidecarsBeside } from '../sources/sidecar-name.ts';
import type { FoundFault, FoundItem, FoundSidecar } from './found-item.ts';
import { type FolderPlace, type ListedFolder, listFolder } from './list-folder.ts';

type Tree = FoundFolder<ListedFolder['files'][number]> & { readonly folders: readonly Tree[] } & Pick<
    ListedFolder,
    'images' | 'sidecars' | 'faults'
  >;

/**
 * Walks through these places of a library, folders or what lies in the library itself ('': all of it), an item at a time,
 * depth first and in natural order; holds no more than one item. Waits for the disk.
 */
export function* walkFolders(root: string, places: readonly string[]): Generator<FoundItem> {
  const rootPath = realpathSync(root);
  let hasSingles = false;
  for (const path of places) {
    const absolutePath = join(rootPath, path);
    if (isFolder(absolutePath)) yield* walkFolder(rootPath, { path, absolutePath });
    else if (!path.includes('/')) hasSingles = true;
  }
  if (!hasSingles) return;
  const own = listFolder(rootPath, { path: '', absolutePath: rootPath });
  yield* itemsIn({ ...own, folders: [] }, []);
}

function* walkFolder(rootPath: string, place: FolderPlace): Generator<FoundItem> {
  const listed = listFolder(rootPath, place);
  const discs = listed.folders.filter((child) => isDiscFolder(child, place));
  const tree: Tree = {
    ...listed,
    folders: discs.map((disc) => loadTree(rootPath, disc)),
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
    else yield* itemsIn(loadSiblings(rootPath, child), []);
  }
}

function* itemsIn(tree: Tree, subfolders: readonly string[]): Generator<FoundItem> {
  const faults = faultsIn(tree);
  const items = groupFiles(tree).map((group) => foundItem(group, tree, faults, subfolders));
  yield* items;
  if (items.every((item) => item.isFile)) yield* faults.map(unseenPlace);
}

function loadSiblings(rootPath: string, { path, folders }: Siblings<FolderPlace>): Tree {
  const loaded = folders.map((folder) => loadTree(rootPath, folder));
  return { path, files: [], images: [], sidecars: [], faults: [], folders: loaded };
}

function loadTree(rootPath: string, place: FolderPlace): Tree {
  const listed = listFolder(rootPath, place);
  return { ...listed, folders: listed.folders.map((child) => loadTree(rootPath, child)) };
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

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
