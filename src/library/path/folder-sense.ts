import { textKey, titleKey, words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { type Evidence, likenessBy } from './evidence.ts';
import type { NamePart } from './name-part.ts';
import {
  hasInitials,
  isSiteName,
  LIKELY,
  NOBODY,
  POSSIBLE,
  peopleLikeness,
  personLikeness,
  SURE,
} from './person-likeness.ts';
import type { Name } from './read-name.ts';
import { besideWords, plainSeries } from './same-series.ts';
import { COUNTED, isShelfName, withoutCount } from './shelf-names.ts';
import { TITLE_WORDS } from './title-words.ts';

/** One folder: people, a series, both, or a name that may be either. */
export interface Sense {
  readonly from: string;
  readonly people: readonly string[];
  readonly likeness: number;
  readonly series: string | null;
  readonly isCalledSeries: boolean;
  /** The one text that may be either. */
  readonly single: string | null;
}

/** What the book's own folder tells of what may stand above it. */
export interface BookTold {
  readonly title: string;
  /** The text it begins with. */
  readonly start: string | null;
  /** The same, where others follow behind a dash. */
  readonly front: string | null;
  readonly hasPosition: boolean;
  /** Its number is called that of a volume: "Book 4". */
  readonly isVolume: boolean;
  readonly series: readonly string[];
  /** The folder above, where the book's own name begins with all of its. */
  readonly beginning: string | null;
  readonly evidence: Evidence;
}

const CREDIT = /^(?<title>.+?),?\s+(?:by|von|par)\s+(?<names>\p{Lu}.*)$/u;
const POSSESSIVE = /^(?<author>.+?)['’]s?\s+(?<series>\p{Lu}.*)$/u;

/** "Jane Austen - Emma - 19 Audiobooks": of the author's, but no series. */
function withoutHeap(sense: Sense, { text }: Name, { hasPosition }: BookTold): Sense {
  const isHeap = COUNTED.test(text) && sense.people.length > 0 && !hasPosition;
  return isHeap ? { ...sense, series: null } : sense;
}

/** What one folder above the book says: people, a series, both, or one name that may be either. */
export function senseOf(name: Name, book: BookTold): Sense {
  return withoutHeap(senseAlone(name, book), name, book);
}

function senseAlone(name: Name, book: BookTold): Sense {
  // "Highbury 1-7" has several of them.
  const isCalled =
    /\bseries\b/iu.test(name.text) ||
    name.parts.some((part) => part.kind === 'series' && part.position.includes('-'));
  const base = {
    from: name.raw,
    isCalledSeries: isCalled,
    people: [],
    likeness: NOBODY,
    series: null,
    single: null,
  };
  // "Jane Austen 3 Audiobooks": that is no third volume.
  const isCounted = withoutCount(name.text) !== name.text;
  const texts = withDoubleName(name.parts).flatMap((part) => {
    if (part.kind === 'text' && part.joint !== 'bullet') return [part.text];
    if (part.kind === 'series') return [part.position.includes('-') || isCounted ? part.name : part.whole];
    return [];
  });
  const parted = texts.length === 1 && isNumbered(texts[0] ?? '', name) ? partedAtDash(texts[0] ?? '') : null;
  const meant = (parted ?? texts).filter((text) => !isShelfName(text));
  const called = meant.length > 2 ? meant.find((text) => /\S\s+series$/iu.test(text)) : undefined;
  const useful = meant
    .map((text) => withoutRange(plainSeries(withoutCount(text))))
    .filter((text) => text !== '' && !isShelfName(text));
  const aside = name.parts.find((part) => part.kind === 'aside' && peopleLikeness(part.text) >= LIKELY);
  const [first, ...others] = useful;
  if (first === undefined) return base;
  if (aside?.kind === 'aside' && others.length === 0)
    return { ...base, people: splitNames(aside.text), likeness: SURE, series: first };
  if (others.length === 0) return { ...base, ...soleSense(first, isCalled, book) };
  const last = others.at(-1) ?? '';
  const series = called === undefined ? null : plainSeries(called);
  // "Emma Woodhouse 7-10 - Jane Austen": whoever has numbers is a series.
  const likenessIn = (text: string) => {
    const isSeries = isNumbered(text, name) || (parted !== null && text === last);
    const told = isSiteName(text) ? LIKELY : NOBODY;
    const likeness = isSeries ? NOBODY : Math.max(told, likenessBy(book.evidence, text));
    return likeness >= LIKELY && isInFront(text, book) ? SURE : likeness;
  };
  const [ofFirst, ofLast] = [likenessIn(first), likenessIn(last)];
  // "Quill Vonnet - Emma Woodhouse" above "Quill Vonnet - Emma Woodhouse - 02 - The Picnic": in the order of the book.
  if (others.length === 1 && ofFirst > NOBODY && book.beginning === name.raw)
    return { ...base, people: splitNames(first), likeness: LIKELY, series: last };
  // "Hope Harbour-Emma Woodhouse[1-7]": what is numbered is the series, so the other is who wrote it.
  if (parted && ofFirst < LIKELY) return { ...base, people: [first], likeness: POSSIBLE, series: last };
  // "Emma Woodhouse - Jane B. Austen": of two names the one with initials is more seldom a series.
  const isLast = ofFirst === ofLast && hasInitials(last) && !hasInitials(first) && !isInFront(first, book);
  const isFirst = isInverted(first) || (ofFirst >= ofLast && ofFirst > NOBODY && !isLast);
  if (isFirst)
    return {
      ...base,
      people: splitNames(first),
      likeness: Math.max(ofFirst, LIKELY),
      series: series ?? last,
    };
  if (ofLast > NOBODY)
    return { ...base, people: splitNames(last), likeness: ofLast, series: series ?? first };
  // "Homer - Epics": one word before a dash is a name, too.
  const isParted = name.parts.some((part) => part.kind === 'text' && part.joint === 'dash');
  if (!/\s/u.test(first) && others.length === 1 && isParted)
    return { ...base, people: [first], likeness: POSSIBLE, series: last };
  return { ...base, single: useful.join(' - ') };
}

/** The book's own name begins with it, too. */
export function isInFront(text: string, { front }: BookTold): boolean {
  return front !== null && words(front).join(' ') === words(text).join(' ');
}

function isNumbered(text: string, { parts }: Name): boolean {
  return parts.some((part, at) => {
    const next = parts[at + 1];
    const isCounted = next?.kind === 'noise' && next.why === 'how many books there are';
    return (
      (part.kind === 'series' && part.name === text) ||
      (part.kind === 'text' && part.text === text && isCounted && next.joint === 'bracket')
    );
  });
}

/** "Jane de Vere-Austen": above a book, a tight dash before one word is that of a name. */
function withDoubleName(parts: readonly NamePart[]): readonly NamePart[] {
  const [first, second, ...others] = parts;
  if (first?.kind !== 'text' || second?.kind !== 'text' || others.length > 0) return parts;
  const isOne = second.joint === 'tight' && /^\p{Lu}[\p{Ll}\p{M}]+$/u.test(second.text);
  if (!isOne || isShelfName(second.text) || TITLE_WORDS.has(textKey(second.text))) return parts;
  return [{ ...first, text: `${first.text}-${second.text}` }];
}

/** "Le Veque, Kathryn": so people are sorted. */
function isInverted(text: string): boolean {
  return text.includes(',') && personLikeness(text) >= LIKELY;
}

function soleSense(text: string, isCalled: boolean, book: BookTold): Partial<Sense> {
  const credit = CREDIT.exec(text)?.groups;
  const isName = peopleLikeness(text) >= LIKELY;
  if (!isName && credit?.['title'] && credit['names'] && peopleLikeness(credit['names']) >= LIKELY)
    return { people: splitNames(credit['names']), likeness: SURE, series: plainSeries(credit['title']) };
  const owned = POSSESSIVE.exec(text)?.groups;
  if (owned?.['author'] && owned['series'] && personLikeness(owned['author']) >= (isCalled ? LIKELY : SURE))
    return { people: [owned['author']], likeness: SURE, series: plainSeries(owned['series']) };
  for (const series of book.series) {
    const beside = besideWords(text, series);
    if (beside && peopleLikeness(beside.rest) >= LIKELY)
      return { people: splitNames(beside.rest), likeness: SURE, series };
  }
  return {
    single: text,
    isCalledSeries: isCalled || book.evidence.series.has(titleKey(text)),
    likeness: likenessBy(book.evidence, text),
  };
}

/** Two words or more before a dash without spaces: "Hope Harbour-Highbury". */
function partedAtDash(text: string): readonly string[] | null {
  const { before, after } = /^(?<before>[^-]*\s[^-]*)-(?<after>\p{Lu}.*)$/u.exec(text)?.groups ?? {};
  return before && after ? [before, after] : null;
}

/** "1-25", "(#1-9)" and the word before it. */
function withoutRange(text: string): string {
  return text
    .replace(/[\s,]+(?:books?|vols?\.?|volumes?)?\s*#?\d{1,4}\s*-\s*#?\d{1,4}$/iu, '')
    .replace(/[\s,-]+$/u, '');
}
