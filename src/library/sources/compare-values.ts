import { personKey, textKey, titleKey } from '../../base/text.ts';
import type { SeriesTag } from '../audio-reading.ts';
import type { Comparison } from './choose-value.ts';
import type { DescribedField, Statement } from './statement.ts';

function byKey<T>(key: (value: T) => string | number | boolean): Comparison<T> {
  return { same: (a, b) => key(a) === key(b), contradicts: (a, b) => key(a) !== key(b) };
}

/** Some of the people are still right; none of them is a contradiction. */
const PEOPLE: Comparison<readonly string[]> = {
  same: (a, b) => keysOf(a).join() === keysOf(b).join(),
  contradicts: (a, b) => {
    const keys = new Set(keysOf(b));
    return !keysOf(a).some((key) => keys.has(key));
  },
};

function keysOf(names: readonly string[]): readonly string[] {
  return names.map(personKey).sort();
}

/** A series without a place says less than one with it. */
const SERIES: Comparison<readonly SeriesTag[]> = {
  same: ([a], [b]) => isSeries(a, b) && (a?.position === b?.position || !a?.position || !b?.position),
  contradicts: (a, b) =>
    !a.some((series) => b.some((other) => isSeries(series, other))) || placesDiffer(a[0], b[0]),
};

function isSeries(a: SeriesTag | undefined, b: SeriesTag | undefined): boolean {
  return seriesKey(a) === seriesKey(b);
}

function placesDiffer(a: SeriesTag | undefined, b: SeriesTag | undefined): boolean {
  return isSeries(a, b) && a?.position !== b?.position && !!a?.position && !!b?.position;
}

/** "The Highbury Series" is "Highbury". */
export function seriesKey(series: SeriesTag | undefined): string {
  return titleKey(series?.name ?? '').replace(/ (?:series|saga|trilogy|cycle|reihe|serie)$/u, '');
}

/** Descriptions are cut, and their markup is lost in different ways. */
const DESCRIPTION_START = 80;

export const COMPARISONS: { readonly [Field in DescribedField]: Comparison<NonNullable<Statement[Field]>> } =
  {
    title: byKey(titleKey),
    subtitle: byKey(titleKey),
    authors: PEOPLE,
    narrators: PEOPLE,
    series: SERIES,
    // The work's and the recording's differ, and neither is wrong.
    publishedYear: {
      same: (a, b) => a === b,
      contradicts: (a, b) => (Math.abs(a - b) === 1 ? false : a !== b),
    },
    language: byKey((code) => code),
    publisher: byKey(textKey),
    description: byKey((text) => textKey(text.slice(0, 2 * DESCRIPTION_START)).slice(0, DESCRIPTION_START)),
    asin: byKey((asin) => asin),
    isbn: byKey((isbn) => isbn),
    abridged: byKey((isAbridged) => isAbridged),
  };
