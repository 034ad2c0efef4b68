import { isGenericSubtitle } from '../../base/subtitle-words.ts';
import { titleKey } from '../../base/text.ts';
import type { SeriesTag } from '../audio-reading.ts';
import type { FileHints } from './file-titles.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import type { Surroundings } from './read-parents.ts';
import { isSameSeries, plainSeries } from './same-series.ts';
import { splitAtKnown, splitRunOn } from './split-run-on.ts';
import { placeOf } from './volume-forms.ts';

interface Sources {
  readonly parts: readonly NamePart[];
  readonly around: Surroundings;
  readonly files: FileHints;
  /** The book's own name bears its author, so that a number behind the rest is that of a volume. */
  readonly isCredited: boolean;
}

/** The series, and the texts that are left for the title. */
export interface Placed {
  readonly series: readonly Found<SeriesTag>[];
  readonly texts: readonly Found<string>[];
  readonly subtitle: Found<string> | null;
  /** What to call the book where no text is left: "Highbury 21". */
  readonly numbered: Found<string> | null;
}

/** "Highbury - 02 - Highbury 2": then the last is the title. */
function endsInNumber(parts: readonly NamePart[]): boolean {
  const last = parts.findLast(({ kind }) => kind === 'text' || kind === 'series');
  return last?.kind === 'series' && last.form === 'bare';
}

type Text = Extract<NamePart, { kind: 'text' }>;
type Numbered = Extract<NamePart, { kind: 'series' }>;

export function findSeries(sources: Sources): Placed {
  const own = readOwn(sources);
  const known = sources.around.series;
  if (own.series.length > 0) return { ...own, texts: withoutNames(own, known, endsInNumber(sources.parts)) };
  return known === null ? withoutFolder(own, sources) : inFolder(own, known, sources);
}

/** The series that the name itself gives with a number. */
function readOwn({ parts, around, files, isCredited }: Sources): Placed {
  const named = parts.filter(
    (part): part is Text | Numbered => part.kind === 'text' || part.kind === 'series',
  );
  const texts: Found<string>[] = [];
  const series: Found<SeriesTag>[] = [];
  let subtitle: Found<string> | null = null;
  let numbered: Found<string> | null = null;
  const known = around.series?.value ?? null;
  for (const [at, part] of named.entries()) {
    if (part.kind === 'text') {
      texts.push(found(part.text, part.from, 'the part that is neither people nor series'));
      continue;
    }
    const others = named.filter((other) => other !== part);
    const isSame = known !== null && isSameSeries(part.name, known);
    // "Highbury 2 - Highbury, Book 2" and "Highbury 02 - Highbury 2": one of them is the title.
    const hasTwin = others.some(
      (other, index) =>
        other.kind === 'series' &&
        isSameSeries(other.name, part.name) &&
        (other.form !== 'bare' || index < at),
    );
    const isTitle =
      part.form === 'bare' &&
      (hasTwin ||
        isCalledBeside(part, others) ||
        (at === named.length - 1 && !isSame && !isVolumeTitle(part, others, isCredited)));
    if (isTitle) {
      texts.push(found(part.whole, part.from, 'ends in a number of its own'));
      continue;
    }
    const hasTitle = hasTwin || others.some((other) => other.kind === 'text');
    if (known !== null && !isSame && !hasTitle && part.form !== 'bare' && others.length === 0) {
      const own = part.form === 'run-on' ? splitAtKnown(part.name, known) : null;
      texts.push(found(own ?? part.name, part.from, 'stands before the number in the folder of a series'));
      series.unshift(
        found({ name: known, position: part.position }, part.from, 'a number in the folder of a series'),
      );
      continue;
    }
    const split = part.form === 'run-on' && !hasTitle && !isSame ? splitRunOn(part.name, files) : null;
    if (split) {
      texts.push(found(split.title, part.from, split.why));
      subtitle =
        split.subtitle === null ? null : found(split.subtitle, part.from, 'says what kind of book it is');
    }
    const isKnown = known !== null && titleKey(known) === titleKey(part.name);
    const name = split?.series ?? (isKnown ? known : plainSeries(part.name));
    series.unshift(found({ name, position: part.position }, part.from, 'a name with a number'));
    numbered ??= found(part.whole, part.from, 'the series and its number, for there is no other title');
  }
  return { series, texts: behindNumber(named, texts), subtitle, numbered };
}

/** "Highbury - Highbury Lane #1 - Emma": what stands behind the number is the title, and what stands before a wider series. */
function behindNumber(
  named: readonly (Text | Numbered)[],
  texts: readonly Found<string>[],
): readonly Found<string>[] {
  const at = named.findIndex((part) => part.kind === 'series' && part.form !== 'bracketed');
  const after = named.slice(at + 1);
  const isBetween = at > 0 && after.length === 1 && after[0]?.kind === 'text' && after[0].joint !== 'bracket';
  if (!isBetween || named[0]?.kind !== 'text' || texts.length !== 2) return texts;
  return texts.slice(1);
}

/** "Highbury 3 - Highbury Series". */
function isCalledBeside(part: Numbered, others: readonly (Text | Numbered)[]): boolean {
  return others.some(
    (other) => other.kind === 'text' && /\sseries$/iu.test(other.text) && isSameSeries(other.text, part.name),
  );
}

const PRIZE = /\b(?:awards?|best of|collection|anthology|stories)$/iu;

/** Whether a number at the very end is a volume's: "Tales of Highbury 4", but not "Catch 22". */
function isVolumeTitle(part: Numbered, others: readonly (Text | Numbered)[], isCredited: boolean): boolean {
  if (!/^\d{1,2}$/u.test(part.position) && !part.position.includes('-')) return false;
  if (others.length > 0) return others.every(({ kind }) => kind === 'text');
  if (!isCredited || PRIZE.test(part.name)) return false;
  // "Life 3.0" is no volume, nor is "Catch 22".
  return /\s/u.test(part.name) || (Number(part.position) <= 12 && !/\.\d+$/u.test(part.whole));
}

/** A text that only says the series once more. */
function withoutNames(
  { series, texts }: Placed,
  known: Found<string> | null,
  isNumbered = false,
): readonly Found<string>[] {
  const names = [...series.map(({ value }) => value.name), ...(known === null ? [] : [known.value])];
  const left = texts.filter(({ value }) => !names.some((name) => isSameSeries(value, name)));
  return left.length > 0 || isNumbered ? left : texts.slice(0, 1);
}

const LEADING_NUMBER =
  /^(?:(?:book|vol\.?|volume|band|teil|tome)\s)?#?(?<position>\d{1,3}(?:\.\d{1,2}|\s?-\s?\d{1,3})?)[\s.:]+(?<rest>(?:\d{1,3}\s)?\p{L}.*)$/iu;

/** "Highbury 10 Emma" in "Highbury": without what is only the series once more. */
function behindSeries(text: string, series: string): string {
  const all = text.split(/\s+/u);
  for (let border = all.length - 2; border > 0; border -= 1) {
    const rest = all.slice(border).join(' ');
    if (LEADING_NUMBER.test(rest) && isSameSeries(all.slice(0, border).join(' '), series)) return rest;
  }
  return text;
}

/** In the folder of a series: a number in front is the book's. */
function inFolder(own: Placed, known: Found<string>, { parts, around }: Sources): Placed {
  const texts = withoutNames(own, known);
  const [first] = texts;
  const part = parts.find(({ kind }) => kind === 'position');
  if (part?.kind === 'position')
    return {
      ...own,
      texts,
      series: [
        found({ name: known.value, position: part.position }, `${known.from}, ${part.from}`, known.why),
      ],
    };
  const { position, rest } = LEADING_NUMBER.exec(behindSeries(first?.value ?? '', known.value))?.groups ?? {};
  if (first && position !== undefined && rest !== undefined)
    return {
      ...own,
      texts: [found(rest, first.from, 'the part behind the number'), ...texts.slice(1)],
      series: [
        found({ name: known.value, position: placeOf(position) }, `${known.from}, ${first.from}`, known.why),
      ],
    };
  return {
    ...own,
    texts,
    series: [found({ name: known.value, position: around.position?.value ?? null }, known.from, known.why)],
  };
}

/** Two words or more in capitals: no genre, no mark. */
function isTitled(text: string): boolean {
  return /^\p{Lu}\S*(?:\s\S+)+$/u.test(text) && !/\d/u.test(text) && !isGenericSubtitle(text);
}

/** Without one: `Series - 01 - Title`, a text that calls itself a series, or what the files say. */
function withoutFolder(own: Placed, { parts, around, files }: Sources): Placed {
  const { texts } = own;
  const position = around.isRanking ? undefined : parts.find(({ kind }) => kind === 'position');
  const place = position?.kind === 'position' ? position.position : null;
  const called =
    texts.length > 1
      ? texts.find(({ value }) => /\S\s+(?:series|saga|trilogy|reihe)$/iu.test(value))
      : undefined;
  if (called)
    return {
      ...own,
      texts: texts.filter((text) => text !== called),
      series: [
        found({ name: plainSeries(called.value), position: place }, called.from, 'calls itself a series'),
      ],
    };
  const before = position
    ? parts.slice(0, parts.indexOf(position)).findLast(({ kind }) => kind === 'text')
    : undefined;
  const after = position ? parts.slice(parts.indexOf(position)).some(({ kind }) => kind === 'text') : false;
  if (before?.kind === 'text' && after)
    return {
      ...own,
      texts: texts.toSpliced(
        texts.findIndex(({ value }) => value === before.text),
        1,
      ),
      series: [
        found({ name: plainSeries(before.text), position: place }, before.from, 'stands before the number'),
      ],
    };
  const isMarked = position !== undefined && /\p{L}|#/u.test(position.from);
  if (before?.kind === 'text' && isMarked && texts.length > 1 && before.text !== texts[0]?.value)
    return {
      ...own,
      texts: texts.filter(({ value }) => value !== before.text),
      series: [
        found({ name: plainSeries(before.text), position: place }, before.from, 'stands before the number'),
      ],
    };
  const aside = parts.find((part) => part.kind === 'aside' && part.bracket !== '{' && isTitled(part.text));
  if (position && aside?.kind === 'aside' && texts.length > 0)
    return {
      ...own,
      series: [
        found({ name: plainSeries(aside.text), position: place }, aside.from, 'in brackets, beside a number'),
      ],
    };
  const [first] = texts;
  const isVolume = position !== undefined && (position.joint === 'bracket' || files.title !== null);
  if (first && before?.kind === 'text' && isVolume && texts.length === 1)
    return {
      ...own,
      texts: files.title === null ? texts : [],
      series: [
        found({ name: plainSeries(before.text), position: place }, before.from, 'stands before the number'),
      ],
    };
  const { rest } = LEADING_NUMBER.exec(first?.value ?? '')?.groups ?? {};
  if (first && rest !== undefined && files.title !== null && files.title === rest)
    return {
      ...own,
      texts: [found(rest, first.from, 'the number in front is missing in the files'), ...texts.slice(1)],
    };
  return own;
}
