import { isGenericSubtitle } from '../../base/subtitle-words.ts';
import { personKey, textKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import type { FileHints } from './file-titles.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { LIKELY, NOBODY, POSSIBLE, peopleLikeness, SURE } from './person-likeness.ts';
import { isShelfName, type Surroundings } from './read-parents.ts';
import { besideWords, isSameSeries } from './same-series.ts';
import { TITLE_WORDS } from './title-words.ts';

interface Sources {
  readonly parts: readonly NamePart[];
  readonly around: Surroundings;
  readonly files: FileHints;
  /** The title, where it is known from elsewhere. */
  readonly title: string | null;
}

/** Who wrote it, and the parts of the name that are left. */
export interface Written {
  readonly authors: Found<readonly string[]> | null;
  /** The book's own name bears them, so nothing else in it is theirs. */
  readonly isNamedBeside: boolean;
  readonly series: Found<string> | null;
  readonly parts: readonly NamePart[];
}

type Text = Extract<NamePart, { kind: 'text' }>;

export function findAuthors({ parts, around, files, title }: Sources): Written {
  const credited = byCredit(parts);
  if (credited) return { ...credited, series: around.series ?? folderBeside(credited, around) };
  if (around.authors !== null) {
    const known = besideKnown(parts, around.authors);
    if (known) return { ...known, series: around.series };
    const own = around.likeness < LIKELY ? ownPeople(parts, SURE) : null;
    if (own) {
      return { ...own, series: around.series ?? folderBeside(own, around) };
    }
    return { authors: around.authors, isNamedBeside: false, series: around.series, parts };
  }
  const own = amongTexts(parts, around, files, title);
  return { ...(own ?? { authors: null, isNamedBeside: false, parts }), series: around.series };
}

/** The folder above was taken for an author's, but the book names another: then it is the series. */
function folderBeside(own: Own, { authors, likeness }: Surroundings): Found<string> | null {
  if (authors === null || likeness === SURE || own.authors === null) return null;
  if (own.authors.value.some((author) => isOneOf(author, authors.value))) return null;
  return found(authors.from, authors.from, 'the folder above, for the author is named in the book’s own');
}

type Own = Pick<Written, 'authors' | 'isNamedBeside' | 'parts'>;

const CREDIT = /^(?:(?<title>.+?),?\s+)?(?:(?:[Ww]ritten\s+)?[Bb]y|BY|[Vv]on|[Pp]ar)\s+(?<names>\p{Lu}.*)$/u;

/** "Emma by Jane Austen". */
function byCredit(parts: readonly NamePart[]): Own | null {
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'text') continue;
    const { title, names } = CREDIT.exec(part.text)?.groups ?? {};
    if (!names || peopleLikeness(names) < LIKELY) continue;
    if (title === undefined && parts.length === 1) continue;
    // "Johann von Goethe" is a name, and "Death by Black Hole" a title.
    if (title !== undefined && peopleLikeness(part.text) > NOBODY) continue;
    const left: readonly NamePart[] = title === undefined ? [] : [{ ...part, text: title }];
    return {
      authors: found(splitNames(names), part.from, 'named after “by”'),
      isNamedBeside: true,
      parts: parts.toSpliced(at, 1, ...left),
    };
  }
  return null;
}

/** The author of the folder above, here again: "Austen, Jane - Emma" below "Jane Austen". */
function besideKnown(parts: readonly NamePart[], authors: Found<readonly string[]>): Own | null {
  const others = parts.filter(({ kind }) => kind === 'text' || kind === 'series').length > 1;
  const at = parts.findIndex((part) => part.kind === 'text' && isOneOf(part.text, authors.value));
  const named = parts[at];
  if (others && named?.kind === 'text') {
    const names = splitNames(named.text);
    return {
      authors: found(names, named.from, 'the author of the folder above, as the book spells the name'),
      isNamedBeside: true,
      parts: parts.toSpliced(at, 1),
    };
  }
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text' && part.kind !== 'series') continue;
    for (const author of authors.value) {
      const beside = besideWords(part.kind === 'text' ? part.text : part.name, author);
      if (!beside?.isBehind || isShelfName(beside.rest)) continue;
      const left: NamePart =
        part.kind === 'text' ? { ...part, text: beside.rest } : { ...part, name: beside.rest };
      return { authors, isNamedBeside: true, parts: parts.toSpliced(index, 1, left) };
    }
  }
  return null;
}

/** The same person, or one who shares the last name and the first letter: folders spell their authors loosely. */
function isOneOf(text: string, authors: readonly string[]): boolean {
  const names = splitNames(text).map(looseKey);
  const known = authors.map(looseKey);
  if (names.some((name) => known.includes(name))) return true;
  if (peopleLikeness(text) < LIKELY) return false;
  const short = (name: string) => `${name.slice(0, 1)} ${name.split(' ').at(-1) ?? ''}`;
  return names.some((name) => known.some((author) => short(author) === short(name)));
}

/** "Gregg" and "Greg" are one: doubled letters are what people misspell. */
function looseKey(name: string): string {
  return personKey(name).replace(/(\p{L})\1/gu, '$1');
}

function textsOf(parts: readonly NamePart[]): readonly Text[] {
  return parts.filter((part): part is Text => part.kind === 'text');
}

/** People at the start or the end of a name that has more to it. */
function ownPeople(parts: readonly NamePart[], least: number): Own | null {
  const texts = textsOf(parts);
  const [first] = texts;
  const last = texts.at(-1);
  if (!first || !last || !hasMore(parts)) return null;
  const likeness = peopleLikeness(first.text);
  if (likeness >= least && parts.indexOf(first) <= firstNamed(parts))
    return withPeople(parts, [first], 'people in front of a dash');
  if (last !== first && peopleLikeness(last.text) >= least && likeness < peopleLikeness(last.text))
    return withPeople(parts, [last], 'people behind the last dash');
  return null;
}

/** In front of a name, another year is that of a book: "1984 - George Orwell", but "1995 - Jane Eyre". */
const TITLE_YEARS: ReadonlySet<number> = new Set([1599, 1632, 1776, 1793, 1812, 1914, 1984]);

/** Whether a title is left beside one text: what stands alone before a series in brackets is the title. */
function hasMore(parts: readonly NamePart[]): boolean {
  return (
    textsOf(parts).length > 1 ||
    parts.some(
      (part, at) =>
        (part.kind === 'series' && part.form !== 'bracketed') ||
        (part.kind === 'year' && part.joint !== 'bracket' && (at > 0 || TITLE_YEARS.has(part.year))),
    )
  );
}

/** Where the first part stands that names something. */
function firstNamed(parts: readonly NamePart[]): number {
  return parts.findIndex(({ kind }) => kind === 'text' || kind === 'series');
}

function withPeople(parts: readonly NamePart[], people: readonly Text[], why: string): Own {
  return {
    authors: found(
      people.flatMap(({ text }) => splitNames(text)),
      people.map(({ from }) => from).join(' - '),
      why,
    ),
    isNamedBeside: true,
    parts: parts.filter((part) => !people.some((person) => person === part)),
  };
}

function amongTexts(
  parts: readonly NamePart[],
  around: Surroundings,
  files: FileHints,
  title: string | null,
): Own | null {
  // "Jane Austen - Emma (2010) Juliet Stevenson": who stands behind the year reads.
  const all = textsOf(parts);
  const texts = all
    .filter((text, at) => at < 2 || !isBehindYear(text, parts))
    .filter(({ text }, _, { length }) => length < 2 || !isSeries(text, around));
  const [first, second] = texts;
  const last = texts.at(-1);
  if (!first || !last) return null;
  if (!hasMore(parts) || (texts.length === 1 && all.length > 1 && around.series !== null))
    return inBrackets(parts);
  const isLeading = parts.indexOf(first) <= firstNamed(parts);
  const ofFirst = isLeading && !isNumbered(first, parts) ? peopleLikeness(first.text) : NOBODY;
  const ofLast =
    last === first ? (isLeading ? NOBODY : peopleLikeness(last.text)) : peopleLikeness(last.text);
  const isTitle = (text: string) => title !== null && personKey(text) === personKey(title);
  // "QuillDancer - The Salt Road": a name on a site is written so.
  const isSiteName = /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u.test(first.text) && second?.joint === 'dash';
  if (isLeading && isSiteName && ofLast < SURE && parts[0] === first)
    return withPeople(parts, [first], 'a name as on a site, in front of a dash');
  // Two people are never a title: "Don Quixote - Miguel Cervantes, John Rutherford".
  const areSeveral = last !== first && ofLast === SURE && splitNames(last.text).length > 1;
  if (areSeveral && splitNames(first.text).length < 2 && isBehindDash(last))
    return withPeople(parts, [last], 'several people behind the last dash');
  const areSeveralInFront = ofFirst >= LIKELY && splitNames(first.text).length > 1 && isBehindDash(second);
  if (areSeveralInFront && texts.length > 2)
    return withPeople(parts, [first], 'several people in front of a dash');
  if (isInverted(first.text)) return withPeople(parts, [first], 'a name as it is sorted, in front');
  const isApart = ofFirst === SURE || parts[parts.indexOf(first) + 1]?.joint !== 'colon';
  if (
    ofFirst >= LIKELY &&
    isApart &&
    ofFirst >= ofLast &&
    !isTitle(first.text) &&
    !isSeries(first.text, around)
  )
    return withPeople(parts, leadingPeople(parts, texts), 'people in front of a dash');
  const beforeLast = texts.length > 2 ? texts.at(-2) : undefined;
  // "Emma - Jane Austen - Juliet Stevenson": who reads comes last.
  if (ofLast > ofFirst && beforeLast && peopleLikeness(beforeLast.text) === SURE && !isTitle(beforeLast.text))
    return withPeople(parts, [beforeLast], 'people behind the title');
  // "Highbury Book 1 - Blue Monday": beside a series alone, only a known name is somebody's.
  const least =
    texts.length === 1 && isBehindSeries(last, parts, around) ? SURE + 1 : texts.length === 1 ? SURE : LIKELY;
  if (ofLast >= least && ofLast > ofFirst && !isTitle(last.text) && isBehindDash(last))
    return withPeople(parts, [last], 'people behind the last dash');
  if (ofLast === POSSIBLE && ofFirst === NOBODY && texts.length > 1 && isBehindDash(last))
    return withPeople(parts, [last], 'words like a name behind the last dash');
  if (ofFirst === POSSIBLE && !isTitle(first.text) && isBehindDash(second))
    return withPeople(parts, [first], 'words like a name in front of a dash');
  return beforeVolume(parts, texts, around) ?? mononym(parts, texts, around, files) ?? inBrackets(parts);
}

function isBehindYear(text: Text, parts: readonly NamePart[]): boolean {
  const before = parts[parts.indexOf(text) - 1];
  return text.joint === 'bullet' || (text.joint === 'bracket' && before?.kind === 'year');
}

/** "Highbury (Book 2) Emma": the number is of what stands before its bracket. */
function isNumbered(text: Text, parts: readonly NamePart[]): boolean {
  const next = parts[parts.indexOf(text) + 1];
  if (next?.kind !== 'position') return false;
  // "Highbury - 02 - Emma": only a known name is somebody's in front of a number.
  const isBetween =
    textsOf(parts).length === 2 && peopleLikeness(text.text) < SURE && !text.text.includes(',');
  return next.joint === 'bracket' || isBetween;
}

/** "Highbury/Highbury 01 - Jane Eyre": in the folder of its series, what stands behind the number is the title. */
function isBehindSeries(text: Text, parts: readonly NamePart[], { series }: Surroundings): boolean {
  const before = parts[parts.indexOf(text) - 1];
  return (
    series !== null &&
    before?.kind === 'series' &&
    isSameSeries(before.name, series.value) &&
    /(?<!\d)0\d|\p{L}\.?\s?#?\d+$/u.test(before.whole.slice(before.name.length))
  );
}

function isBehindDash(part: NamePart | undefined): boolean {
  return (
    part === undefined ||
    part.joint === 'dash' ||
    part.joint === 'tight' ||
    part.joint === 'bracket' ||
    part.joint === 'bullet'
  );
}

function isInverted(text: string): boolean {
  return text.includes(',') && peopleLikeness(text) >= LIKELY && splitNames(text).length === 1;
}

function isSeries(text: string, { series }: Surroundings): boolean {
  return series !== null && personKey(series.value) === personKey(text);
}

/** "Jane Austen - Another Lady - Sanditon": people one after the other, as long as a title is left. */
function leadingPeople(parts: readonly NamePart[], texts: readonly Text[]): readonly Text[] {
  const hasNumber = parts.some(({ kind }) => kind === 'series' || kind === 'position');
  if (texts.length < 3 || hasNumber) return texts.slice(0, 1);
  if (isGenericSubtitle(texts.at(-1)?.text ?? '')) return texts.slice(0, Math.max(1, texts.length - 2));
  const end = texts.findIndex((text, at) => at === texts.length - 1 || peopleLikeness(text.text) < SURE);
  return texts.slice(0, Math.max(1, end));
}

/** "Emma (Jane Austen)", where nobody else is named. */
function inBrackets(parts: readonly NamePart[]): Own | null {
  const at = parts.findLastIndex((part) => part.kind === 'aside' && peopleLikeness(part.text) === SURE);
  const part = parts[at];
  if (part?.kind !== 'aside' || part.bracket === '{') return null;
  return {
    authors: found(splitNames(part.text), part.from, 'a person in brackets, and nobody else is named'),
    isNamedBeside: true,
    parts: parts.toSpliced(at, 1),
  };
}

/** "Homer - The Odyssey of a Hero, Vol. 2": one word in front of a long name with a number. */
function beforeVolume(parts: readonly NamePart[], texts: readonly Text[], around: Surroundings): Own | null {
  const [first, ...others] = texts;
  const volume = parts[1];
  if (!first || others.length > 0 || parts[0] !== first || around.series !== null) return null;
  const isLong =
    volume?.kind === 'series' &&
    !textKey(volume.name).includes(textKey(first.text)) &&
    volume.from.startsWith(volume.name.slice(0, 3)) &&
    volume.form !== 'bare' &&
    volume.name.split(' ').length > 2;
  if (!isLong || volume.joint !== 'dash' || !/^\p{Lu}[\p{L}\p{M}]+$/u.test(first.text)) return null;
  return TITLE_WORDS.has(textKey(first.text))
    ? null
    : withPeople(parts, [first], 'one word in front of a long title');
}

/** "Homer - The Odyssey": one word in front may be a name, where no number makes it a series. */
function mononym(
  parts: readonly NamePart[],
  texts: readonly Text[],
  around: Surroundings,
  files: FileHints,
): Own | null {
  const [first, second, ...more] = texts;
  const isNumbered = parts.some(({ kind }) => kind === 'position' || kind === 'series');
  if (!first || !second || more.length > 0 || isNumbered || around.series !== null) return null;
  if (!/^(?:\p{Lu}[\p{L}\p{M}'.]+|[\p{Lo}\p{M}・]{1,8})$/u.test(first.text) || second.joint !== 'dash')
    return null;
  if (files.has(first.text) || isGenericSubtitle(second.text)) return null;
  return withPeople(parts, [first], 'one word in front of a dash');
}
