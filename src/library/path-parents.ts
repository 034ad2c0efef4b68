import { titleKey } from '../base/text.ts';
import { segmentsOf } from './path-segments.ts';
import { looksLikePeople, looksLikePerson, splitNames } from './person-names.ts';

/** What the folders above an item say of it. */
export interface Surroundings {
  readonly authors: readonly string[];
  readonly series: string | null;
}

const SHELVES =
  /^(?:audio ?books?|hörbücher|books?|bücher|fiction|non-?fiction|fantasy|sci-?fi|science fiction|romance|thrillers?|mystery|crime|horror|history|biograph(?:y|ies)|memoirs?|classics|children(?:s|'s)?|kids|young adult|ya|self[- ]help|business|short stories.*|english|german|deutsch|français|español|unsorted|new|misc(?:ellaneous)?|various|collections?|library|media|downloads?|complete|mp3s?|m4bs?|[a-z0-9])$/iu;
/** What joined names add: "Iain M. Banks - Culture Novels". A folder of a series alone keeps such words. */
const SERIES_WORDS =
  /\s+(?:series|collection|audio ?books?|novels|books|complete|all books|\(complete[^()]*\)|by)$/iu;
/** "(#1-9)", "1-5 (2013-2019)", "[1-12]", "01-04": how much of a series is there. */
const RANGES =
  /\s*(?:[([]\s*)?#?\d{1,4}(?:\.\d+)?\s*[-–]\s*#?\d{1,4}(?:\.\d+)?\s*(?:[)\]])?|\s*\(\d+\)|\s*\[series\]/giu;
const COUNTED = /[([]\s*#?\d+\s*[-–]\s*#?\d+\s*[)\]]$/u;
const SERIES_LIKE =
  /\b(?:series|saga|trilogy|cycle|chronicles?|novels|stories|legends|universe|adventures|mysteries|files|wars?|reihe|zyklus)\b|^(?:the|books of|tales of)\s/iu;

/** Reads the folders above an item, the nearest last: `Author/Series`, `Author`, `Series` or `Author - Series`. */
export function readParents(parents: readonly string[], title: string): Surroundings {
  const near = parents.slice(-3);
  const joint = near
    .toReversed()
    .map(authorAndSeries)
    .find((found) => found !== null);
  if (joint) return joint;
  const useful = near
    .map((name) => withoutAmount(name, AMOUNT_WORDS))
    .filter((name) => name !== '' && !SHELVES.test(name));
  const names = useful.slice(-2).filter((name) => titleKey(name) !== titleKey(title));
  const [upper, nearest] = names.length === 2 ? names : [undefined, names[0]];
  if (nearest === undefined) return { authors: [], series: null };
  if (upper === undefined) {
    const isCalledSeries = near.some(
      (raw) => /\bseries\b/iu.test(raw) && withoutAmount(raw, AMOUNT_WORDS) === nearest,
    );
    return isCalledSeries ? { authors: [], series: nearest } : one(nearest, title);
  }
  if (SERIES_LIKE.test(upper) && !looksLikePerson(upper)) return { authors: [], series: nearest };
  if (looksLikePeople(nearest) && !looksLikePeople(upper)) {
    return { authors: splitNames(nearest), series: null };
  }
  return {
    authors: splitNames(upper),
    series: splitNames(upper).join() === splitNames(nearest).join() ? null : nearest,
  };
}

/** A single folder above: an author, unless it is plainly a series. */
function one(name: string, title: string): Surroundings {
  const by = /^(?<series>.+?),?\s+by\s+(?<names>.+)$/iu.exec(name)?.groups;
  if (by?.['series'] && by['names'] && looksLikePeople(by['names'])) {
    return { authors: splitNames(by['names']), series: withoutAmount(by['series']) };
  }
  const isVolume = /^(?:book|vol(?:ume)?\.?|band|teil)\s*\d/iu.test(title) || isNumberedRepeat(title, name);
  if (looksLikePeople(name) && !isVolume) return { authors: splitNames(name), series: null };
  const possessive = /^(?<author>.+?)['’]s\s+(?<series>.+)$/u.exec(name)?.groups;
  if (possessive?.['author'] && looksLikePerson(possessive['author'])) {
    return { authors: [possessive['author']], series: possessive['series'] ?? null };
  }
  const isNumbered = /^\W?(?:book|vol(?:ume)?|band|teil|#)?\W*\d/iu.test(title) || repeats(title, name);
  return isNumbered || SERIES_LIKE.test(name)
    ? { authors: [], series: name }
    : { authors: splitNames(name), series: null };
}

/** "Jane Lawless 10 The Merchant of Venus" in "Jane Lawless". */
function isNumberedRepeat(title: string, name: string): boolean {
  return repeats(title, name) && /^\W*\d/u.test(title.slice(name.length));
}

function repeats(title: string, name: string): boolean {
  return `${titleKey(title)} `.startsWith(`${titleKey(name)} `);
}

/** "Brandon Sanderson - Cosmere", "Riyria Chronicles (Michael J. Sullivan)". */
function authorAndSeries(parent: string): Surroundings | null {
  const [counted, beside, ...more] = segmentsOf(parent);
  if (counted && beside && more.length === 0 && COUNTED.test(counted)) {
    return { authors: splitNames(beside), series: withoutAmount(counted) };
  }
  const name = withoutAmount(parent);
  const bracketed = /^(?<series>.+?)\s*\((?<author>[^()]+)\)$/u.exec(name)?.groups;
  if (bracketed?.['author'] && looksLikePeople(bracketed['author'])) {
    return { authors: splitNames(bracketed['author']), series: bracketed['series'] ?? null };
  }
  const [first, ...others] = segmentsOf(name);
  const last = others.at(-1);
  if (first === undefined || last === undefined) return null;
  if (looksLikePeople(first)) return { authors: splitNames(first), series: seriesOrNull(last) };
  if (looksLikePeople(last)) return { authors: splitNames(last), series: seriesOrNull(first) };
  return null;
}

function seriesOrNull(name: string): string | null {
  return SHELVES.test(name) || name === '' ? null : name;
}

const AMOUNT_WORDS = /\s+(?:series|complete|\(complete[^()]*\))$/iu;

function withoutAmount(name: string, words = SERIES_WORDS): string {
  let text = name
    .replace(RANGES, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s–-]+/u, '')
    .trim();
  for (let shorter = ''; shorter !== text; ) {
    shorter = text;
    text = text.replace(words, '').replace(/[\s,–-]+$/u, '');
  }
  return text;
}
