import { isGenericSubtitle } from '../../base/subtitle-words.ts';
import type { Placed, SeriesSources } from './find-series.ts';
import { type Found, found } from './found.ts';
import type { NamePart } from './name-part.ts';
import { personLikeness, SURE } from './person-likeness.ts';
import { plainSeries } from './same-series.ts';
import { LEADING_NUMBER } from './volume-forms.ts';

/** Two words or more in capitals: no genre, no mark. */
function isTitled(text: string): boolean {
  return /^\p{Lu}\S*(?:\s\S+)+$/u.test(text) && !/\d/u.test(text) && !isGenericSubtitle(text);
}

/** Behind somebody's name these say that the book is about a life. */
const OF_LIFE =
  /^(?:an?|the|his|her)\s.*\b(?:life|lives|biography|story|history|memoirs?|legacy|legend|portrait|man|woman|years|rise|fall|making|world|art|untold|authorized|autobiography)\b/iu;

/** "Jane Austen - Emma Woodhouse - The Picnic": whom a series is named after. */
function heroOf(texts: readonly Found<string>[]): Found<string> | null {
  const [first, second, ...others] = texts;
  if (!first || !second || others.length > 0 || personLikeness(first.value) < SURE) return null;
  return isGenericSubtitle(second.value) || OF_LIFE.test(second.value) ? null : first;
}

/** Without one: `Series - 01 - Title`, a text that calls itself a series, or what the files say. */
export function seriesWithoutFolder(
  own: Placed,
  { parts, around, files, isCredited }: SeriesSources,
): Placed {
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
  const hero = position === undefined && isCredited ? heroOf(texts) : null;
  if (hero)
    return {
      ...own,
      texts: texts.slice(1),
      series: [found({ name: hero.value, position: null }, hero.from, 'somebody between author and title')],
    };
  const before = position
    ? parts.slice(0, parts.indexOf(position)).findLast(({ kind }) => kind === 'text')
    : undefined;
  const isFollowed = position
    ? parts.slice(parts.indexOf(position)).some(({ kind }) => kind === 'text')
    : false;
  const [first] = texts;
  const isMarked = position !== undefined && /\p{L}|#/u.test(position.from);
  const isBehindTitle = isMarked && texts.length > 1 && before?.from !== first?.from;
  if (before?.kind === 'text' && (isFollowed || isBehindTitle))
    return seriesBefore(before, place, own, withoutOne(texts, before.text));
  const aside = parts.find((part) => part.kind === 'aside' && part.bracket !== '{' && isTitled(part.text));
  if (position && aside?.kind === 'aside' && first)
    return {
      ...own,
      series: [
        found({ name: plainSeries(aside.text), position: place }, aside.from, 'in brackets, beside a number'),
      ],
    };
  const isVolume = position !== undefined && (position.joint === 'bracket' || files.title !== null);
  if (before?.kind === 'text' && isVolume && texts.length === 1)
    return seriesBefore(before, place, own, files.title === null ? texts : []);
  const { rest } = LEADING_NUMBER.exec(first?.value ?? '')?.groups ?? {};
  if (first && rest !== undefined && files.title !== null && files.title === rest)
    return {
      ...own,
      texts: [found(rest, first.from, 'the number in front is missing in the files'), ...texts.slice(1)],
    };
  return own;
}

/** Without the first of that name: the title may be called the same. */
function withoutOne(texts: Placed['texts'], text: string): Placed['texts'] {
  const at = texts.findIndex(({ value }) => value === text);
  return at < 0 ? texts : texts.toSpliced(at, 1);
}

/** "Highbury - 01 - Emma": the text before the number is the series. */
function seriesBefore(
  { text, from }: Extract<NamePart, { kind: 'text' }>,
  position: string | null,
  own: Placed,
  texts: Placed['texts'],
): Placed {
  const series = found({ name: plainSeries(text), position }, from, 'stands before the number');
  return { ...own, texts, series: [series] };
}
