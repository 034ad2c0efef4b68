import { GIVEN_NAMES } from '../../base/given-names.ts';
import { textKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { LONE_NAMES } from './lone-names.ts';
import { SURNAME_WORDS, TITLE_WORDS } from './title-words.ts';

/** How far a text may be somebody's name: the greater, the surer. */
export const NOBODY = 0;
export const POSSIBLE = 1;
export const LIKELY = 2;
export const SURE = 3;

const MAX_LENGTH = 200;
const PARTICLE =
  /^(?:de|da|di|du|del|della|der|den|van|von|vom|zu|zum|la|le|al|bin|ibn|ben|st|st\.|saint|mac|ter|ten|wa|abu|bint|ap|y|e|dos|das|do|af|av)$/iu;
/** In front these begin a title more often than a name. */
const ARTICLE = /^(?:das|der|den|la|le|les|el|dos|do|al)$/iu;
const SUFFIX = /^(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii|iv)\.?$/iu;
const INITIALS = /^(?:\p{Lu}\.?-?){1,3}$/u;
const CAPITALISED = /^(?:d['e]|di|du|la|le|van|von|mac|o'|al-)?\p{Lu}[\p{L}\p{M}.'’`-]*$/u;
/** How nouns, verbs and adjectives end and names do not: "Highbury Unsettled", "Creation Day". */
const COMMON_ENDING =
  /^\p{L}{2,}(?:tions?|sions?|(?<!gui)ness|[bcdgklnpstvz](?<!fred|dred)ed|ious|ism|hood|less|ology|ities|ments|ingly|(?<=\p{L}{4})[ae]ncy)$/iu;
/** "Jane B. Austen". */
export function hasInitials(text: string): boolean {
  return /(?<!\p{L})\p{Lu}(?!\p{L})/u.test(text);
}

/** "QuillDancer", "TheFirstMate": one word of two or three with capitals, as people name themselves on a site. */
export function isSiteName(text: string): boolean {
  return /^\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+){1,2}$/u.test(text) && !/^Mac?c?\p{Lu}/u.test(text);
}

const WITHOUT_CASE = /^[\p{Lo}\p{M}・.]+$/u;

/** How far a text is the name of one person, given name first or "Last, First". */
export function personLikeness(text: string): number {
  if (text.length > MAX_LENGTH || /[\d:;!?()[\]{}#&/+]/u.test(text)) return NOBODY;
  if (LONE_NAMES.has(textKey(text))) return SURE;
  const [name = '', ...others] = splitNames(text);
  return others.length > 0 || name === '' ? NOBODY : likenessOf(name);
}

/** How far each of the people that a text lists is a person. */
export function peopleLikeness(text: string): number {
  if (text.length > MAX_LENGTH || /[\d:!?()[\]{}#]/u.test(text)) return NOBODY;
  if (LONE_NAMES.has(textKey(text))) return SURE;
  const names = splitNames(text);
  const all = names.map(likenessOf);
  // Beside somebody who is known, one word is somebody, too: "Emma Woodhouse, QuillDancer".
  const isBeside = all.includes(SURE);
  return names.length === 0
    ? NOBODY
    : Math.min(...all.map((likeness, at) => (isBeside && isLoneWord(names[at] ?? '') ? LIKELY : likeness)));
}

function isLoneWord(name: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}]{2,}$/u.test(name) && !TITLE_WORDS.has(textKey(name));
}

/** Before a name, and no part of it. */
const HONORIFIC = /^(?:sir|dame|dr\.?|prof\.?|professor|rev\.?|lord|lady|saint|st\.?)\s+(?=\S+\s+\S)/iu;

function likenessOf(name: string): number {
  if (LONE_NAMES.has(textKey(name))) return SURE;
  const isSmall = !/\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
  if (!isSmall) return likenessAsWritten(name);
  // "jane austen": only a known name is one without its capitals.
  const capitals = name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return likenessAsWritten(capitals) === SURE ? SURE : NOBODY;
}

function likenessAsWritten(written: string): number {
  const words = written
    .replace(HONORIFIC, '')
    .replace(/(?<=\p{Lu}\.)(?=\p{Lu})/gu, ' ')
    .split(/[\s,]+/u)
    // "E. 'Doc' Smith"
    .map((word, at) => (at > 0 ? word.replace(/^['"](\p{Lu}\p{L}+)['"]$/u, '$1') : word))
    .filter((word) => word !== '' && !SUFFIX.test(word));
  const [first = '', ...rest] = words;
  const last = rest.at(-1);
  if (last === undefined || words.length > 6) return NOBODY;
  if (words.every((word) => WITHOUT_CASE.test(word))) return words.length === 2 ? POSSIBLE : NOBODY;
  if (!words.every((word) => PARTICLE.test(word) || CAPITALISED.test(word)) || !/^\p{Lu}/u.test(first))
    return NOBODY;
  if (words.some((word) => /'s$/u.test(word))) return NOBODY;
  const inner = rest.slice(0, -1);
  const isOfTitle = (word: string) => TITLE_WORDS.has(textKey(word)) && !PARTICLE.test(word);
  const endsLikeTitle = isOfTitle(last) && !SURNAME_WORDS.has(textKey(last));
  const startsLikeName = isInitials(first) || isGiven(first);
  const isKnown =
    startsLikeName || (!isOfTitle(first) && inner.some((word) => isInitials(word) || isGiven(word)));
  // "R A Emmerson": behind an initial, "A" is one, too.
  const isLetter = (word: string) => isInitials(word) || (startsLikeName && /^\p{Lu}\.?$/u.test(word));
  const odd = inner.filter((word) => isOfTitle(word) && !isLetter(word) && !isGiven(word));
  if (odd.some((word) => !isKnown || !SURNAME_WORDS.has(textKey(word)))) return NOBODY;
  // "Austen J.", but not "Plan B".
  if (isInitials(last) && last.length < 4 && !isGiven(first))
    return last.endsWith('.') && !isOfTitle(first) ? LIKELY : NOBODY;
  if (isKnown && !/^(?:a|i)$/iu.test(first)) return endsLikeTitle || odd.length > 0 ? POSSIBLE : SURE;
  if (isOfTitle(first) || ARTICLE.test(first) || endsLikeTitle) return NOBODY;
  return words.length <= 3 && !words.some((word) => COMMON_ENDING.test(word)) ? LIKELY : POSSIBLE;
}

function isInitials(word: string): boolean {
  return INITIALS.test(word) && !/^(?:A|I|II|III|IV|VI|VII|AN|OF|THE)$/u.test(word);
}

/** "Anne-Marie" begins with a known one, too. */
function isGiven(word: string): boolean {
  return GIVEN_NAMES.has(textKey(word.split('-')[0] ?? ''));
}
