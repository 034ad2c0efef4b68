import { isGenericSubtitle } from '../base/subtitle-words.ts';
import type { Segment } from './name-shape.ts';
import { areSurelyPeople } from './person-name.ts';
import type { SoughtRecording } from './release-candidate.ts';
import { spellings } from './same-person.ts';
import { seriesPlaceOf } from './series-place.ts';
import {
  comparableWords,
  isVolumeMarker,
  numberOfWord,
  seriesWords,
  withoutArticle,
} from './sought-title.ts';

/** Words beside the title that mean nothing for which book it is. */
const WEAK = new Set(
  `the a an by with and feat der die das ein eine le la les el los las il lo de het een und et y novel book books bk audiobook
  audio vol volume band teil part no unabridged edition`.split(/\s+/u),
);
/** "Mistborn Saga": weak after the known name of a series, but "Dune Saga" is not "Dune". */
const SERIES_KIND =
  /^(?:series|saga|reihe|serie|chronicles?|cycle|trilogy|omnibus|sequence|novels?|mysteries)$/u;
const EDITION =
  /\b(?:(?:\d+(?:st|nd|rd|th)|tenth|twentieth|twenty fifth|fiftieth)\s)?(?:anniversary|special|revised|updated|expanded|extended|deluxe|collectors|authors|definitive|new|uk|us|audible|original)(?:\s(?:and\s)?(?:anniversary|revised|updated|expanded|original|extended))*\s(?:edition|cut|version|recording)\b/gu;

/** The phrases that the sought recording explains: its people, series, subtitle and its title once more. */
export function knownPhrases(sought: SoughtRecording): readonly (readonly string[])[] {
  const people = [...sought.authors, ...sought.narrators].flatMap((person) => [
    comparableWords(person),
    ...spellings(person).map((spelling) => spelling.split(' ')),
  ]);
  const series = sought.series.map(({ name }) => seriesWords(name));
  const titles = [sought.title, sought.subtitle ?? ''].map((text) => withoutArticle(comparableWords(text)));
  return [...people, ...series, ...titles]
    .filter((phrase) => phrase.length > 0)
    .sort((a, b) => b.length - a.length);
}

/** A stretch of a name beside the title. */
export interface Remainder {
  readonly words: readonly string[];
  /** The same words, with "|" for the phrases that the sought recording explains. */
  readonly unknown: readonly string[];
  readonly segment: Segment;
  readonly isWholeSegment: boolean;
  readonly isAfterTitle: boolean;
}

/** The words of a remainder that nothing explains; empty where all of it is accounted for. */
export function unexplainedWords(remainder: Remainder, mayHaveSubtitle: boolean): readonly string[] {
  const candidates = withoutNumbers(withoutEditions(remainder.unknown));
  const left = candidates.filter(
    (word, at) =>
      word !== BREAK && !WEAK.has(word) && !(SERIES_KIND.test(word) && candidates[at - 1] === BREAK),
  );
  if (left.length === 0) return [];
  const text = remainder.words.join(' ');
  if (remainder.isAfterTitle && /^(?:a|an|ein|eine|un|une|una)\s/u.test(text) && isGenericSubtitle(text))
    return [];
  if (remainder.isWholeSegment && explainsItself(remainder, mayHaveSubtitle)) return [];
  return left;
}

/** A segment of its own that is a place in some series, a person, a kind of book, or a long subtitle of a book outside any series. */
function explainsItself({ segment, words, isAfterTitle }: Remainder, mayBeSubtitle: boolean): boolean {
  const place = seriesPlaceOf(segment.text);
  if (place !== null && segment.joint !== 'colon') return true;
  if (areSurelyPeople(segment.text) || isGenericSubtitle(segment.text)) return true;
  if (!isAfterTitle || !mayBeSubtitle || segment.joint === 'bracket' || place) return false;
  return (
    words.length >= 6 ||
    (words.length >= 3 && /^(?:how|why|what|an?|inside|lessons|notes|my|one)$/u.test(words[0] ?? ''))
  );
}

const BREAK = '|';

function withoutEditions(some: readonly string[]): readonly string[] {
  const text = some.join(' ').replace(EDITION, BREAK);
  return text === '' ? [] : text.split(' ');
}

/** Writes "|" in place of each word of a known phrase. */
export function withoutPhrases(
  some: readonly string[],
  phrases: readonly (readonly string[])[],
): readonly string[] {
  const left: string[] = [];
  while (left.length < some.length) {
    const at = left.length;
    const known = phrases.find((phrase) => phrase.every((word, offset) => some[at + offset] === word));
    if (known) left.push(...known.map(() => BREAK));
    else left.push(some[at] ?? '');
  }
  return left;
}

/** Leaves out "book 4 of", plain numbers and years: which number it is, the volume rule judges. */
function withoutNumbers(some: readonly string[]): readonly string[] {
  return some.filter((word, at) => {
    const [before, beforeThat] = [some[at - 1], some[at - 2]];
    if (/^(?:1[89]|20)\d\d$/u.test(word) || numberOfWord(word, isVolumeMarker(before)) !== null) return false;
    return !(/^(?:of|in)$/u.test(word) && isVolumeMarker(beforeThat) && numberOfWord(before, true) !== null);
  });
}
