import { extensionOf } from '../../base/audio.ts';
import { lastPart } from '../group-files.ts';
import { fileNames } from '../naming.ts';
import { foldPath } from './fold-path.ts';
import type { MoveStep } from './reorganisation.ts';

/** What lies where an item lies; paths relative to the library. */
export interface ItemPlace {
  /** The folder that the item is in; '' for the library's own. */
  readonly folder: string;
  /** In playing order. */
  readonly audioPaths: readonly string[];
  /** What belongs to it besides: covers, cue sheets, documents. */
  readonly otherPaths: readonly string[];
  /** Nothing else lies in the folder, nor below it. */
  readonly isAlone: boolean;
}

export interface ItemTarget {
  readonly folder: string;
  /** What its files are called after; null leaves them their names. */
  readonly title: string | null;
}

/** The steps that bring an item to its target; none where it is there. Names that would collide are refused in words. */
export function planItem(
  place: ItemPlace,
  target: ItemTarget,
): readonly MoveStep[] | { readonly refused: string } {
  const names = newNames(place, target.title);
  if (canMoveWhole(place, target.folder)) {
    const whole: readonly MoveStep[] =
      place.folder === target.folder ? [] : [{ what: 'folder', from: place.folder, to: target.folder }];
    const within = [...names].map(([path, name]) => ({
      from: target.folder + path.slice(place.folder.length),
      to: `${target.folder}/${name}`,
    }));
    return withRenamings(whole, within);
  }
  const all = [...place.audioPaths, ...place.otherPaths];
  const moves = all.map((path) => ({
    from: path,
    to: `${target.folder}/${names.get(path) ?? below(place.folder, path)}`,
  }));
  const twice = firstTwice(moves.map(({ to }) => foldPath(to)));
  if (twice !== null) return { refused: `Two of its files would be called ${twice}.` };
  return withRenamings([], moves);
}

/** A folder that is the item's alone goes as one; not into itself, and not where its own parent is the target. */
function canMoveWhole({ folder, isAlone }: ItemPlace, target: string): boolean {
  if (!isAlone || folder === '') return false;
  return folder === target || !(isWithin(target, folder) || isWithin(folder, target));
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** By path: names for the audio files, and for what is called as its only audio file is. */
function newNames(place: ItemPlace, title: string | null): ReadonlyMap<string, string> {
  // A cue sheet names the files: renamed, they would not be found by it.
  if (title === null || place.otherPaths.some((path) => extensionOf(path) === '.cue')) return new Map();
  const names = fileNames(title, place.audioPaths.map(extensionOf));
  const audio = place.audioPaths.map((path, at): [string, string] => [path, names[at] ?? lastPart(path)]);
  const [only, another] = place.audioPaths;
  if (only === undefined || another !== undefined) return new Map(audio);
  const companions = place.otherPaths
    .filter((path) => stemOf(path) === stemOf(only))
    .map((path): [string, string] => [path, stemOf(names[0] ?? '') + extensionOf(path)]);
  return new Map([...audio, ...companions]);
}

/** Renamings one after the other; where a new name is still another one's, all go by way of names of their own. */
function withRenamings(
  before: readonly MoveStep[],
  moves: readonly { readonly from: string; readonly to: string }[],
): readonly MoveStep[] {
  const real = moves.filter(({ from, to }) => from !== to);
  const sources = new Set(real.map(({ from }) => foldPath(from)));
  const isTangled = real.some(({ from, to }) => foldPath(from) !== foldPath(to) && sources.has(foldPath(to)));
  const file = (from: string, to: string): MoveStep => ({ what: 'file', from, to });
  if (!isTangled) return [...before, ...real.map(({ from, to }) => file(from, to))];
  const between = real.map(
    ({ from }, at) => `${from.slice(0, from.lastIndexOf('/') + 1)}.mamcrawler-renamed-${at}`,
  );
  return [
    ...before,
    ...real.map(({ from }, at) => file(from, between[at] ?? from)),
    ...real.map(({ to }, at) => file(between[at] ?? to, to)),
  ];
}

function firstTwice(values: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) return value;
    seen.add(value);
  }
  return null;
}

function below(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

function stemOf(path: string): string {
  const name = lastPart(path);
  return name.slice(0, name.length - extensionOf(name).length);
}
