import { words } from './text.ts';

export interface TitleAndSeries {
  readonly title: string;
  readonly series: string;
}

/** Words that bind what stands before them to what follows. */
const CONNECTOR =
  /^(?:of|the|a|an|and|in|on|to|for|from|at|with|by|de|der|die|des|von|du|et|und|into|under|beyond|called|named|vs|versus|outta|my|your|his|her|our|their|its|no|not|is|are|or|as|who|that|&|-)$/iu;
/** Words that a noun must follow. */
const ADJECTIVE =
  /^(?:last|first|second|third|final|dark|lost|great|black|white|red|blue|green|golden|silver|new|old|good|bad|young|little|big|long|high|true|wild|wise|only|other|next|.*(?:ed|ing|ful|less|ish|ous|al|ic|ian|en))$/iu;
const ARTICLE = /^(?:the|an?)$/iu;
/** Words that close a title more often than they open a series. */
const CLOSING =
  /^(?:unbound|unleashed|rising|reborn|risen|ascendant|ascending|ascension|awakened|awakening|awakens|returns?|returned|revealed|begins|ends|eternal|rebellion|redemption|forever|online|undone|unbroken|untold|chosen|fallen|divided|restored|revenge|betrayed)$/iu;
/** Words that close the name of a series. */
const OF_SERIES =
  /^(?:series|saga|trilogy|cycle|chronicles?|quest|online|wars?|files|tales|novels|mysteries|adventures|academy|legacy|universe|stories|legends|sequence|duology|quartet|archives?|world|trials|kingdoms?|realms?|empire|sagas|thrillers?|investigations)$/iu;

/**
 * Parts what stands before ", Book 3" where both title and series were run together: "Edge World Undying Mercenaries".
 * A repetition or a "The" in the middle shows the border; else the border is where the words allow it best, and a series
 * has mostly two.
 */
export function splitTitleAndSeries(text: string): TitleAndSeries {
  const parts = text.split(/\s+/u);
  if (parts.length > MAX_WORDS || text.length > MAX_LENGTH) return { title: text, series: text };
  const border = repetition(parts) ?? bestBorder(parts);
  if (border === null) return { title: text, series: text };
  const title = parts
    .slice(0, border)
    .join(' ')
    .replace(/[,:;-]+$/u, '');
  return { title, series: parts.slice(border).join(' ') };
}

const MAX_WORDS = 60;
const MAX_LENGTH = 600;

/** "Harbour Lights 2 The Harbour Lights": the same but for an article and a number. */
function repetition(parts: readonly string[]): number | null {
  const keys = parts.map((part) => words(part).join(' '));
  const said = (some: readonly string[]) =>
    some.filter((key) => key !== 'the' && !/^\d*$/u.test(key)).join(' ');
  for (let border = 1; border < parts.length; border += 1) {
    const left = said(keys.slice(0, border));
    if (left !== '' && left === said(keys.slice(border)) && !/^\d+$/u.test(keys[border] ?? '')) return border;
  }
  return null;
}

function bestBorder(parts: readonly string[]): number | null {
  const keys = parts.map((part) => words(part).join(' '));
  let best: { readonly border: number; readonly fit: number } | null = null;
  for (let border = 1; border < parts.length; border += 1) {
    const fit = fitOf(parts, keys, border);
    if (fit !== null && (best === null || fit >= best.fit)) best = { border, fit };
  }
  return best?.border ?? null;
}

/** How well title and series part at a border; null where they cannot. */
function fitOf(parts: readonly string[], keys: readonly string[], border: number): number | null {
  const [before = '', after = ''] = [parts[border - 1], parts[border]];
  const startsWithThe =
    (after === 'The' && border < parts.length - 1) || (after === 'A' && border < parts.length - 2);
  if (CONNECTOR.test(before) || (CONNECTOR.test(after) && !startsWithThe)) return null;
  // Of two words nothing tells whether they are one name.
  if (parts.length < 3) return null;
  const length = parts.length - border - (startsWithThe ? 1 : 0);
  const last = parts.at(-1) ?? '';
  const isRepeated = keys.indexOf(keys[border] ?? '') < border;
  // "The Last" is no title, "The Prefect" may be.
  const isTitleShort = border === 2 && ARTICLE.test(parts[0] ?? '') && ADJECTIVE.test(parts[1] ?? '');
  const opensSeries = OF_SERIES.test(after) && /^of$/iu.test(parts[border + 1] ?? '');
  return (
    -Math.abs(length - 2) +
    (startsWithThe ? 4 : 0) +
    (isRepeated ? 2 : 0) +
    (CLOSING.test(before) && border > 1 ? 1.5 : 0) -
    (!opensSeries && (CLOSING.test(after) || OF_SERIES.test(after)) ? 1.5 : 0) +
    (opensSeries ? length : 0) -
    (OF_SERIES.test(last) && length === 1 ? 2 : 0) -
    (isTitleShort ? 1.2 : 0) -
    (/['’]s$/u.test(before) ? 2 : 0)
  );
}
