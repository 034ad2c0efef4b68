import { personKey } from '../../base/text.ts';
import { saysDramatised } from '../dramatised-mark.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import { fileHints } from './file-titles.ts';
import { findAuthors } from './find-authors.ts';
import { findSeries } from './find-series.ts';
import { findTitle } from './find-title.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { pathLevels } from './path-levels.ts';
import type { ExplainedPath } from './path-reading.ts';
import { LIKELY } from './person-likeness.ts';
import type { Name } from './read-name.ts';
import { readParents } from './read-parents.ts';
import { takeNarrators } from './take-narrators.ts';

/** Reads a path and says which part of it became what, and by which rule. Other paths may tell whose a name is. */
export function explainPath(
  path: string,
  fileNames: readonly string[] = [],
  evidence: Evidence = NO_EVIDENCE,
): ExplainedPath {
  const levels = pathLevels(path, fileNames);
  const { item, above, below, repeated } = levels;
  const files = fileHints(levels.fileNames);
  const around = readParents(above, {
    title: item.text,
    start: startOf(item),
    front:
      item.parts.filter(({ kind }) => kind === 'text' || kind === 'series').length > 1 ? startOf(item) : null,
    hasPosition: item.parts.some(({ kind }) => kind === 'position') || /^\d{1,2}\s+\p{L}/u.test(item.text),
    isVolume: isVolume(item),
    series: item.parts.flatMap((part) => (part.kind === 'series' ? [part.name] : [])),
    beginning: levels.beginning,
    evidence,
  });
  const written = findAuthors({ parts: item.parts, around, files, title: repeated ?? files.title, evidence });
  const read = takeNarrators(written.parts, written.authors !== null);
  const series = findSeries({
    parts: read.parts,
    around: { ...around, series: written.series },
    files,
    isCredited: written.isNamedBeside || above.length === 0,
    evidence,
  });
  const titled = findTitle({ ...series, item, files, repeated });
  const isDoubtful = written.authors === null || (!written.isNamedBeside && around.likeness < LIKELY);
  const ofFiles = isDoubtful
    ? authorOfFiles(titled.title.value, files.authorBeside(titled.title.value))
    : null;
  const authors = withEvidence(ofFiles ?? written.authors, evidence);
  return {
    title: titled.title,
    subtitle: titled.subtitle,
    authors,
    narrators: withAuthors(read.narrators ?? around.narrators ?? narratorsBelow(below), authors),
    series: titled.series,
    year:
      yearOf(item, titled.title.value, around.isRanking) ?? yearBelow(below) ?? yearInFiles(levels.fileNames),
    asin: asinOf([item, ...below, ...above.toReversed()]) ?? asinInFiles(levels.fileNames),
    abridged: abridgementOf([item, ...below]),
    dramatised: dramatisationOf([item, ...below]),
    bitrateKbps: bitrateOf([item, ...below]),
    ignored: [
      ...ignoredOf([item, ...below]),
      ...read.ignored,
      ...titled.ignored,
      ...around.shelves.map((from) => ({ from, why: 'a shelf, not a part of the book' })),
      ...(around.isRanking
        ? [{ from: above.map(({ raw }) => raw).join('/'), why: 'a list of books by rank or prize' }]
        : []),
    ],
  };
}

/** "Book 4 - Emma"; but "Vol 4 - Emma {Juliet Stevenson}" stands below its author, too, where a server lays it out so. */
function isVolume({ parts: [first], raw }: Name): boolean {
  return !raw.includes('{') && first?.kind === 'position' && /^\p{L}{2,}\.?\s*#?\d/u.test(first.from);
}

function startOf({ parts }: Name): string | null {
  const first = parts.find(({ kind }) => kind === 'text' || kind === 'series');
  return first?.kind === 'text' ? first.text : null;
}

function withEvidence(
  authors: Found<readonly string[]> | null,
  evidence: Evidence,
): Found<readonly string[]> | null {
  const isTold = authors?.value.some((name) => evidence.authors.has(personKey(name)));
  return authors && isTold ? { ...authors, why: `${authors.why}, and an author elsewhere, too` } : authors;
}

function authorOfFiles(title: string, names: readonly string[]): Found<readonly string[]> | null {
  return names.length === 0 ? null : found(names, names.join(', '), `named in the files beside “${title}”`);
}

/** "Read by the author". */
function withAuthors(
  narrators: Found<readonly string[]> | null,
  authors: Found<readonly string[]> | null,
): Found<readonly string[]> | null {
  const others = narrators?.value.filter((name) => !/^(?:the )?authors?$/iu.test(name)) ?? [];
  if (narrators === null || others.length === narrators.value.length) return narrators;
  const all = [...(authors?.value ?? []), ...others];
  return all.length === 0 ? null : { ...narrators, value: all };
}

function narratorsBelow(below: readonly Name[]): Found<readonly string[]> | null {
  const part = firstPart(below, 'narrators');
  return part && found(part.names, part.from, 'named as reader in a folder below');
}

/** The year in the book's own name; one that is all the title there is stays the title. */
function yearOf(item: Name, title: string, isRanking: boolean): Found<number> | null {
  // In front of the winner of a prize stands the year of the prize.
  const years = item.parts.filter(
    (part, at): part is PartOf<'year'> => part.kind === 'year' && !(isRanking && at === 0),
  );
  const ofTitle = years.find(({ year }) => title.startsWith(String(year)));
  const others = years.filter((part) => part !== ofTitle);
  const chosen = others.find(({ joint }) => joint === 'bracket') ?? others[0];
  if (chosen === undefined) return null;
  return found(chosen.year, chosen.from, 'a year that stands apart');
}

function yearBelow(below: readonly Name[]): Found<number> | null {
  const part = firstPart(below, 'year');
  return part && found(part.year, part.from, 'a year in a folder below');
}

/** "(2022)" in the names of all files, or of those that are known. */
function yearInFiles(fileNames: readonly string[]): Found<number> | null {
  const year = agreedInFiles(fileNames, /[([](1[89]\d{2}|20\d{2})[)\]]/u);
  return year === null ? null : found(Number(year), year, 'a year in brackets in the names of all files');
}

function asinInFiles(fileNames: readonly string[]): Found<string> | null {
  const asin = agreedInFiles(fileNames, /[[({](B0[A-Z0-9]{8})[\])}]/u);
  return asin === null ? null : found(asin, asin, 'an ASIN in brackets in the names of all files');
}

/** What the pattern catches in each of the names that are looked at, where it is the same everywhere. */
function agreedInFiles(fileNames: readonly string[], pattern: RegExp): string | null {
  const all = fileNames.slice(0, 20).map((name) => pattern.exec(name.slice(0, 600))?.[1]);
  const [first] = all;
  return first === undefined || all.some((other) => other !== first) ? null : first;
}

function asinOf(names: readonly Name[]): Found<string> | null {
  const part = firstPart(names, 'asin');
  return part && found(part.asin, part.from, 'an ASIN in brackets');
}

type PartOf<Kind> = Extract<NamePart, { kind: Kind }>;

function firstPart<Kind extends NamePart['kind']>(names: readonly Name[], kind: Kind): PartOf<Kind> | null {
  const isOfKind = (part: NamePart): part is PartOf<Kind> => part.kind === kind;
  return names.flatMap(({ parts }) => parts).find(isOfKind) ?? null;
}

function abridgementOf(names: readonly Name[]): Found<boolean> | null {
  for (const part of names.flatMap(({ parts }) => parts))
    if (part.kind === 'edition' && part.abridged !== null)
      return found(
        part.abridged,
        part.from,
        part.abridged ? 'says that it is abridged' : 'says that it is unabridged',
      );
  return null;
}

function dramatisationOf(names: readonly Name[]): Found<boolean> | null {
  const part = names.flatMap(({ parts }) => parts).find(tellsPlay);
  return part === undefined ? null : found(true, part.from, 'says that it is dramatised');
}

function tellsPlay(part: NamePart): boolean {
  return (part.kind === 'edition' || part.kind === 'noise') && saysDramatised(part.from);
}

function bitrateOf(names: readonly Name[]): Found<number> | null {
  const name = names.find(({ bitrateKbps }) => bitrateKbps !== null);
  return name?.bitrateKbps ? found(name.bitrateKbps, name.text, 'a number of kilobits') : null;
}

function ignoredOf(names: readonly Name[]): readonly { readonly from: string; readonly why: string }[] {
  return names.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === 'noise') return [{ from: part.from, why: part.why }];
      return part.kind === 'edition' && part.abridged === null && !tellsPlay(part)
        ? [{ from: part.from, why: 'words about the edition' }]
        : [];
    }),
  );
}
