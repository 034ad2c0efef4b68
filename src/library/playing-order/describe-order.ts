import type { OrderSource } from '../../base/order-sources.ts';
import { agrees, type Candidate, type ChosenOrder, comparison } from './choose-order.ts';
import { missingByTotals } from './count-totals.ts';
import type { FolderPlace } from './folder-places.ts';
import { stemOf } from './folder-places.ts';
import type { OrderEvidence } from './order-evidence.ts';
import type { OrderableFile } from './orderable-file.ts';
import { collisionsOf, type Gap, gapsOf } from './sequence.ts';

const NAMES: Readonly<Record<OrderSource, string>> = {
  person: 'person',
  tags: 'track numbers in the tags',
  names: 'names of the files',
  titles: 'titles in the tags',
  folders: 'names of the folders',
  alphabet: 'alphabet',
};

/** Says how an order was found, what speaks for and against it, and what is missing or there twice. */
export function describeOrder(
  itemPath: string,
  files: readonly OrderableFile[],
  folders: readonly FolderPlace[],
  { best, others, names }: ChosenOrder,
): OrderEvidence {
  const shown = (index: number) => `"${shownPath(itemPath, files[index]?.path ?? '')}"`;
  const agreeing = others.filter((other) => agrees(best, other) === true).map(({ by }) => by);
  const disagreeing = others.filter((other) => other.score >= 0.6 && agrees(best, other) === false);
  return {
    by: best.by,
    confidence: confidenceOf(best, agreeing.length, disagreeing.length),
    agreeing,
    contradicting: [
      ...disagreeing.map((other) => contradiction(best, other, shown)),
      ...uselessTags(files, best),
    ],
    gaps: [
      ...gapsOf(best.places).map((gap) => gapSentence(gap, best, shown)),
      ...missingByTotals(files, folders, best.by === 'names' ? names : []),
    ],
    collisions: collisionsOf(best.places).map((indexes) => collision(indexes, best, shown)),
  };
}

function confidenceOf({ by, score }: Candidate, agreeing: number, disagreeing: number): number {
  if (by === 'alphabet') return 0.3;
  const certainty = score * (agreeing > 0 ? 1 : 0.9) * (disagreeing > 0 ? 0.6 : 1);
  return Math.round(certainty * 100) / 100;
}

function contradiction(best: Candidate, other: Candidate, shown: (index: number) => string): string {
  const [[later, earlier] = [0, 0]] = comparison(best, other).against;
  return `The ${NAMES[other.by]} give another order: ${shown(earlier)} before ${shown(later)}.`;
}

/** Track 1 on every file. */
function uselessTags(files: readonly OrderableFile[], { by }: Candidate): readonly string[] {
  const tracks = files.flatMap(({ tags }) => (tags.track === null ? [] : [tags.track]));
  const [first] = tracks;
  const isSame = tracks.length > 1 && tracks.every((track) => track === first);
  return by === 'tags' || by === 'folders' || !isSame
    ? []
    : [`The tags of ${tracks.length} files say track ${first}, so they tell no order.`];
}

function gapSentence(
  { missing, after, before }: Gap,
  best: Candidate,
  shown: (index: number) => string,
): string {
  const isSameDisc =
    after !== null && `${best.places[after]?.slice(0, -1)}` === `${best.places[before]?.slice(0, -1)}`;
  const where = isSameDisc ? `Between ${shown(after)} and ${shown(before)}` : `Before ${shown(before)}`;
  const [first] = missing;
  if (missing.length === 1) return `${where} one file is missing: number ${first}.`;
  const numbers = missing.length === 2 ? missing.join(' and ') : `${first} to ${missing.at(-1)}`;
  return `${where} ${missing.length} files are missing: numbers ${numbers}.`;
}

function collision(
  indexes: readonly number[],
  { by, places }: Candidate,
  shown: (index: number) => string,
): string {
  const number = places[indexes[0] ?? 0]?.at(-1);
  const say = by === 'tags' ? `say track ${number} in their tags` : `bear the number ${number}`;
  const [first = 0, second = 0, ...more] = indexes;
  const named =
    more.length === 0
      ? `${shown(first)} and ${shown(second)}`
      : `${shown(first)}, ${shown(second)} and ${more.length} more`;
  return `${indexes.length} files ${say}: ${named}.`;
}

function shownPath(itemPath: string, path: string): string {
  if (path.startsWith(`${itemPath}/`)) return path.slice(itemPath.length + 1);
  const above = itemPath.slice(0, itemPath.lastIndexOf('/') + 1);
  return path.startsWith(above) ? path.slice(above.length) : path || stemOf(path);
}
