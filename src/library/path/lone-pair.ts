import { GIVEN_NAMES } from '../../base/given-names.ts';
import { textKey } from '../../base/text.ts';
import { ADJECTIVE_ENDINGS, opensPerson } from '../../base/title-and-series.ts';
import { TITLE_WORDS } from './title-words.ts';

/** How adjectives end: what begins so goes on. */
const ADJECTIVE = new RegExp(`(?:${ADJECTIVE_ENDINGS}|an[ct]|ent|ary|ive|[ai]ble)$`, 'iu');

/**
 * Title and series of one word each, "Wintersalt Lanternfall": a series of two words is made of common ones ("Dungeon
 * Lord", "Irrelevant Jack"). Of two-word series one in twenty is taken for such a pair, of the pairs more than half.
 */
export function lonePair(text: string): { readonly title: string; readonly series: string } | null {
  const [title = '', series = '', ...more] = text.split(/\s+/u);
  if (more.length > 0 || !isRare(title) || !isRare(series)) return null;
  const goesOn = ADJECTIVE.test(title) || GIVEN_NAMES.has(textKey(title)) || opensPerson(title);
  return goesOn ? null : { title, series };
}

function isRare(word: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}\p{N}]{5,}$/u.test(word) && !TITLE_WORDS.has(textKey(word));
}
