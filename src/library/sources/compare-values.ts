import { personKey, textKey, titleKey } from '../../base/text.ts';
import type { SeriesTag } from '../audio-reading.ts';
import type { Compare } from './choose-value.ts';
import type { DescribedField, Statement } from './statement.ts';

function byKey<T>(key: (value: T) => string | number | boolean): Compare<T> {
  return (a, b) => (key(a) === key(b) ? 'same' : 'contrary');
}

/** Some of the people are still right; none of them is a contradiction. */
function comparePeople(a: readonly string[], b: readonly string[]): ReturnType<Compare<unknown>> {
  const [ours, theirs] = [keysOf(a), keysOf(b)];
  if (ours.join() === theirs.join()) return 'same';
  return ours.some((key) => theirs.includes(key)) ? 'compatible' : 'contrary';
}

function keysOf(names: readonly string[]): readonly string[] {
  return names.map(personKey).sort();
}

/** A series without a place says less than one with it. */
function compareSeries(a: readonly SeriesTag[], b: readonly SeriesTag[]): ReturnType<Compare<unknown>> {
  const others = new Map(b.map((series) => [seriesKey(series), series]));
  const [first] = a;
  const shared = a.find((series) => others.has(seriesKey(series)));
  if (shared === undefined) return 'contrary';
  const position = others.get(seriesKey(shared))?.position ?? null;
  if (position !== null && shared.position !== null && position !== shared.position) return 'contrary';
  return shared === first && seriesKey(b[0]) === seriesKey(first) ? 'same' : 'compatible';
}

/** "The Highbury Series" is "Highbury". */
export function seriesKey(series: SeriesTag | undefined): string {
  return titleKey(series?.name ?? '').replace(/ (?:series|saga|trilogy|cycle|reihe|serie)$/u, '');
}

/** Descriptions are cut, and their markup is lost in different ways. */
const DESCRIPTION_START = 80;

export const COMPARISONS: { readonly [Field in DescribedField]: Compare<NonNullable<Statement[Field]>> } = {
  title: byKey(titleKey),
  subtitle: byKey(titleKey),
  authors: comparePeople,
  narrators: comparePeople,
  series: compareSeries,
  // The work's and the recording's differ, and neither is wrong.
  publishedYear: (a, b) => (a === b ? 'same' : Math.abs(a - b) === 1 ? 'compatible' : 'contrary'),
  language: byKey((code) => code),
  publisher: byKey(textKey),
  description: byKey((text) => textKey(text.slice(0, 2 * DESCRIPTION_START)).slice(0, DESCRIPTION_START)),
  asin: byKey((asin) => asin),
  isbn: byKey((isbn) => isbn),
  abridged: byKey((isAbridged) => isAbridged),
  dramatised: byKey((isDramatised) => isDramatised),
};
