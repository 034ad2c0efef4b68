import type { ItemFacts } from './duplicate.ts';

/** `same`: one recording twice; `other`: one book in two recordings; null: nothing of the kind. */
export type PairVerdict = 'same' | 'other' | null;

/** Rounding, and the padding of encoders. */
const FILE_TOLERANCE_SECONDS = 1;
/** So many files that run alike are no accident; of fewer, something else must agree. */
const TELLING_FILES = 3;
/** Two rips of one recording, where nobody is named as its reader. */
const SAME_SHARE = 0.005;
/** Rips of one recording with other introductions and adverts differ by less. */
const OTHER_SHARE = 0.05;
const OTHER_SECONDS = 600;

/** Judges two items by what is known of them; encodings play no part. */
export function judgePair(a: ItemFacts, b: ItemFacts): PairVerdict {
  const isNamedAlike = haveOneName(a, b);
  if (runAlike(a.fileSeconds, b.fileSeconds)) {
    const isTelling =
      a.fileSeconds.length >= TELLING_FILES || (a.sizeBytes === b.sizeBytes && !areToldApart(a, b));
    if (isTelling || isNamedAlike) return 'same';
  }
  if (!isNamedAlike || areOtherVolumes(a, b)) return null;
  if (isPartOf(a.fileSeconds, b.fileSeconds) || isPartOf(b.fileSeconds, a.fileSeconds)) return 'same';
  return areOtherRecordings(a, b) ? 'other' : 'same';
}

function haveOneName(a: ItemFacts, b: ItemFacts): boolean {
  if (a.titleKey === null || a.titleKey === '' || a.titleKey !== b.titleKey) return false;
  return a.authorIds.some((author) => b.authorIds.includes(author));
}

/** At constant bitrates books of one length are of one size, too: what is known of both weighs more then. */
function areToldApart(a: ItemFacts, b: ItemFacts): boolean {
  return haveOtherReaders(a, b) || areOtherVolumes(a, b);
}

/** Books of a series that are all called alike, or parts of one that are told apart by their subtitles. */
function areOtherVolumes(a: ItemFacts, b: ItemFacts): boolean {
  if (a.subtitleKey && b.subtitleKey && a.subtitleKey !== b.subtitleKey) return true;
  return a.seriesPlaces.some(({ seriesId, position }) =>
    b.seriesPlaces.some(
      (other) =>
        other.seriesId === seriesId &&
        position !== null &&
        other.position !== null &&
        position !== other.position,
    ),
  );
}

function areOtherRecordings(a: ItemFacts, b: ItemFacts): boolean {
  if (differ(a.language, b.language) || differ(a.abridged, b.abridged) || differ(a.dramatised, b.dramatised))
    return true;
  if (haveOtherReaders(a, b)) return true;
  // Nobody would find it alike to something of which nothing is known.
  if (a.seconds === null || b.seconds === null) return true;
  const longer = Math.max(a.seconds, b.seconds);
  const apart = Math.abs(a.seconds - b.seconds);
  const areNamed = a.narratorKeys.length > 0 && b.narratorKeys.length > 0;
  return apart > (areNamed ? Math.max(longer * OTHER_SHARE, OTHER_SECONDS) : longer * SAME_SHARE);
}

function haveOtherReaders(a: ItemFacts, b: ItemFacts): boolean {
  const areNamed = a.narratorKeys.length > 0 && b.narratorKeys.length > 0;
  return areNamed && !a.narratorKeys.some((name) => b.narratorKeys.includes(name));
}

function differ<T>(a: T | null, b: T | null): boolean {
  return a !== null && b !== null && a !== b;
}

function runAlike(a: readonly number[], b: readonly number[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((seconds, at) => isClose(seconds, b[at]));
}

/** Whether files are some of the others, in the same order: a copy of which others are missing. */
export function isPartOf(part: readonly number[], whole: readonly number[]): boolean {
  if (part.length < TELLING_FILES || part.length >= whole.length) return false;
  let at = 0;
  for (const seconds of whole) if (isClose(seconds, part[at])) at += 1;
  return at === part.length;
}

function isClose(seconds: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(seconds - other) <= FILE_TOLERANCE_SECONDS;
}
