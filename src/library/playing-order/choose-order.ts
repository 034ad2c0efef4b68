import type { OrderSource } from '../../base/order-sources.ts';
import type { FolderPlace } from './folder-places.ts';
import { stemOf } from './folder-places.ts';
import { type NumberedName, nameNumbers } from './name-numbers.ts';
import { namePlaces, type Places } from './name-places.ts';
import type { OrderableFile } from './orderable-file.ts';
import { comparePlaces, type Sequence, sequenceOf } from './sequence.ts';

/** One way to number the files, with how well it does so. */
export interface Candidate extends Sequence {
  readonly by: OrderSource;
  readonly places: Places;
}

export interface ChosenOrder {
  readonly best: Candidate;
  /** The best of each other source. */
  readonly others: readonly Candidate[];
  readonly names: readonly NumberedName[];
}

/** Below it, numbers are too few to be followed. */
export const LEAST_SCORE = 0.5;

/** The numbers that count most files one by one, and with which the other sources agree; the alphabet where none does. */
export function chooseOrder(files: readonly OrderableFile[], folders: readonly FolderPlace[]): ChosenOrder {
  const within = folders.map((folder) => folder.within);
  const names = files.map(({ path }) => nameNumbers(stemOf(path)));
  const sources: readonly (Candidate | null)[] = [
    bestOf('folders', isFilePerFolder(folders) ? [within] : []),
    bestOf('tags', tagPlaces(files, folders)),
    bestOf('names', namePlaces(names, within)),
    bestOf('titles', titlePlaces(files, folders)),
  ];
  const candidates = sources.filter((one) => one !== null);
  const worth = (one: Candidate) =>
    one.score + 0.1 * candidates.filter((other) => other !== one && agrees(one, other) === true).length;
  const [best] = candidates
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((a, b) => worth(b) - worth(a));
  return {
    best: best ?? { by: 'alphabet', places: files.map(() => null), order: [], distinct: 0, score: 0 },
    others: candidates.filter((one) => one !== best),
    names,
  };
}

function bestOf(by: OrderSource, ways: Iterable<Places>): Candidate | null {
  let best: Candidate | null = null;
  for (const places of ways) {
    const sequence = sequenceOf(places);
    if (best === null || sequence.score > best.score) best = { by, places, ...sequence };
    if (best.score === 1) break;
  }
  return best;
}

function isFilePerFolder(folders: readonly FolderPlace[]): boolean {
  return (
    new Set(folders.map(({ folder }) => folder)).size === folders.length && folders.every(({ mark }) => mark)
  );
}

/** By disc and track, and by track alone, for not every file may say which disc. */
function tagPlaces(files: readonly OrderableFile[], folders: readonly FolderPlace[]): readonly Places[] {
  const within = (index: number) => folders[index]?.within ?? [];
  const withDisc = files.filter(({ tags }) => tags.disc !== null).length;
  const byTrack = files.map(({ tags: { track } }, index) =>
    track === null ? null : [...within(index), track],
  );
  if (withDisc !== files.length) return [byTrack];
  const byDisc = files.map(({ tags: { disc, track } }, index) =>
    track === null ? null : [...within(index), disc ?? 0, track],
  );
  return [byDisc, byTrack];
}

/** A title that all files bear counts nothing. */
function titlePlaces(files: readonly OrderableFile[], folders: readonly FolderPlace[]): Iterable<Places> {
  const titles = files.map(({ tags }) => tags.title ?? '');
  if (new Set(titles).size < 2) return [];
  return namePlaces(
    titles.map(nameNumbers),
    folders.map(({ within }) => within),
  );
}

/** Whether another way gives the same order; null where it says too little. */
export function agrees(one: Candidate, other: Candidate): boolean | null {
  const { same, against } = comparison(one, other);
  if (same + against.length < Math.max(1, (one.order.length - 1) / 2)) return null;
  return against.length * 20 <= same;
}

/** Neighbours in one order that another way gives in the same order, and those that it gives the other way round. */
export function comparison(
  one: Candidate,
  other: Candidate,
): { readonly same: number; readonly against: readonly (readonly [number, number])[] } {
  let same = 0;
  const against: (readonly [number, number])[] = [];
  for (const [at, index] of one.order.entries()) {
    const before = one.order[at - 1];
    if (before === undefined) continue;
    const [earlier, later] = [other.places[before], other.places[index]];
    if (!earlier || !later) continue;
    const difference = comparePlaces(earlier, later);
    if (difference < 0) same += 1;
    else if (difference > 0) against.push([before, index]);
  }
  return { same, against };
}
