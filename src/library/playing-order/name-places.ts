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
 * folders. The plainest way comes first.
 */
export function namePlaces(names: readonly NumberedName[], within: readonly Place[]): readonly Places[] {
  const singles = distinctOf(
    picksFor(names).map((pick) => names.map(({ numbers }) => pick(numbers) ?? null)),
  );
  const plain = singles.map((found) => inFolders(found.map(placeOf), within));
  if (plain.some((places) => sequenceOf(places).score === 1)) return plain;
  const hundreds = singles.map(inHundreds).filter((places) => places !== null);
  const varying = singles
    .filter((found) => sequenceOf(found.map(placeOf)).distinct > 1)
    .slice(0, MOST_VARYING);
  const pairs = varying.flatMap((disc) =>
    varying.filter((track) => isDiscBefore(disc, track)).map((track) => paired(disc, track)),
  );
  return [...plain, ...[...hundreds, ...pairs].map((places) => inFolders(places, within))];
}

function picksFor(names: readonly NumberedName[]): readonly Pick[] {
  const labels = commonLabels(names);
  return KINDS.flatMap((kind): Pick[] => [
    (numbers) => numbers.find((one) => one.kind === kind && one.isFirst),
    ...labels.map(
      (label): Pick =>
        (numbers) =>
          numbers.find((one) => one.kind === kind && one.label === label),
    ),
    (numbers) => numbers.findLast((one) => one.kind === kind && one.isLast),
    ...[0, 1, 2, 3].map(
      (at): Pick =>
        (numbers) =>
          numbers.filter((one) => one.kind === kind)[at],
    ),
    ...[-1, -2].map(
      (at): Pick =>
        (numbers) =>
          numbers.filter((one) => one.kind === kind).at(at),
    ),
  ]);
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

/** The ways that pick something, without those that pick the same as an earlier one. */
function distinctOf(ways: readonly Found[]): readonly Found[] {
  const byValues = new Map<string, Found>();
  for (const found of ways) {
    const key = found.map((number) => number?.value ?? '').join();
    if (found.some((number) => number !== null) && !byValues.has(key)) byValues.set(key, found);
  }
  return [...byValues.values()];
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
