import { titleKey } from '../../base/text.ts';
import type { SeriesTag } from '../audio-reading.ts';
import { type Evidence, RUN_TOGETHER } from './evidence.ts';
import type { FileHints } from './file-titles.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import type { Surroundings } from './read-parents.ts';
import { isSameSeries, plainSeries } from './same-series.ts';
import { seriesWithoutFolder } from './series-without-folder.ts';
import { type RunOn, splitAtKnown, splitRunOn } from './split-run-on.ts';
import { LEADING_NUMBER, placeOf } from './volume-forms.ts';

export interface SeriesSources {
  readonly parts: readonly NamePart[];
  readonly around: Surroundings;
  readonly files: FileHints;
  /** The book's own name bears its author, so that a number behind the rest is that of a volume. */
  readonly isCredited: boolean;
  readonly evidence: Evidence;
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

export function findSeries(sources: SeriesSources): Placed {
  const own = readOwn(sources);
  const known = sources.around.series;
  if (own.series.length > 0) return { ...own, texts: withoutNames(own, known, endsInNumber(sources.parts)) };
  return known === null ? seriesWithoutFolder(own, sources) : inFolder(own, known, sources);
}

/** "Highbury - Collection 1-6": these hold a series, and name none. */
const HEAP = /^(?:collection|publisher'?s pack|omnibus|box(?:ed)? ?set|bundle|series|complete series)$/iu;
/** Such words are no title beside anything else: "Highbury 2 - A LitRPG Adventure". */
const GENRE_SUBTITLE =
  /^(?:an?|the)\s.*\b(?:litrpg|gamelit|isekai|progression|cultivation|fantasy|novel|novella|memoir|thriller|romance|space opera|sci-?fi)\b/iu;

/** The series that the name itself gives with a number. */
function readOwn({ parts, around, files, isCredited, evidence }: SeriesSources): Placed {
  const named = parts.filter(
    (part): part is Text | Numbered => part.kind === 'text' || part.kind === 'series',
  );
  const texts: Found<string>[] = [];
  const series: Found<SeriesTag>[] = [];
  let subtitle: Found<string> | null = null;
  let numbered: Found<string> | null = null;
  const known = around.series?.value ?? null;
  for (const [at, part] of named.entries()) {
    if (part.kind === 'text' && at > 0 && GENRE_SUBTITLE.test(part.text)) {
      subtitle = found(part.text, part.from, 'says what kind of book it is');
      continue;
    }
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
    // "Emma Highbury, Book 1 - Picnic 2": the last, with a number of its own.
    const isTitledBehind =
      named.findLastIndex((other) => other.kind === 'series' && other.form === 'bare') > at;
    const hasTitle = hasTwin || isTitledBehind || others.some((other) => other.kind === 'text');
    if (known !== null && !isSame && !hasTitle && part.form !== 'bare' && others.length === 0) {
      const own = part.form === 'run-on' ? splitAtKnown(part.name, known) : null;
      texts.push(found(own ?? part.name, part.from, 'stands before the number in the folder of a series'));
      series.unshift(
        found({ name: known, position: part.position }, part.from, 'a number in the folder of a series'),
      );
      continue;
    }
    const split =
      hasTitle || isSame
        ? null
        : (splitAtComma(part) ??
          (part.form === 'run-on' && !part.position.includes('-')
            ? splitRunOn(part.name, files, evidence)
            : null));
    if (split) {
      texts.push(found(split.title, part.from, split.why));
      subtitle =
        split.subtitle === null ? null : found(split.subtitle, part.from, 'says what kind of book it is');
    }
    const before = named[at - 1];
    const isHeap = HEAP.test(part.name) && before?.kind === 'text';
    const isKnown = known !== null && titleKey(known) === titleKey(part.name);
    const meant = isHeap ? before.text : part.name;
    const name = split?.series ?? (isKnown ? known : plainSeries(meant));
    const isRunOn = part.form === 'run-on' && !hasTitle && !isSame;
    const why = isRunOn ? RUN_TOGETHER : 'a name with a number';
    series.unshift(found({ name, position: part.position }, part.from, why));
    numbered ??= found(
      isHeap ? before.text : part.whole,
      part.from,
      'the series and its number, for there is no other title',
    );
  }
  return { series, texts: behindNumber(named, texts), subtitle, numbered };
}

/** "Emma, Highbury Book 2": what stands before the comma is the title. */
function splitAtComma({ name, form, whole }: Numbered): RunOn | null {
  const [title, series, ...more] = name.split(/,\s+/u);
  if (title === undefined || series === undefined || more.length > 0 || form !== 'plain') return null;
  if (!/\b(?:book|bk)\b/iu.test(whole.slice(name.length)) || !/^\p{Lu}/u.test(series)) return null;
  return { title, subtitle: null, series: plainSeries(series), why: 'stands before the comma' };
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
function inFolder(own: Placed, known: Found<string>, { parts, around }: SeriesSources): Placed {
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
