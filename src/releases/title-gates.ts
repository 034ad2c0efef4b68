import type { FoundTitle } from './find-title.ts';
import type { ParsedRelease } from './parsed-release.ts';
import { areSurelyPeople, splitPeople } from './person-name.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';
import { isSamePerson, namesPerson } from './same-person.ts';
import {
  comparableWords,
  isVolumeMarker,
  numberOfWord,
  seriesWords,
  withoutArticle,
} from './sought-title.ts';
import { fail, pass, unknown, type VerdictReason } from './verdict.ts';

/** The title must be there, complete, and must not be a piece of a longer one. */
export function judgeTitle(sought: SoughtRecording, found: FoundTitle | null): VerdictReason {
  if (found === null) return fail('title', `The name does not hold the title "${sought.title}".`);
  if (found.unexplained.length > 0) {
    return fail(
      'title',
      `The title may be another one: "${found.unexplained.join(' ')}" belongs neither to "${sought.title}" nor to its series, authors or narrators.`,
      1 + found.unexplained.length,
    );
  }
  const volumes = volumesOf(sought);
  const isAnotherVolume = found.numberAfter !== null && (found.numberAfter !== '1' || found.isOfSeveral);
  if (isAnotherVolume && volumes.length === 0 && found.form.volume === null) {
    return fail(
      'title',
      `The number ${found.numberAfter} follows the title, and the book sought has no number.`,
    );
  }
  return pass(
    'title',
    `The title "${sought.title}" is there${found.form.kind === 'whole' ? '' : `, ${found.form.kind}`}.`,
  );
}

/** How the author is confirmed, for the gate and for the score. */
export type AuthorEvidence =
  | { readonly kind: 'named' | 'field'; readonly author: string }
  | { readonly kind: 'other'; readonly others: readonly string[] }
  | { readonly kind: 'series' | 'none' };

export function findAuthor(
  sought: SoughtRecording,
  candidate: ReleaseCandidate,
  credited: readonly string[],
  parsed: ParsedRelease,
  found: FoundTitle | null,
): AuthorEvidence {
  const field = splitPeople(candidate.author ?? '');
  const inField = sought.authors.find((author) => field.some((person) => isSamePerson(person, author)));
  if (inField !== undefined) return { kind: 'field', author: inField };
  const isCredited = credited.length > 0;
  const inName = sought.authors.find((author) =>
    isCredited
      ? credited.some((person) => isSamePerson(person, author))
      : namesPerson(found?.otherWords ?? [], author),
  );
  if (inName !== undefined) return { kind: 'named', author: inName };
  if (isCredited) return { kind: 'other', others: credited };
  if (field.length > 0) return { kind: 'other', others: field };
  const guessed = parsed.authors.filter((author) => areSurelyPeople(author));
  // Another title by the same author: it fails by its title, not by a false word about its author.
  const other =
    found === null
      ? sought.authors.find((author) => guessed.some((person) => isSamePerson(person, author)))
      : undefined;
  if (other !== undefined) return { kind: 'named', author: other };
  if (guessed.length > 0) return { kind: 'other', others: guessed };
  return { kind: found && isProvenBySeries(sought, found) ? 'series' : 'none' };
}

export function judgeAuthor(sought: SoughtRecording, evidence: AuthorEvidence): VerdictReason {
  const wanted = sought.authors.join(', ');
  switch (evidence.kind) {
    case 'named':
      return pass('author', `The name says ${evidence.author}.`);
    case 'field':
      return pass('author', `The indexer says ${evidence.author}.`);
    case 'series':
      return pass('author', 'No author is named, but series, number and title together are this book.');
    case 'other':
      return fail('author', `The release is by ${evidence.others.join(', ')}, not by ${wanted}.`);
    case 'none':
      return fail('author', `The release names no author, so nothing shows that it is by ${wanted}.`);
  }
}

/** Series, its number and a title of some length stand for the author: no two books share all three. */
function isProvenBySeries(sought: SoughtRecording, found: FoundTitle): boolean {
  const name = [...found.otherWords];
  const title = [...found.form.words, ...(found.numberAfter === null ? [] : [found.numberAfter])];
  return sought.series.some((place) => {
    if (place.position === null) return false;
    const series = seriesWords(place.name);
    const isOwnTitle = found.form.words.join(' ').startsWith(series.join(' '));
    const numbers = isOwnTitle ? [title.at(-1)] : numbersNear(series, name);
    const isNumbered = numbers.some((number) => number !== null && Number(number) === Number(place.position));
    return isNumbered && new Set([...title, ...series, ...(isOwnTitle ? [] : ['#'])]).size >= 4;
  });
}

/** "Book 7 - Title - The Series" names both, though apart. */
function numbersNear(series: readonly string[], text: readonly string[]): readonly (string | null)[] {
  const beside = numbersBeside(series, text);
  return beside.length === 0 && ` ${text.join(' ')} `.includes(` ${series.join(' ')} `)
    ? [markedNumber(text)]
    : beside;
}

/** The place in the series must be the sought one wherever both are known. */
export function judgeVolume(
  sought: SoughtRecording,
  parsed: ParsedRelease,
  found: FoundTitle | null,
  allWords: readonly string[],
): VerdictReason {
  const volumes = volumesOf(sought);
  if (volumes.length === 0) return unknown('volume', 'The book sought has no number in a series.');
  for (const { name, position } of sought.series) {
    if (!isPlainNumber(position)) continue;
    const beside = numbersBeside(seriesWords(name), allWords);
    if (beside.some((number) => sameNumber(number, position)))
      return pass('volume', `It is number ${position} of ${name}.`);
    if (beside[0] !== undefined)
      return fail('volume', `It is number ${beside[0]} of ${name}, not ${position}.`);
  }
  const own = found?.numberAfter ?? null;
  const isPartOfTitle = found !== null && found.form.kind === 'whole' && own === null;
  const number = own ?? (parsed.series.length === 0 ? markedNumber(allWords) : null);
  if (number === null || (isPartOfTitle && markedNumber(allWords) === null))
    return unknown('volume', 'The release gives no number of that series.');
  return volumes.some((volume) => sameNumber(volume, number))
    ? pass('volume', `It is number ${number}.`)
    : fail('volume', `It is number ${number}, not ${volumes.join(' or ')}.`);
}

function volumesOf(sought: SoughtRecording): readonly string[] {
  return [...new Set(sought.series.flatMap(({ position }) => (isPlainNumber(position) ? [position] : [])))];
}

function isPlainNumber(position: string | null): position is string {
  return position !== null && /^\d+(?:\.\d+)?$/u.test(position.trim());
}

function sameNumber(a: string, b: string): boolean {
  return a === b || Number(a) === Number(b);
}

/** The numbers written right after a series' name, or before it as in "Book 4 of the Expanse". */
function numbersBeside(series: readonly string[], text: readonly string[]): readonly string[] {
  const numbers: string[] = [];
  for (let at = 0; at + series.length <= text.length; at++) {
    if (!series.every((word, offset) => text[at + offset] === word)) continue;
    const after = numberAfter(text.slice(at + series.length, at + series.length + 4));
    const before = numberBefore(withoutTrailingArticle(text.slice(Math.max(0, at - 4), at)));
    for (const number of [after, before]) if (number !== null) numbers.push(number);
  }
  return numbers;
}

function numberAfter(next: readonly string[]): string | null {
  const rest = /^(?:series|saga|trilogy|omnibus)$/u.test(next[0] ?? '') ? next.slice(1) : next;
  return isVolumeMarker(rest[0]) ? numberOfWord(rest[1], true) : numberOfWord(rest[0], false);
}

function numberBefore(before: readonly string[]): string | null {
  const [marker, number, of] = before.slice(-3);
  return /^(?:of|in)$/u.test(of ?? '') && isVolumeMarker(marker) ? numberOfWord(number, true) : null;
}

function withoutTrailingArticle(some: readonly string[]): readonly string[] {
  return some.length > 1 && withoutArticle([some.at(-1) ?? '', 'x']).length === 1 ? some.slice(0, -1) : some;
}

function markedNumber(text: readonly string[]): string | null {
  for (const [at, word] of text.entries()) {
    if (!isVolumeMarker(word) || word === 'part' || word === 'no') continue;
    const number = numberOfWord(text[at + 1], false);
    if (number !== null) return number;
  }
  return null;
}

/** All words of a name for the search of series and numbers. */
export function wordsOfName(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => comparableWords(text));
}
