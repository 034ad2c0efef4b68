import { isNobody, splitNames } from '../person-names.ts';
import { cleanLine } from './clean-text.ts';

const MOST_NAMES = 50;

/** Names that stand one by one; words for nobody are left out. */
export function listedNames(names: readonly string[]): readonly string[] {
  const kept = names
    .slice(0, MOST_NAMES)
    .map(cleanLine)
    .filter((name) => name !== '' && !isNobody(name));
  return [...new Set(kept)];
}

/** Names in one text: "A, B & C". */
export function namesIn(text: string): readonly string[] {
  return splitNames(cleanLine(text)).slice(0, MOST_NAMES);
}
