import { personKey } from '../../base/text.ts';
import { splitNames } from '../person-names.ts';
import type { Evidence } from './evidence.ts';
import type { FileHints } from './file-titles.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { firstNamed, hasMore, type Own, textsOf, withPeople } from './own-people.ts';
import { peopleAmongTexts } from './people-among-texts.ts';
import { isSiteName, LIKELY, NOBODY, peopleLikeness, SURE } from './person-likeness.ts';
import type { Surroundings } from './read-parents.ts';
import { runOnPeople } from './run-on-people.ts';
import { besideWords } from './same-series.ts';
import { seriesForms } from './series-forms.ts';
import { isShelfName } from './shelf-names.ts';

interface Sources {
  readonly parts: readonly NamePart[];
  readonly around: Surroundings;
  readonly files: FileHints;
  /** The title, where it is known from elsewhere. */
  readonly title: string | null;
  readonly evidence: Evidence;
}

/** Who wrote it, and the parts of the name that are left. */
export interface Written {
  readonly authors: Found<readonly string[]> | null;
  /** The book's own name bears them, so nothing else in it is theirs. */
  readonly isNamedBeside: boolean;
  readonly series: Found<string> | null;
  readonly parts: readonly NamePart[];
}

export function findAuthors({ parts, around, files, title, evidence }: Sources): Written {
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
  const own = peopleAmongTexts(parts, around, files, title, evidence) ?? runOnPeople(parts);
  return { ...(own ?? { authors: null, isNamedBeside: false, parts }), series: around.series };
}

/** The folder above was taken for an author's, but the book names another: then it is the series. */
function folderBeside(own: Own, { authors, likeness }: Surroundings): Found<string> | null {
  if (authors === null || likeness === SURE || own.authors === null) return null;
  if (own.authors.value.some((author) => isOneOf(author, authors.value))) return null;
  return found(authors.from, authors.from, 'the folder above, for the author is named in the book’s own');
}

const CREDIT = /^(?:(?<title>.+?),?\s+)?(?:(?:[Ww]ritten\s+)?[Bb]y|BY|[Vv]on|[Pp]ar)\s+(?<names>\p{Lu}.*)$/u;

/** "Emma by Jane Austen". */
function byCredit(parts: readonly NamePart[]): Own | null {
  for (const [at, part] of parts.entries()) {
    if (part.kind !== 'text') continue;
    const { title, names } = CREDIT.exec(part.text)?.groups ?? {};
    // "Highbury 2 by QuillDancer": behind a number, one word is a name, too.
    const isLone =
      isSiteName(names ?? '') || (/\d$/u.test(title ?? '') && /^\p{Lu}\p{L}+$/u.test(names ?? ''));
    if (!names || (peopleLikeness(names) < LIKELY && !isLone)) continue;
    if (title === undefined && parts.length === 1) continue;
    // "Johann von Goethe" is a name, and "Death by Black Hole" a title.
    if (title !== undefined && peopleLikeness(part.text) > NOBODY) continue;
    const left =
      title === undefined ? [] : seriesForms(title).map((form): NamePart => ({ ...part, ...form }));
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
