import { compareNaturally } from '../base/text.ts';
import type { AudioTags } from './audio-reading.ts';
import { discNumber } from './disc-folder.ts';
import { lastPart } from './group-files.ts';

export interface OrderableFile {
  /** Relative to the library, as is the path of the item. */
  readonly path: string;
  readonly tags: Pick<AudioTags, 'disc' | 'track'>;
}

/** A file in its place of the playing order. */
export interface PlacedFile<T> {
  readonly file: T;
  readonly disc: number | null;
  readonly track: number | null;
}

/**
 * The files of one item as they are played: folder by folder in the order of the discs, within a folder by the track
 * tags where each file has one of its own, else by the numbers in the names.
 */
export function orderAudioFiles<T extends OrderableFile>(
  itemPath: string,
  files: readonly T[],
): readonly PlacedFile<T>[] {
  const folders = Map.groupBy(files, (file) => folderBelow(itemPath, file.path));
  return [...folders]
    .map(([folder, within]) => ({ discs: discsOf(itemPath, folder), folder, within }))
    .toSorted((a, b) => compareDiscs(a.discs, b.discs) || compareNaturally(a.folder, b.folder))
    .flatMap(({ discs, within }) => orderWithin(within, discs.at(-1) ?? null));
}

function folderBelow(itemPath: string, path: string): string {
  const below = path.startsWith(`${itemPath}/`) ? path.slice(itemPath.length + 1) : lastPart(path);
  return below.slice(0, Math.max(0, below.lastIndexOf('/')));
}

function discsOf(itemPath: string, folder: string): readonly number[] {
  const parts = folder === '' ? [] : folder.split('/');
  return parts.map((part, index) => discNumber(part, parts[index - 1] ?? lastPart(itemPath)) ?? 0);
}

function compareDiscs(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function orderWithin<T extends OrderableFile>(
  files: readonly T[],
  disc: number | null,
): readonly PlacedFile<T>[] {
  const byName = files.toSorted((a, b) => compareNaturally(a.path, b.path));
  const discFor = (file: T) => disc || file.tags.disc;
  if (areTracksDistinct(byName)) {
    return byName
      .map((file) => ({ file, disc: discFor(file), track: file.tags.track }))
      .toSorted(
        (a, b) => (a.file.tags.disc ?? 0) - (b.file.tags.disc ?? 0) || (a.track ?? 0) - (b.track ?? 0),
      );
  }
  const numbers = byName.map((file) => numberInName(lastPart(file.path)));
  const areKnown = numbers.every((number) => number !== null) && new Set(numbers).size === numbers.length;
  return byName.map((file, index) => ({
    file,
    disc: discFor(file),
    track: areKnown ? (numbers[index] ?? null) : null,
  }));
}

/** Every file has a track, no two the same one, and either all or none say which disc. */
function areTracksDistinct(files: readonly OrderableFile[]): boolean {
  const withDisc = files.filter(({ tags }) => tags.disc !== null).length;
  if (withDisc !== 0 && withDisc !== files.length) return areDistinct(files.map(({ tags }) => tags.track));
  if (files.some(({ tags }) => tags.track === null)) return false;
  return areDistinct(files.map(({ tags }) => `${tags.disc}/${tags.track}`));
}

function areDistinct(values: readonly (number | string | null)[]): boolean {
  return !values.includes(null) && new Set(values).size === values.length;
}

/** "03 - The Hall.mp3" is 3, "Emma 12.mp3" is 12. */
function numberInName(name: string): number | null {
  const stem = name.replace(/\.[^.]*$/u, '');
  const number = /^\D{0,2}(\d{1,4})(?!\d)/u.exec(stem)?.[1] ?? /(?<!\d)(\d{1,4})\D{0,2}$/u.exec(stem)?.[1];
  return number === undefined ? null : Number(number) || null;
}
