import { knownPhrases, type Remainder, unexplainedWords, withoutPhrases } from './explained-words.ts';
import type { Segment } from './name-shape.ts';
import type { SoughtRecording } from './release-candidate.ts';
import {
  comparableWords,
  isArticle,
  isVolumeMarker,
  numberOfWord,
  type TitleForm,
  titleForms,
} from './sought-title.ts';

/** Where and how the sought title stands in a name. */
export interface FoundTitle {
  readonly form: TitleForm;
  /** Words beside it that nothing explains: then it is only a part of another title. */
  readonly unexplained: readonly string[];
  /** The number right after it: "Save State Hero 2", "Blue Core, Book One". */
  readonly numberAfter: string | null;
  /** Whether that number is announced as one of several volumes: "Volume 1", "Part 1". */
  readonly isOfSeveral: boolean;
  /** All other words of the name, where people and series are looked for; "|" where a field ends. */
  readonly otherWords: readonly string[];
}

interface Token {
  readonly word: string;
  readonly segment: Segment;
}

/** Finds the reading of a name that leaves the fewest words unexplained; null where the words of the title are not there. */
export function findTitle(sought: SoughtRecording, segments: readonly Segment[]): FoundTitle | null {
  const main = segments.filter(({ isAside }) => !isAside);
  const tokens = main.flatMap((segment) => comparableWords(segment.text).map((word) => ({ word, segment })));
  const asides = segments
    .filter(({ isAside }) => isAside)
    .flatMap(({ text }) => ['|', ...comparableWords(text)]);
  const phrases = knownPhrases(sought);
  const found: FoundTitle[] = [];
  for (const form of titleForms(sought)) {
    for (const start of startsOf(form.words, tokens)) {
      const end = start + form.words.length;
      const numberAfter = numberAt(tokens, end);
      if (form.volume !== null && form.volume !== (numberAfter ?? (form.isOfSeveral ? null : '1'))) continue;
      const mayHaveSubtitle =
        form.kind === 'whole' &&
        sought.series.length === 0 &&
        !sought.subtitle &&
        !sought.title.includes(':');
      const unexplained = remaindersAround(tokens, start, end, phrases).flatMap((part) =>
        unexplainedWords(part, mayHaveSubtitle),
      );
      const before = isArticle(tokens[start - 1]?.word) ? start - 1 : start;
      const otherWords = [
        ...withBreaks(tokens.slice(0, before)),
        '|',
        ...withBreaks(tokens.slice(end)),
        '|',
        ...asides,
      ];
      const isOfSeveral = /^(?:vol|volumes?|parts?|band|bd|teil|tome)$/u.test(tokens[end]?.word ?? '');
      found.push({ form, unexplained, numberAfter, isOfSeveral, otherWords });
    }
  }
  return found.reduce<FoundTitle | null>(
    (best, one) => (best && best.unexplained.length <= one.unexplained.length ? best : one),
    null,
  );
}

function withBreaks(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ word, segment }, at) => {
    const before = tokens[at - 1];
    return before && before.segment !== segment ? ['|', word] : [word];
  });
}

function startsOf(phrase: readonly string[], tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  for (let start = 0; start + phrase.length <= tokens.length; start++) {
    if (phrase.every((word, offset) => tokens[start + offset]?.word === word)) starts.push(start);
  }
  return starts;
}

/** "2", "book two", "vol 3" right after the title, also after a dash or colon where a marker stands before it. */
function numberAt(tokens: readonly Token[], end: number): string | null {
  const [next, afterNext] = [tokens[end], tokens[end + 1]];
  const segment = tokens[end - 1]?.segment;
  if (!next) return null;
  if (isVolumeMarker(next.word)) return numberOfWord(afterNext?.word, true);
  return next.segment === segment ? numberOfWord(next.word, false) : null;
}

/** What stands before and after the title, a part for each segment; known phrases may reach over a colon. */
function remaindersAround(
  tokens: readonly Token[],
  start: number,
  end: number,
  phrases: readonly (readonly string[])[],
): Remainder[] {
  const titleSegments = new Set(tokens.slice(start, end).map(({ segment }) => segment));
  return [
    { some: tokens.slice(0, start), isAfterTitle: false },
    { some: tokens.slice(end), isAfterTitle: true },
  ].flatMap(({ some, isAfterTitle }) => {
    const unknown = withoutPhrases(
      some.map(({ word }) => word),
      phrases,
    );
    return [...new Set(some.map(({ segment }) => segment))].map((segment) => {
      const isHere = (_: unknown, at: number) => some[at]?.segment === segment;
      const words = some.filter(isHere).map(({ word }) => word);
      return {
        words,
        unknown: unknown.filter(isHere),
        segment,
        isAfterTitle,
        isWholeSegment: !titleSegments.has(segment),
      };
    });
  });
}
