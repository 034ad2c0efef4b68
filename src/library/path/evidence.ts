import { personKey, titleKey, words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import type { ExplainedPath } from './path-reading.ts';
import { NOBODY, peopleLikeness, SURE } from './person-likeness.ts';

/** What other paths of a list, or the books of a library, tell of names: whose they are. */
export interface Evidence {
  /** By `personKey`. */
  readonly authors: ReadonlySet<string>;
  /** By `titleKey`. */
  readonly series: ReadonlySet<string>;
  /**
   * Words on which texts of title and series end alike, by `titleKey`, and how much likelier that makes them the series:
   * "Highbury" of "Emma Highbury, Book 1" and "Persuasion Highbury, Book 2".
   */
  readonly ends: ReadonlyMap<string, number>;
}

export const NO_EVIDENCE: Evidence = { authors: new Set(), series: new Set(), ends: new Map() };

/** Why a series was read from a text that may hold the title, too: that is evidence of its end only. */
export const RUN_TOGETHER = 'a name with a number, title and series in one';

/** The longest end of a text that is counted, in words. */
const MAX_END = 6;

/** What stands before words on which texts end. */
interface End {
  readonly titles: Set<string>;
  readonly lastWords: Set<string>;
}
const ENOUGH = 3;

/** Where the word before is always the same, it belongs to the series, too. */
function weightOfEnd({ lastWords }: End): number {
  if (lastWords.size === 1) return 0.5;
  return lastWords.size === ENOUGH ? 2.5 : 1.5;
}

/** Counts how names are read, path by path. Keeps a few short keys for each. */
export function countNames(): { add(reading: ExplainedPath): void; evidence(): Evidence } {
  const authors = new Map<string, number>();
  const series = new Map<string, number>();
  const ends = new Map<string, End>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const addEnds = (text: string) => {
    const all = words(text);
    for (let at = Math.max(1, all.length - MAX_END); at < all.length; at += 1) {
      const key = titleKey(all.slice(at).join(' '));
      const end = ends.get(key) ?? { titles: new Set(), lastWords: new Set() };
      if (end.titles.size < ENOUGH) end.titles.add(all.slice(0, at).join(' '));
      if (end.lastWords.size < ENOUGH) end.lastWords.add(all[at - 1] ?? '');
      ends.set(key, end);
    }
  };
  return {
    add(reading) {
      for (const name of reading.authors?.value ?? []) count(authors, personKey(name));
      for (const { value, from, why } of reading.series) {
        if (why === RUN_TOGETHER) addEnds(beforeVolume(from));
        else if (value.position !== null) count(series, titleKey(value.name));
      }
    },
    evidence: () => ({
      authors: keysOf(authors, (key, times) => times > 1 && times > (series.get(key) ?? 0)),
      series: keysOf(series, (key, times) => times > (authors.get(key) ?? 0)),
      ends: new Map(
        [...ends].flatMap(([key, end]) => (end.titles.size > 1 ? [[key, weightOfEnd(end)]] : [])),
      ),
    }),
  };
}

function keysOf(counts: ReadonlyMap<string, number>, isEnough: (key: string, times: number) => boolean) {
  return new Set([...counts].filter(([key, times]) => isEnough(key, times)).map(([key]) => key));
}

/** "Emma Highbury" of "Emma Highbury, Book 1". */
export function beforeVolume(text: string): string {
  return text.replace(/,?\s+(?:book|bk|vol)\p{L}*\.?\s.*$/iu, '');
}

/** How far a text is somebody's name, by what is told elsewhere and by its own words. */
export function likenessBy({ authors, series }: Evidence, text: string): number {
  if (series.size > 0 && series.has(titleKey(text))) return NOBODY;
  const names = authors.size === 0 ? [] : splitNames(text);
  return names.length > 0 && names.every((name) => authors.has(personKey(name)))
    ? SURE
    : peopleLikeness(text);
}

/** How much more likely words are the name of a series, in the measure of `splitTitleAndSeries`. */
export function weightOf({ series, ends }: Evidence, text: string): number {
  if (series.size === 0 && ends.size === 0) return 0;
  const key = titleKey(text);
  return series.has(key) ? 4 : (ends.get(key) ?? 0);
}
