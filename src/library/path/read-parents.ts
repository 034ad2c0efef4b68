import { words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { type Found, found } from './found.ts';
import { LIKELY, NOBODY, POSSIBLE, peopleLikeness, personLikeness, SURE } from './person-likeness.ts';
import type { Name } from './read-name.ts';
import { besideWords, isSameSeries, plainSeries } from './same-series.ts';

/** What the folders above a book say of it. */
export interface Surroundings {
  readonly authors: Found<readonly string[]> | null;
  /** How sure it is that these are people. */
  readonly likeness: number;
  readonly series: Found<string> | null;
  readonly narrators: Found<readonly string[]> | null;
  /** "Highbury/Book 2/Emma". */
  readonly position: Found<string> | null;
  /** A folder of prize winners or of the best of their kind: numbers in it are ranks, and years those of a prize. */
  readonly isRanking: boolean;
  readonly shelves: readonly string[];
}

const SHELF =
  /^(?:(?:my |the |all )?audio ?books?|hörbücher|livres audio|books?|bücher|fiction|non-?fiction|(?:epic |urban |dark |high )?fantasy|sci-?fi|science fiction|(?:\p{L}+ )?romance|(?:\p{L}+ )?thrillers?|(?:\p{L}+ )?myster(?:y|ies)|crime|horror|history|biograph(?:y|ies)(?: (?:and|&) memoirs?)?|(?:auto)?biograph(?:y|ies)|memoirs?|classics|literature|poetry|drama|humou?r|comedy|philosophy|religion|politics|psychology|science|health|travel|children(?:s|'s)?|kids|teen|young adult|ya|lit ?rpg|gamelit|westerns?|self[- ]help|business|short stories.*|english|german|deutsch|french|français|spanish|español|italian|russian|unsorted|sorted|new|incoming|misc(?:ellaneous)?|various|collections?|series|authors?|anthologies|standalones?|singles?|library|media|data|mnt|home|downloads?|completed?|finished|torrents?|usenet|shared?|public|audible|abs|plex|mp3s?|m4bs?|[a-z0-9]|\d{4}|[a-z]-[a-z])(?:\s+[\d.]+)?$/iu;
/** "Complete Works", "Short Stories and Essays", "Other Books": nothing but words for a heap of books. */
const HEAP_WORDS: ReadonlySet<string> = new Set(
  'the tales all my his her other more complete completed collected selected entire full early later unabridged abridged standalone standalones single nonseries mixed misc various unsorted collection collections set sets box boxset audio audiobook audiobooks hörbücher book books novel novels novella novellas short stories story fiction nonfiction works poem poems poetry plays essays lectures writings anthology library archive discography bibliography mp3 mp3s m4b m4bs and of by'.split(
    ' ',
  ),
);
const RANKING =
  /\b(?:awards?|winners?|nominees?|top \d+|best (?:of|novels?|books?|sellers?)|bestsellers|greatest|must[- ]reads?)\b/iu;
const HEAP = /\b(?:collections?|audio ?books?|ebooks|packs?|bundles?|torrents?|releases)\b/iu;
const CALLED_SERIES =
  /\b(?:series|saga|trilogy|duology|quartet|cycle|chronicles?|novels|universe|reihe|zyklus|trilogie|stories|legends|adventures|mysteries|files|wars?|tales)\b|^(?:the|books of|tales of)\s/iu;
const CREDIT = /^(?<title>.+?),?\s+(?:by|von|par)\s+(?<names>\p{Lu}.*)$/u;
const POSSESSIVE = /^(?<author>.+?)['’]s?\s+(?<series>\p{Lu}.*)$/u;

/** One folder: people, a series, both, or a name that may be either. */
interface Sense {
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
  /** The part in front, before the first dash. */
  readonly front: string | null;
  readonly hasPosition: boolean;
  /** Its number is called that of a volume: "Book 4". */
  readonly isVolume: boolean;
  readonly series: readonly string[];
}

export function readParents(above: readonly Name[], book: BookTold): Surroundings {
  const isRanking = above.some(isRankingName);
  const shelves = above.filter(isShelf).map(({ raw }) => raw);
  const senses = above
    .filter((name) => !isShelf(name) && !isRankingName(name))
    .slice(-3)
    .map((name) => withoutHeap(senseOf(name, book), name))
    .filter(({ people, series, single }) => people.length > 0 || series !== null || single !== null);
  const narrators = above.toReversed().flatMap(narratorsOf)[0] ?? null;
  return { ...decide(senses, book), narrators, position: positionOf(above.at(-1)), isRanking, shelves };
}

/** "68 Audiobooks": so many that they are no series. */
const COUNTED = /(?<!\p{N})\d+ (?:mp3 |m4b |unabridged )?(?:audio ?)?books?(?!\p{L})/iu;

function isRankingName({ text, parts }: Name): boolean {
  if (RANKING.test(text)) return true;
  return (
    COUNTED.test(text) && !parts.some((part) => part.kind === 'text' && peopleLikeness(part.text) === SURE)
  );
}

function isShelf(name: Name): boolean {
  // "Various Authors", "Unknown": nobody.
  const isNobody = splitNames(name.text).length === 0;
  return isNobody || isShelfName(name.text) || name.parts.every(({ kind }) => kind === 'noise');
}

export function isShelfName(text: string): boolean {
  return SHELF.test(text) || words(text).every((word) => HEAP_WORDS.has(word) || /^\d+$/u.test(word));
}

function positionOf(name: Name | undefined): Found<string> | null {
  const [part, ...others] = name?.parts ?? [];
  return part?.kind === 'position' && others.length === 0
    ? found(part.position, part.from, 'the folder above only counts')
    : null;
}

function narratorsOf(name: Name): readonly Found<readonly string[]>[] {
  return name.parts.flatMap((part) => {
    if (part.kind === 'narrators') return [found(part.names, part.from, 'named as reader in a folder above')];
    const isBeside = part.kind === 'text' && part.joint === 'bullet' && peopleLikeness(part.text) >= LIKELY;
    return isBeside ? [found(splitNames(part.text), part.from, 'a person behind a bullet reads')] : [];
  });
}

/** "Jane Austen - Emma - 19 Audiobooks": of the author's, but no series. */
function withoutHeap(sense: Sense, { text }: Name): Sense {
  return COUNTED.test(text) && sense.people.length > 0 ? { ...sense, series: null } : sense;
}

function senseOf(name: Name, book: BookTold): Sense {
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
  const texts = name.parts.flatMap((part) => {
    if (part.kind === 'text' && part.joint !== 'bullet') return [part.text];
    if (part.kind === 'series') return [part.position.includes('-') ? part.name : part.whole];
    return [];
  });
  const meant = texts.filter((text) => !isShelfName(text));
  const called = meant.length > 2 ? meant.find((text) => /\S\s+series$/iu.test(text)) : undefined;
  const useful = meant
    .map((text) => withoutRange(plainSeries(text)))
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
    const likeness = isNumbered(text, name) ? NOBODY : peopleLikeness(text);
    return likeness >= LIKELY && isInFront(text, book) ? SURE : likeness;
  };
  const [ofFirst, ofLast] = [likenessIn(first), likenessIn(last)];
  const isFirst = isInverted(first) || (ofFirst >= ofLast && ofFirst > NOBODY);
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
function isInFront(text: string, { front }: BookTold): boolean {
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
  return { single: text, isCalledSeries: isCalled, likeness: peopleLikeness(text) };
}

/** "1-25", "(#1-9)" and the word before it. */
function withoutRange(text: string): string {
  return text
    .replace(/[\s,]+(?:books?|vols?\.?|volumes?)?\s*#?\d{1,4}\s*-\s*#?\d{1,4}$/iu, '')
    .replace(/[\s,-]+$/u, '');
}

type Decision = Pick<Surroundings, 'authors' | 'likeness' | 'series'>;

function decide(senses: readonly Sense[], book: BookTold): Decision {
  const nearest = senses.at(-1);
  if (nearest === undefined) return { authors: null, likeness: NOBODY, series: null };
  const joint = senses.findLast(({ people }) => people.length > 0);
  if (joint) return besideJoint(joint, nearest);
  const upper = senses.slice(0, -1).toReversed();
  const best =
    upper.find(({ likeness }) => likeness === SURE) ?? upper.find(({ likeness }) => likeness >= LIKELY);
  const name = nearest.single ?? '';
  // "Some Audiobooks", "Summer Pack": a heap, unless its books are numbered or name it.
  const isHeap = HEAP.test(nearest.from) && !book.hasPosition && !isOfBook(name, book);
  if (isHeap && nearest.likeness < LIKELY) return decide(senses.slice(0, -1), book);
  const isNearestSeries = nearest.isCalledSeries || isOfBook(name, book);
  if (
    best?.single &&
    (isNearestSeries || best.likeness >= nearest.likeness || isNumberedBelow(nearest, book))
  ) {
    const isTwice = splitNames(best.single).join() === splitNames(name).join();
    return {
      ...authorsOf(best, 'the folder above the series bears a name'),
      series: isTwice ? null : found(name, nearest.from, 'the folder between author and book'),
    };
  }
  if (isNearestSeries || isSeriesAlone(nearest, book, senses.length > 1))
    return {
      authors: null,
      likeness: NOBODY,
      series: found(name, nearest.from, 'the folder above is named like a series'),
    };
  return { ...authorsOf(nearest, 'the folder above is the author’s'), series: null };
}

/** "Jane Austen/Emma Woodhouse/01 - Emma": the nearer of two people is the one whom the books are about. */
function isNumberedBelow({ single }: Sense, book: BookTold): boolean {
  return book.hasPosition && !isInFront(single ?? '', book);
}

/** "Author - Series" somewhere above; a folder between it and the book is the nearer series. */
function besideJoint(joint: Sense, nearest: Sense): Decision {
  const between = nearest === joint ? null : nearest.single;
  const name = between !== null && nearest.likeness < SURE ? between : joint.series;
  return {
    authors: found(joint.people, joint.from, 'a folder above names author and series'),
    likeness: joint.likeness,
    series:
      name === null
        ? null
        : found(name, between === null ? joint.from : nearest.from, 'a folder above names the series'),
  };
}

function authorsOf(sense: Sense, why: string): Pick<Decision, 'authors' | 'likeness'> {
  return { authors: found(splitNames(sense.single ?? ''), sense.from, why), likeness: sense.likeness };
}

/** Whether the book's folder names it as its series: "Emma Woodhouse 10 The Picnic" in "Emma Woodhouse". */
function isOfBook(name: string, book: BookTold): boolean {
  if (book.series.some((series) => isSameSeries(series, name))) return true;
  const [own, other] = [words(name).join(' '), words(book.title).join(' ')];
  // "Jane Austen - Emma" in "Jane Austen" has its author in front.
  if (book.front !== null && words(book.front).join(' ') === own && peopleLikeness(name) >= LIKELY)
    return false;
  return own !== '' && other.startsWith(`${own} `) && peopleLikeness(name) < SURE;
}

function isSeriesAlone({ single, likeness }: Sense, book: BookTold, isBelowOthers: boolean): boolean {
  const name = single ?? '';
  // A number is what books in the folder of a series have; only a known name is stronger.
  const isNamed = isInFront(name, book);
  if (likeness === LIKELY && book.hasPosition && !isBelowOthers && !isNamed) return true;
  if (likeness >= LIKELY) return book.isVolume && !isBelowOthers && !isNamed;
  if (CALLED_SERIES.test(name)) return true;
  if (/^[\p{Lo}\p{M}\s・]+$/u.test(name)) return book.hasPosition;
  return book.hasPosition || isBelowOthers || (likeness === NOBODY && /\s/u.test(name));
}
