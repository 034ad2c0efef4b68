/** Where a file stands: the last number counts within the ones before it, [disc, track]. */
export type Place = readonly number[];

/** How well numbers count the files that bear them. */
export interface Sequence {
  /** Indexes of the files that have a number, in its order. */
  readonly order: readonly number[];
  /** How many different places there are. */
  readonly distinct: number;
  /** From 0 to 1: whether each file has a number of its own and they follow one another. */
  readonly score: number;
}

export function sequenceOf(places: readonly (Place | null)[]): Sequence {
  const numbered = places.flatMap((place, index) => (place === null ? [] : [{ place, index }]));
  const sorted = numbered.toSorted((a, b) => comparePlaces(a.place, b.place) || a.index - b.index);
  let distinct = 0;
  let followed = 0;
  for (const [at, { place }] of sorted.entries()) {
    const before = sorted[at - 1]?.place;
    if (before === undefined || comparePlaces(before, place) !== 0) distinct += 1;
    if (before === undefined || follows(place, before)) followed += 1;
  }
  const all = Math.max(1, places.length);
  return {
    order: sorted.map(({ index }) => index),
    distinct,
    score: distinct < 2 ? 0 : (3 * distinct + 2 * followed) / (5 * all),
  };
}

export function comparePlaces(a: Place, b: Place): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Next on the same disc, or on the next one, where tracks begin again or run through. */
function follows(place: Place, before: Place): boolean {
  const at = place.findIndex((number, index) => number !== before[index]);
  if (at < 0 || place[at] !== (before[at] ?? 0) + 1) return false;
  return place
    .slice(at + 1)
    .every((number, index) => number <= 1 || number === (before[at + 1 + index] ?? 0) + 1);
}

/** Numbers that nobody bears, and between which files they are missing. */
export interface Gap {
  readonly missing: readonly number[];
  readonly after: number | null;
  readonly before: number;
}

/** The gaps in a row that has more numbers than gaps; a loose scatter of numbers has none. */
export function gapsOf(places: readonly (Place | null)[]): readonly Gap[] {
  const { order } = sequenceOf(places);
  const gaps: Gap[] = [];
  for (const [at, index] of order.entries()) {
    const place = places[index];
    const after = order[at - 1] ?? null;
    const missing = place ? missingBetween(after === null ? null : (places[after] ?? null), place) : [];
    if (missing.length > 0) gaps.push({ missing, after, before: index });
  }
  const count = gaps.reduce((sum, { missing }) => sum + missing.length, 0);
  return count <= Math.max(1, order.length / 2) ? gaps : [];
}

/** More are no gap but another way of counting. */
const MOST_MISSING = 100;

function missingBetween(before: Place | null, place: Place): readonly number[] {
  const last = place.at(-1) ?? 0;
  const isSameDisc = before !== null && comparePlaces(before.slice(0, -1), place.slice(0, -1)) === 0;
  const reached = before?.at(-1) ?? 0;
  // On a new disc the tracks begin again, or run through.
  const from = isSameDisc || last > reached ? reached : 0;
  return last - from - 1 > MOST_MISSING ? [] : range(from + 1, last - 1);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** Files that claim the same place. */
export function collisionsOf(places: readonly (Place | null)[]): readonly (readonly number[])[] {
  const byPlace = Map.groupBy(sequenceOf(places).order, (index) => places[index]?.join('/'));
  return [...byPlace.values()].filter((indexes) => indexes.length > 1);
}
