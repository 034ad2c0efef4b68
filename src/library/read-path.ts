import { isAudioFileName } from '../base/audio.ts';
import { personKey, titleKey } from '../base/text.ts';
import type { SeriesTag } from './audio-reading.ts';
import { classifySegments, leadingNumber, type Segment } from './classify-segments.ts';
import { discNumber } from './disc-folder.ts';
import { type MarkedName, takeMarks } from './path-marks.ts';
import { readParents, type Surroundings } from './path-parents.ts';
import { segmentsOf } from './path-segments.ts';
import { looksLikePeople, splitNames } from './person-names.ts';
import { spelledOut } from './spelled-out.ts';
import { splitSeriesTitle } from './split-series-title.ts';

/** What the path of an item says of its book and recording. */
export interface PathReading {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: SeriesTag | null;
  readonly year: number | null;
  readonly asin: string | null;
  readonly abridged: boolean | null;
}

/**
 * Reads `Author/Series/Vol 1 - 1843 - Title {Narrator} [ASIN]` and the flat ways of naming ("Author - Title",
 * "Author - Series 01 - Title", "Title (2010)"). The names of the item's files may tell the author.
 */
export function readPath(path: string, fileNames: readonly string[] = []): PathReading {
  const parts = usefulParts(path);
  const marks = takeMarks(spelledOut(parts.at(-1) ?? ''));
  const above = parts.slice(0, -1).map((part) => takeMarks(spelledOut(part)));
  const around = readParents(
    above.map(({ rest }) => rest).filter((rest) => rest !== ''),
    marks.rest,
  );
  const narrators =
    [marks, ...above.toReversed()].find((found) => found.narrators.length > 0)?.narrators ?? [];
  const reading = assemble(classifySegments(segmentsOf(marks.rest)), around, { ...marks, narrators });
  if (reading.authors.length > 0) return reading;
  return { ...reading, authors: authorsInFileNames(reading.title, fileNames) };
}

/** Without the ending of a single file, and without folders that only part a book. */
function usefulParts(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  const last = parts.at(-1);
  if (last !== undefined && isAudioFileName(last)) parts[parts.length - 1] = last.replace(/\.[^.]*$/u, '');
  while (parts.length > 1 && isPartOfBook(parts.at(-1) ?? '', parts.at(-2) ?? '')) parts.pop();
  return parts;
}

function isPartOfBook(name: string, parent: string): boolean {
  return (
    /^(?:un)?abridged$|^(?:mp3|m4b)(?:\s*\(.*\))?$|^\d+\s?kb?(?:ps)?$/iu.test(name) ||
    discNumber(name, parent) !== null
  );
}

/** What is left to be told apart, and what already was. */
interface Draft {
  readonly texts: readonly string[];
  readonly authors: readonly string[];
  readonly position: string | null;
  readonly series: Extract<Segment, { kind: 'series' }> | null;
  /** A text that stands before the series and its number may be an author; one behind them is the title. */
  readonly isTextFirst: boolean;
}

function assemble(segments: readonly Segment[], around: Surroundings, marks: MarkedName): PathReading {
  const narrators = [...marks.narrators];
  const { draft, series } = withSeries(withAuthors(draftOf(segments, narrators), around), around.series);
  const [title = series?.name ?? marks.rest, ...more] = draft.texts;
  return {
    title: title === '' ? marks.rest : title,
    subtitle: more.length === 0 ? null : more.join(' - '),
    authors: draft.authors,
    narrators,
    series,
    year: segments.find((segment) => segment.kind === 'year')?.year ?? marks.year,
    asin: marks.asin,
    abridged: marks.abridged,
  };
}

function draftOf(segments: readonly Segment[], narrators: string[]): Draft {
  const texts = segments.flatMap((segment) => (segment.kind === 'text' ? [segment.text] : []));
  return {
    texts: texts.map((text) => withoutBrackets(text, narrators)).filter((text) => text !== ''),
    authors: [],
    position: segments.find((segment) => segment.kind === 'position')?.position ?? null,
    series: segments.findLast((segment) => segment.kind === 'series') ?? null,
    isTextFirst: segments[0]?.kind === 'text' && segments[1]?.kind === 'series' && !segments[1].isBracketed,
  };
}

/** What is left in brackets at the end is a reader's name, or says nothing that we need. */
function withoutBrackets(text: string, narrators: string[]): string {
  const found = /^(?<before>.*?)\s*[([](?<inner>[^()[\]]*)[)\]]$/u.exec(text)?.groups;
  if (!found) return text;
  const inner = found['inner'] ?? '';
  if (looksLikePeople(inner) && narrators.length === 0) narrators.push(...splitNames(inner));
  return withoutBrackets(found['before'] ?? '', narrators);
}

const BY = /^(?<title>.+?),?\s+by\s+(?<names>.+)$/u;

function withAuthors(draft: Draft, around: Surroundings): Draft {
  const at = draft.texts.findIndex((text) => isOneOf(text.replace(/^by\s+/iu, ''), around.authors));
  const named = draft.texts[at]?.replace(/^by\s+/iu, '');
  if (named !== undefined && (draft.texts.length > 1 || draft.series)) {
    return { ...draft, texts: draft.texts.toSpliced(at, 1), authors: splitNames(named) };
  }
  const found =
    around.authors.length > 0 ? { ...draft, authors: around.authors } : authorAmongTexts(draft, around);
  const by = BY.exec(found.texts[0] ?? '')?.groups;
  if (found.texts.length !== 1 || !by?.['title'] || !by['names'] || !looksLikePeople(by['names']))
    return found;
  return { ...found, texts: [by['title']], authors: splitNames(by['names']) };
}

/** The same person, or one who shares the first or the last name: folders spell their authors loosely. */
function isOneOf(text: string, authors: readonly string[]): boolean {
  const names = splitNames(text).map(personKey);
  const known = authors.map(personKey);
  if (names.some((name) => known.includes(name))) return true;
  if (!looksLikePeople(text)) return false;
  const ends = new Set(known.flatMap((author) => [author.split(' ')[0], author.split(' ').at(-1)]));
  return names.some((name) => ends.has(name.split(' ')[0]) || ends.has(name.split(' ').at(-1)));
}

function authorAmongTexts(draft: Draft, around: Surroundings): Draft {
  const [first, ...others] = draft.texts;
  const last = others.at(-1);
  if (first === undefined) return draft;
  const isOneWord = !/[\s\d]/u.test(first) && draft.position === null && around.series === null;
  if (last === undefined) {
    const isAuthor = draft.isTextFirst && (isOneWord || looksLikePeople(first));
    return isAuthor ? { ...draft, texts: [], authors: splitNames(first) } : draft;
  }
  if (looksLikePeople(first) && first !== around.series) return withFirstPeople(draft);
  if (looksLikePeople(last) && !/^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u.test(first)) {
    return { ...draft, texts: draft.texts.slice(0, -1), authors: splitNames(last) };
  }
  return isOneWord && draft.series === null ? { ...draft, texts: others, authors: splitNames(first) } : draft;
}

/** "Larry Niven - Jerry Pournelle - The Mote in God's Eye": people one after the other, up to the title. */
function withFirstPeople(draft: Draft): Draft {
  const { texts } = draft;
  const at = texts.findIndex((text, index) => index === texts.length - 1 || !looksLikePeople(text));
  const count = texts.length === 2 || draft.position !== null ? 1 : at;
  return { ...draft, texts: texts.slice(count), authors: texts.slice(0, count).flatMap(splitNames) };
}

function withSeries(
  draft: Draft,
  known: string | null,
): { readonly draft: Draft; readonly series: SeriesTag | null } {
  if (draft.texts.length === 0 && draft.series?.mayHoldTitle)
    return withTitleInSeries(draft, draft.series, known);
  if (draft.series && (known === null || !isSame(draft.series.name, known))) {
    const { name, position } = draft.series;
    return { draft: withoutText(draft, name), series: { name, position } };
  }
  if (known !== null) return withKnownSeries(draft, known);
  return withOwnSeries(draft);
}

function withTitleInSeries(
  draft: Draft,
  { name, position }: SeriesTag,
  known: string | null,
): { readonly draft: Draft; readonly series: SeriesTag | null } {
  if (known !== null && isSame(name, known)) return { draft, series: { name: known, position } };
  const split = splitSeriesTitle(name, known);
  if (split) return { draft: { ...draft, texts: [split.title] }, series: { name: split.series, position } };
  const isSeriesAlone = name.split(' ').length <= 2;
  return { draft: { ...draft, texts: [name] }, series: isSeriesAlone ? { name, position } : null };
}

function withKnownSeries(draft: Draft, known: string): { readonly draft: Draft; readonly series: SeriesTag } {
  const behind = draft.texts.map((text) => behindSeries(text, known));
  const texts = draft.texts.map((text, index) => behind[index]?.rest ?? text);
  const others = texts.filter((text) => !isSame(text, known));
  const kept = others.length > 0 ? others : texts.slice(0, 1);
  const position =
    draft.position ?? draft.series?.position ?? behind.find((found) => found !== null)?.position;
  const numbered = position === undefined && kept.length === 1 ? leadingNumber(kept[0] ?? '') : null;
  return {
    draft: { ...draft, texts: numbered ? [numbered.rest] : kept },
    series: { name: known, position: position ?? numbered?.position ?? null },
  };
}

/** Without a series' folder: `Series - 01 - Title`, or a text that calls itself a series. */
function withOwnSeries(draft: Draft): { readonly draft: Draft; readonly series: SeriesTag | null } {
  const named = draft.texts.find((text, index) => index > 0 && withoutSeriesWord(text) !== text);
  const name = named ?? (draft.position !== null && draft.texts.length > 1 ? draft.texts[0] : undefined);
  if (name === undefined) return { draft, series: null };
  return {
    draft: withoutText(draft, name),
    series: { name: withoutSeriesWord(name), position: draft.position },
  };
}

function withoutText(draft: Draft, text: string): Draft {
  const texts = draft.texts.filter((other) => !isSame(other, text));
  return { ...draft, texts: texts.length > 0 ? texts : draft.texts };
}

/** "Revelation Space 05 The Prefect" within Revelation Space is the fifth, "The Prefect". */
function behindSeries(
  text: string,
  series: string,
): { readonly position: string; readonly rest: string } | null {
  const found =
    /^(?<name>.+?)[\s,]+(?:book\s*|vol\.?\s*)?[[#(]?(?<position>\d{1,3}(?:\.\d{1,2})?)[\])]?[\s:,.-]+(?<rest>\p{L}.*)$/iu.exec(
      text,
    )?.groups;
  if (!found?.['name'] || !found['position'] || !found['rest'] || !isSame(found['name'], series)) return null;
  return { position: String(Number(found['position'])), rest: found['rest'] };
}

function isSame(a: string, b: string): boolean {
  return titleKey(withoutSeriesWord(a)) === titleKey(withoutSeriesWord(b));
}

function withoutSeriesWord(text: string): string {
  return text.replace(/\s+(?:series|saga|novels|reihe)$/iu, '');
}

/** "Terry Brooks - First King of Shannara - 02 of 57.mp3": a person beside the title that we know. */
function authorsInFileNames(title: string, fileNames: readonly string[]): readonly string[] {
  for (const fileName of fileNames.slice(0, 3)) {
    const segments = segmentsOf(takeMarks(spelledOut(fileName.replace(/\.[^.]*$/u, ''))).rest);
    const hasTitle = segments.some((segment) => titleKey(segment).includes(titleKey(title)));
    const person = segments.find(
      (segment) => looksLikePeople(segment) && titleKey(segment) !== titleKey(title),
    );
    if (hasTitle && person) return splitNames(person);
  }
  return [];
}
