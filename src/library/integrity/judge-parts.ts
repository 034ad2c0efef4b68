import { formatDuration } from '../../base/quantities.ts';
import type { ItemFinding } from './item-finding.ts';

/** An item as a whole, with what was found of its audio. */
export interface ItemParts {
  /** What the scan found to be missing by the numbers of the files, as sentences. */
  readonly gaps: readonly string[];
  /** Where its last chapter ends. */
  readonly chaptersEndSeconds: number | null;
  /** What can be played of it; null where that is not known. */
  readonly seconds: number | null;
  /** The running time of the recording as somebody else tells it: never as its own files do. */
  readonly knownSeconds: number | null;
}

type Finding = Pick<ItemFinding, 'kind' | 'severity' | 'sentence'>;

const CHAPTERS_TOLERANCE = { seconds: 5, share: 0.01 };
/** Editions with other introductions and adverts differ by less. */
const MISSING_SHARE = 0.15;

/** Parts that are not there: gaps in the numbers, chapters behind the end, too short for the recording. */
export function judgeParts(item: ItemParts): readonly ItemFinding[] {
  const gaps = item.gaps.map(
    (sentence) => ({ kind: 'missing_parts', severity: 'severe', sentence }) as const,
  );
  return [...gaps, chaptersFinding(item), lengthFinding(item)]
    .filter((finding) => finding !== null)
    .map((finding) => ({ ...finding, path: null }));
}

function chaptersFinding({ chaptersEndSeconds: end, seconds }: ItemParts): Finding | null {
  if (end === null || seconds === null) return null;
  const tolerance = Math.max(CHAPTERS_TOLERANCE.seconds, seconds * CHAPTERS_TOLERANCE.share);
  if (end - seconds <= tolerance) return null;
  const sentence = `Its chapters go on to ${formatDuration(end)}, but its audio ends after ${formatDuration(seconds)}.`;
  return { kind: 'chapters_past_end', severity: 'slight', sentence };
}

function lengthFinding({ knownSeconds: known, seconds }: ItemParts): Finding | null {
  if (known === null || seconds === null || known - seconds <= known * MISSING_SHARE) return null;
  const sentence = `It runs ${formatDuration(seconds)}, the recording is known to run ${formatDuration(known)}: parts of it are missing, or it is abridged.`;
  return { kind: 'missing_parts', severity: 'slight', sentence };
}
