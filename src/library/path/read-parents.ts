import { words } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import { type BookTold, isInFront, type Sense, senseOf } from './folder-sense.ts';
import { type Found, found } from './found.ts';
import { isSiteName, LIKELY, NOBODY, peopleLikeness, SURE } from './person-likeness.ts';
import type { Name } from './read-name.ts';
import { isSameSeries } from './same-series.ts';
import { isRankingName, isShelf } from './shelf-names.ts';

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

const HEAP = /\b(?:collections?|audio ?books?|ebooks|packs?|bundles?|torrents?|releases)\b/iu;
const CALLED_SERIES =
  /\b(?:series|saga|trilogy|duology|quartet|cycle|chronicles?|novels|universe|reihe|zyklus|trilogie|stories|legends|adventures|mysteries|files|wars?|tales)\b|^(?:the|books of|tales of)\s/iu;
const WITHOUT_CASE = /^[\p{Lo}\p{M}\s・]+$/u;

export function readParents(above: readonly Name[], book: BookTold): Surroundings {
  const isRanking = above.some(isRankingName);
  const shelves = above.filter(isShelf).map(({ raw }) => raw);
  const senses = above
    .filter((name) => !isShelf(name) && !isRankingName(name))
    .slice(-3)
    .map((name) => senseOf(name, book))
    .filter(({ people, series, single }) => people.length > 0 || series !== null || single !== null);
  const narrators = above.toReversed().flatMap(narratorsOf)[0] ?? null;
  return { ...decide(senses, book), narrators, position: positionOf(above.at(-1)), isRanking, shelves };
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

type Decision = Pick<Surroundings, 'authors' | 'likeness' | 'series'>;

function decide(senses: readonly Sense[], book: BookTold): Decision {
  const nearest = senses.at(-1);
  if (nearest === undefined) return { authors: null, likeness: NOBODY, series: null };
  const joint = senses.findLast(({ people }) => people.length > 0);
  if (joint) return besideJoint(joint, nearest);
  const upper = senses
    .slice(0, -1)
    .toReversed()
    .filter(({ isCalledSeries }) => !isCalledSeries);
  const best =
    upper.find(({ likeness }) => likeness === SURE) ??
    upper.find(({ likeness }) => likeness >= LIKELY) ??
    // "刘慈欣/三体/2 - 黑暗森林": without capitals and spaces nothing tells a name but its place.
    upper.find(({ single }) => WITHOUT_CASE.test(single ?? ''));
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
  if (book.series.some((series) => isSameSeries(series, name) || isEndOf(series, name))) return true;
  const [own, other] = [words(name).join(' '), words(book.title).join(' ')];
  // "Jane Austen - Emma" in "Jane Austen" has its author in front.
  if (
    book.front !== null &&
    words(book.front).join(' ') === own &&
    (peopleLikeness(name) >= LIKELY || isSiteName(name))
  )
    return false;
  if (own !== '' && other.startsWith(`${own} `) && peopleLikeness(name) < SURE) return true;
  // "Emma Woodhouse and the Picnic", "07 - Emma Woodhouse Travels" in "Emma Woodhouse": it is about her.
  const start = words(book.start ?? '').join(' ');
  return (
    start.startsWith(`${own} `) &&
    (book.hasPosition || /^(?:and|und|et|y|vs|in|on|at)\s/u.test(start.slice(own.length + 1)))
  );
}

/** "Woodhouse 2" in "Emma Woodhouse". */
function isEndOf(series: string, name: string): boolean {
  const [some, all] = [words(series).join(' '), words(name).join(' ')];
  return some !== '' && all.endsWith(` ${some}`) && peopleLikeness(name) < SURE;
}

function isSeriesAlone({ single, likeness }: Sense, book: BookTold, isBelowOthers: boolean): boolean {
  const name = single ?? '';
  // A number is what books in the folder of a series have; only a known name is stronger.
  const isNamed = isInFront(name, book);
  if (likeness === LIKELY && book.hasPosition && !isBelowOthers && !isNamed) return true;
  if (likeness >= LIKELY) return book.isVolume && !isBelowOthers && !isNamed && splitNames(name).length < 2;
  if (CALLED_SERIES.test(name)) return true;
  if (WITHOUT_CASE.test(name)) return book.hasPosition;
  return book.hasPosition || isBelowOthers || (likeness === NOBODY && /\s/u.test(name));
}
