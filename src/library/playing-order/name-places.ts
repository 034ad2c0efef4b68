import type { NameNumber, NumberedName } from './name-numbers.ts';
import { type Place, sequenceOf } from './sequence.ts';

/** For each file where it stands by the numbers in its name; null where the name has none of that kind. */
export type Places = readonly (Place | null)[];

type Pick = (numbers: readonly NameNumber[]) => NameNumber | undefined;

const KINDS = ['digits', 'spelled', 'letter'] as const;
const MOST_LABELS = 12;
const MOST_VARYING = 7;

/** One way to pick a number out of each name. */
type Found = readonly (NameNumber | null)[];

/**
 * Every way to number files by what varies in their names: the number in front, behind, after a word ("Chapter 3"),
 * the first, second … one; two of them as disc and track; "203" as disc 2, track 3. `within` are the places of the
 * folders. The plainest way comes first; whoever has found one that counts all asks for no other.
 */
export function* namePlaces(
  names: readonly NumberedName[],
  within: readonly Place[],
): Generator<Places, void> {
  const singles = new Map<string, Found>();
  for (const pick of picksFor(names)) {
    const found = names.map(({ numbers }) => pick(numbers) ?? null);
    const key = found.map((number) => number?.value ?? '').join();
    if (singles.has(key) || found.every((number) => number === null)) continue;
    singles.set(key, found);
    yield inFolders(found.map(placeOf), within);
  }
  const all = [...singles.values()];
  for (const found of all) {
    const hundreds = inHundreds(found);
    if (hundreds !== null) yield inFolders(hundreds, within);
  }
  const varying = all.filter((found) => sequenceOf(found.map(placeOf)).distinct > 1).slice(0, MOST_VARYING);
  for (const disc of varying) {
    for (const track of varying) {
      if (isDiscBefore(disc, track)) yield inFolders(paired(disc, track), within);
    }
  }
}

function* picksFor(names: readonly NumberedName[]): Generator<Pick> {
  let labels: readonly string[] | null = null;
  for (const kind of KINDS) {
    yield (numbers) => numbers.find((one) => one.kind === kind && one.isFirst);
    labels ??= commonLabels(names);
    for (const label of labels)
      yield (numbers) => numbers.find((one) => one.kind === kind && one.label === label);
    yield (numbers) => numbers.findLast((one) => one.kind === kind && one.isLast);
    for (const at of [0, 1, 2, 3, -1, -2])
      yield (numbers) => numbers.filter((one) => one.kind === kind).at(at);
  }
}

/** The words after which more than one file has a number, the most frequent first. */
function commonLabels(names: readonly NumberedName[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { numbers } of names) {
    for (const label of new Set(numbers.map((number) => number.label))) {
      if (!/^\d*$/u.test(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_LABELS)
    .map(([label]) => label);
}

function placeOf(number: NameNumber | null): Place | null {
  return number && [number.value];
}

/** "101" to "112", "201" to "211": the hundreds count discs. */
function inHundreds(found: Found): Places | null {
  if (!found.every((number) => number === null || number.value > 100)) return null;
  return found.map((number) => number && [Math.floor(number.value / 100), number.value % 100]);
}

const DISC_WORD = /^(?:d|cd|dis[ck]|disque|part|pt|teil|tape|side|seite|book|vol|volume)$/u;

/** The disc stands before the track, but for "Track 1 of disc 2". */
function isDiscBefore(disc: Found, track: Found): boolean {
  const at = disc.findIndex((number, index) => number !== null && track[index] !== null);
  const [first, second] = [disc[at], track[at]];
  if (!first || !second || first === second) return false;
  const [isDisc, isOther] = [DISC_WORD.test(first.label), DISC_WORD.test(second.label)];
  return isDisc === isOther ? first.at < second.at : isDisc;
}

function paired(disc: Found, track: Found): Places {
  return disc.map((first, at) => {
    const second = track[at];
    return first && second ? [first.value, second.value] : null;
  });
}

function inFolders(places: Places, within: readonly Place[]): Places {
  return places.map((place, at) => (place === null ? null : [...(within[at] ?? []), ...place]));
}
