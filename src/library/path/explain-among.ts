import { remembered } from '../../base/remembered.ts';
import { words } from '../../base/text.ts';
import { folderOf, lastPart } from '../group-files.ts';
import { countNames } from './evidence.ts';
import { explainPath } from './explain-path.ts';
import { type Doubt, findDoubts } from './find-doubts.ts';
import type { FolderNames } from './folder-names.ts';
import type { ExplainedPath } from './path-reading.ts';

/** The names in a folder of a library; none where it cannot be looked into. '' is the library itself. */
export type ListNames = (folder: string) => FolderNames | Promise<FolderNames>;

/** So many of the names beside it are read for each doubt. */
const MOST_BESIDE = 6;

/** A name tells of all those beside it. */
const readAlone = remembered(1000, (path) => explainPath(path));

/**
 * Explains a path; where it leaves a doubt, the names beside it and beside its folder are asked: they tell who is an author
 * and what a series, as the lines of one list do.
 */
export async function explainAmong(
  list: ListNames,
  path: string,
  fileNames: readonly string[],
): Promise<ExplainedPath> {
  const alone = explainPath(path, fileNames);
  const doubts = findDoubts(alone);
  if (doubts.length === 0) return alone;
  const folder = folderOf(path);
  const ofFolder = doubts.filter(({ text }) => hasWords(lastPart(folder), text));
  const beside = new Set([
    ...pathsWith(doubts, path, await list(folder)),
    ...(ofFolder.length === 0 ? [] : pathsWith(ofFolder, folder, await list(folderOf(folder)))),
  ]);
  if (beside.size === 0) return alone;
  const counted = countNames();
  counted.add(alone);
  for (const other of beside) counted.add(readAlone(other));
  return explainPath(path, fileNames, counted.evidence());
}

/** The paths beside one that share a name with it that is in doubt; all where that is the name of the folder. */
function pathsWith(
  doubts: readonly Doubt[],
  path: string,
  { names, withWords }: FolderNames,
): readonly string[] {
  const folder = folderOf(path);
  const own = lastPart(path);
  return doubts.flatMap(({ text, asSeries }) => {
    const having = hasWords(lastPart(folder), text) ? names : withWords(text);
    const found: string[] = [];
    for (const name of having) {
      if (name === own || (asSeries && !NUMBERED.test(name))) continue;
      found.push(folder === '' ? name : `${folder}/${name}`);
      if (found.length === MOST_BESIDE) break;
    }
    return found;
  });
}

const NUMBERED = /\d|\b(?:book|vol)/iu;

function hasWords(name: string, text: string): boolean {
  const all = words(name);
  return all.length > 0 && words(text).every((word) => all.includes(word));
}
