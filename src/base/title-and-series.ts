import { GIVEN_NAMES } from './given-names.ts';
import { textKey, words } from './text.ts';

export interface TitleAndSeries {
  readonly title: string;
  readonly series: string;
}

/** Words that bind what stands before them to what follows. */
const CONNECTOR =
  /^(?:of|the|a|an|and|in|on|to|for|from|at|with|by|into|under|between|through|without|within|against|upon|than|beyond|until|what|how|when|where|why|if|after|before|behind|above|below|among|across|these|those|this|every|called|named|vs|versus|outta|my|your|his|her|our|their|its|no|not|is|are|or|as|who|that|&|-)$/iu;
/** In small letters elsewhere in a name, these begin another one where they have a capital: "Time of Dread Of Blood". */
const SMALL = /^(?:of|in|on|to|for|from|at|with|by|into)$/iu;
/** Words that end a title as well as they go on, but never before an article: "Death Becomes Her The Lanterns". */
const OWNER = /^(?:my|your|his|her|our|their|its|no|not|is|are|that|who|on|in|this)$/iu;
const NUMBER_WORD = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|zero|[ivx]{1,4})$/iu;
const CONNECTOR_ABROAD =
  /^(?:de|der|die|das|dem|den|des|von|du|del|della|dell'|y|e|et|und|och|i|z|w|na|que|som)$/u;
/** Words that a noun must follow. */
const BARE_ADJECTIVE =
  /^(?:last|first|second|third|final|dark|lost|great|black|white|red|blue|green|golden|silver|iron|grey|gray|brown|purple|scarlet|crimson|new|old|good|bad|young|little|big|long|high|true|wild|wise|only|other|next)$/iu;
/** How words mostly of that kind end; part of a pattern without regard to capitals. */
export const ADJECTIVE_ENDINGS = 'ed|ing|ful|less|ish|ous|al|(?<!mag|mus)ic|ian|en';
const ADJECTIVE = new RegExp(`${BARE_ADJECTIVE.source}|(?:${ADJECTIVE_ENDINGS})$`, 'iu');
const ARTICLE = /^(?:the|an?)$/iu;
/** In capitals within other words: these open a name of their own. */
const OPENING = /^(?:The|A|Die|Der|Das|Il|El|La|Le|Les|Los|Las)$/u;
/** Those whom series are named after: "Chief Inspector Barlow". */
const ROLE =
  /^(?:inspector|chief|detective|lord|captain|agent|commissaire|commissario|kommissar|doctor|dr\.?|father|brother|sister|lady|sir|major|colonel)$/iu;

/** "Inspector", "Captain": who bears such a title follows. */
export function opensPerson(word: string): boolean {
  return ROLE.test(word);
}

/** Words that close a title more often than they open a series. */
const CLOSING =
  /^(?:unbound|unleashed|rising|reborn|risen|ascendant|ascending|ascension|awakened|awakening|awakens|returns?|returned|revealed|begins|ends|eternal|rebellion|redemption|forever|online|undone|unbroken|untold|chosen|fallen|divided|restored|revenge|betrayed|un\p{L}{3,}ed)$/iu;
/** Of these, and of the names before them, are series: they count for nothing in the length. */
const FORM =
  /^(?:series|saga|trilogy|cycle|chronicles?|sequence|duology|quartet|archives?|reihe|trilogie)$/iu;
/** Words that close the name of a series. */
const OF_SERIES =
  /^(?:series|saga|trilogy|cycle|chronicles?|quest|online|wars?|files|tales|novels|mysteries|adventures|academy|legacy|universe|stories|legends|sequence|duology|quartet|archives?|world|trials|kingdoms?|realms?|empire|sagas|thrillers?|investigations|club|squad|fleet)$/iu;

/**
 * Parts what stands before ", Book 3" where both title and series were run together: "Edge World Undying Mercenaries".
 * A repetition or a "The" in the middle shows the border; else the border is where the words allow it best, and a series
 * has mostly two.
 */
export function splitTitleAndSeries(
  text: string,
  weigh: (series: string) => number = () => 0,
): TitleAndSeries {
  const parts = text.split(/\s+/u);
  if (parts.length > MAX_WORDS || text.length > MAX_LENGTH) return { title: text, series: text };
  const border = repetition(parts) ?? bestBorder(parts, weigh);
  if (border === null) return { title: text, series: text };
  const title = parts
    .slice(0, border)
    .join(' ')
    .replace(/[,:;-]+$/u, '');
  return { title, series: parts.slice(border).join(' ') };
}

/** What words that are known to be a series weigh at least: then even two words part. */
const KNOWN = 1.5;
const MAX_WORDS = 60;
const MAX_LENGTH = 600;

/** "Harbour Lights 2 The Harbour Lights": the same but for an article and a number. */
function repetition(parts: readonly string[]): number | null {
  const keys = parts.map((part) => words(part).join(' '));
  const said = (some: readonly string[]) =>
    some.filter((key) => key !== 'the' && !/^(?:\d*|[ivx]{1,4})$/u.test(key)).join(' ');
  for (let border = 1; border < parts.length; border += 1) {
    const left = said(keys.slice(0, border));
    if (left !== '' && left === said(keys.slice(border)) && !/^(?:\d+|[ivx]{1,4})$/u.test(keys[border] ?? ''))
      return border;
  }
  return null;
}

function bestBorder(parts: readonly string[], weigh: (series: string) => number): number | null {
  const keys = parts.map((part) => words(part).join(' '));
  let best: { readonly border: number; readonly fit: number } | null = null;
  for (let border = 1; border < parts.length; border += 1) {
    const weight = weigh(parts.slice(border).join(' '));
    const fit = parts.length === 2 ? (weight >= KNOWN ? weight : null) : fitOf(parts, keys, border, weight);
    if (fit !== null && (best === null || fit >= best.fit)) best = { border, fit };
  }
  return best?.border ?? null;
}

function isConnector(word: string): boolean {
  return CONNECTOR.test(word) || CONNECTOR_ABROAD.test(word);
}

/** Those are mostly of three words: "Lantern Murder Club". */
const INSTITUTION = /^(?:club|squad|agency|academy|guild|society|company|detectives)$/iu;

/** How well a series of so many words does, its connectors not counted. */
const LENGTHS: readonly number[] = [-2, -1, 0, -0.7];

/** How well title and series part at a border; null where they cannot. */
function fitOf(
  parts: readonly string[],
  keys: readonly string[],
  border: number,
  weight: number,
): number | null {
  const [before = '', after = ''] = [parts[border - 1], parts[border]];
  const left = parts.length - border;
  const isOpening =
    (OPENING.test(after) && left > (after === 'A' ? 2 : 1)) || isCapitalAmongSmall(parts, border);
  // Of two words nothing tells whether they are one name; "Harbour, Lights & Storms" is one.
  if ((weight < KNOWN && parts.length === 3 && ARTICLE.test(parts[0] ?? '')) || before.endsWith(','))
    return null;
  const isEnded = border > 1 && isOpening && OWNER.test(before) && /^\p{Lu}/u.test(before);
  if ((isConnector(before) && !isEnded) || (isConnector(after) && !isOpening)) return null;
  if (/^\p{Ll}/u.test(after) && /^\p{Lu}/u.test(parts.at(-1) ?? '')) return null;
  const last = parts.at(-1) ?? '';
  // "Harbour One" is one name.
  if (left === 1 && NUMBER_WORD.test(last) && weight < KNOWN) return null;
  const isForm = FORM.test(last) && left > 1;
  const bound = parts.slice(border + 1).filter(isConnector).length;
  const length = left - bound - (isOpening ? 1 : 0) - (isForm && left > 2 ? 1 : 0);
  // Of several words that come again the first begins the name.
  const seen = keys.indexOf(keys[border] ?? '');
  const isRepeated = left > 1 && seen < border && (seen === 0 || keys[seen - 1] !== keys[border - 1]);
  // "Bone Harbour Lantern Harbour": both end alike.
  const isRhymed = left > 1 && keys[border - 1] === keys.at(-1);
  const next = parts[border + 1] ?? '';
  const opensSeries = isOfSeries(after, next);
  // "Lord Harbour's" and "Sister Book of" are nobody's names.
  const isRole = ROLE.test(after) && !/['’]s$/u.test(next) && !isOfSeries(next, parts[border + 2] ?? '');
  const isGiven = GIVEN_NAMES.has(textKey(after)) && !GIVEN_NAMES.has(textKey(before));
  return (
    weight +
    (LENGTHS[length] ?? 3 - length) +
    (isOpening ? 4 : 0) +
    (isRepeated ? 2 : 0) +
    (isRhymed ? 1.5 : 0) +
    ((isRole || isGiven) && left > 1 ? 1.5 : 0) +
    (CLOSING.test(before) && border > 1 ? 1.5 : 0) -
    (!opensSeries && (CLOSING.test(after) || OF_SERIES.test(after)) ? 1.5 : 0) +
    (opensSeries ? length : 0) -
    (OF_SERIES.test(last) && length === 1 && !isForm ? 2 : 0) +
    (INSTITUTION.test(last) && length === 3 ? 1 : 0) -
    (/^\d+$/u.test(after) ? 2 : 0) -
    flawOfTitle(parts, border, isOpening ? 0 : length)
  );
}

/** How far what stands before a border goes on rather than ends; `length`: of the series, where nothing opens it. */
function flawOfTitle(parts: readonly string[], border: number, length: number): number {
  const before = parts[border - 1] ?? '';
  const isAlone = border === 1;
  // "The Last" is no title, "The Prefect" may be; nor is "Howling".
  const isShort = border === 2 && ARTICLE.test(parts[0] ?? '');
  const isOpen = isShort || (isAlone && (length > 2 || BARE_ADJECTIVE.test(before)));
  return (
    (isOpen && ADJECTIVE.test(before) ? 1.2 : 0) +
    (isShort && BARE_ADJECTIVE.test(before) ? 1.2 : 0) +
    (!isAlone && /^(?:old|black|dark|new|super|secret)$/iu.test(before) ? 1.2 : 0) +
    // "Eyes Buried Lantern Saga": an adjective goes on more often than it ends a title.
    (!isAlone && ADJECTIVE.test(before) && !CLOSING.test(before) ? 0.3 : 0) +
    (/['’]s$/u.test(before) ? 3 : 0) +
    (ROLE.test(before) && isBoundRole(parts[border] ?? '') ? 2 : 0) +
    (isAlone && /^\d+$/u.test(before) ? 3 : 0) +
    // "Jane" alone is a title more seldom than "Jane Harbour".
    (isAlone && length > 1 && GIVEN_NAMES.has(textKey(before)) ? 1.2 : 0)
  );
}

/** "Chronicles of", "Book of". */
function isOfSeries(word: string, next: string): boolean {
  return (OF_SERIES.test(word) || /^books?$/iu.test(word)) && /^of$/iu.test(next);
}

/** "A Time of Dread Of Blood and Bone". */
function isCapitalAmongSmall(parts: readonly string[], border: number): boolean {
  const after = parts[border] ?? '';
  return (
    /^\p{Lu}/u.test(after) &&
    SMALL.test(after) &&
    parts.some((part) => /^\p{Ll}/u.test(part) && CONNECTOR.test(part))
  );
}

/** "Lord" before "Peter", but not before "Harbour's Shadow" and "The Harbours". */
function isBoundRole(after: string): boolean {
  return !/['’]s$/u.test(after) && !OPENING.test(after);
}
