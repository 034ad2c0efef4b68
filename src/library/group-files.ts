import { isAudioFileName } from '../base/audio.ts';
import { compareNaturally } from '../base/text.ts';
import { discNumber } from './disc-folder.ts';

/** A folder as it was found, with what is in it; paths are relative to the library, the library itself is ''. */
export interface FoundFolder<T extends { readonly name: string }> {
  readonly path: string;
  readonly files: readonly T[];
  readonly folders: readonly FoundFolder<T>[];
}

/** The audio files of one library item. */
export interface FileGroup<T> {
  readonly path: string;
  /** A single file in the library's own folder. */
  readonly isFile: boolean;
  readonly files: readonly T[];
}

/**
 * What belongs together: a folder with audio is one item, the folders of its discs and parts included; each audio file
 * that lies in the library's own folder is an item by itself.
 */
export function groupFiles<T extends { readonly name: string }>(
  folder: FoundFolder<T>,
): readonly FileGroup<T>[] {
  const isLibrary = folder.path === '';
  const discs = isLibrary ? [] : folder.folders.filter((child) => isDiscFolder(child, folder));
  const others = folder.folders.filter((child) => !discs.includes(child));
  const own = isLibrary ? singles(folder) : together(folder, discs);
  return [...own, ...inOrder(others).flatMap(groupFiles)];
}

export function isDiscFolder(child: { readonly path: string }, parent: { readonly path: string }): boolean {
  return parent.path !== '' && discNumber(lastPart(child.path), lastPart(parent.path)) !== null;
}

function singles<T extends { readonly name: string }>(folder: FoundFolder<T>): readonly FileGroup<T>[] {
  return audioFiles(folder).map((file) => ({ path: file.name, isFile: true, files: [file] }));
}

function together<T extends { readonly name: string }>(
  folder: FoundFolder<T>,
  discs: readonly FoundFolder<T>[],
): readonly FileGroup<T>[] {
  const files = [...audioFiles(folder), ...inOrder(discs).flatMap(allAudioFiles)];
  return files.length === 0 ? [] : [{ path: folder.path, isFile: false, files }];
}

function allAudioFiles<T extends { readonly name: string }>(folder: FoundFolder<T>): readonly T[] {
  return [...audioFiles(folder), ...inOrder(folder.folders).flatMap(allAudioFiles)];
}

function audioFiles<T extends { readonly name: string }>(folder: FoundFolder<T>): readonly T[] {
  return folder.files
    .filter((file) => isAudioFileName(file.name) && !isIgnoredName(file.name))
    .toSorted((a, b) => compareNaturally(a.name, b.name));
}

function inOrder<T extends { readonly name: string }>(
  folders: readonly FoundFolder<T>[],
): readonly FoundFolder<T>[] {
  return folders
    .filter((folder) => !isIgnoredName(lastPart(folder.path)))
    .toSorted((a, b) => compareNaturally(a.path, b.path));
}

const IGNORED: ReadonlySet<string> = new Set([
  '@eadir',
  '@__thumb',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  'lost+found',
  'system volume information',
  '__macosx',
]);

/** Names that begin with a dot, and the folders in which systems keep their own things. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith('.') || IGNORED.has(name.toLowerCase());
}

/** '' for what lies in the library itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
