import { LACK_WORDS, type Lack } from '../../../../src/base/completeness.ts';

/** "Lacks narrator, year"; empty where nothing is. */
export function lackSentence(missing: readonly Lack[]): string {
  return missing.length === 0 ? '' : `Lacks ${missing.map((lack) => LACK_WORDS[lack]).join(', ')}`;
}
