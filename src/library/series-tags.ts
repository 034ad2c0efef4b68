import { titleKey } from '../base/text.ts';
import type { SeriesTag } from './audio-reading.ts';
import type { OneTag } from './interpret-tags.ts';
import { seriesInText } from './series-text.ts';
import { readPosition } from './sources/read-values.ts';

/**
 * The series in a file's tags: under a name of their own, as movements (what iTunes has for series), else in the grouping
 * ("Earthsea, Book 3") or in the words by which the book is sorted ("Earthsea 3 - The Farthest Shore").
 */
export function readSeriesTags(
  one: OneTag,
  title: string | null,
  album: string | null,
): readonly SeriesTag[] {
  const names = one('SERIES', 'SERIESNAME', 'MVNM', 'MOVEMENTNAME', 'SHOWMOVEMENTNAME');
  if (names !== null) return withPositions(names, positions(one));
  const grouped = seriesInText(one('GROUPING', 'CONTENTGROUP', 'GRP1', 'WORK') ?? '');
  if (grouped !== null) return [grouped];
  const sorted =
    sortedSeries(one('ALBUMSORT', 'TSOA'), [album, title]) ?? sortedSeries(one('TITLESORT'), [title]);
  return sorted === null ? [] : [sorted];
}

const POSITION_KEYS = [
  'SERIESPART',
  'SERIESPOSITION',
  'SERIESSEQUENCE',
  'SERIESINDEX',
  'SERIESNUMBER',
  'MVIN',
  'MOVEMENTNUMBER',
  'MOVEMENT',
  'PART',
];

function positions(one: OneTag): readonly (string | null)[] {
  return (one(...POSITION_KEYS) ?? '').split(/\s*;\s*/u).map(readPosition);
}

/** "Earthsea; Hainish Cycle" with "2; 5": as many names as places, in the same order. */
function withPositions(names: string, places: readonly (string | null)[]): readonly SeriesTag[] {
  const listed = names.split(/\s*;\s*/u).filter((name) => name !== '');
  return listed.slice(0, MOST_SERIES).map((text, at) => {
    const within = seriesInText(text);
    return { name: within?.name ?? text, position: places[at] ?? within?.position ?? null };
  });
}

const MOST_SERIES = 10;
const SORTED = /^(?<name>\D.*?)[\s,]+#?(?<position>\d{1,3}(?:\.\d{1,2})?)\s+[-–—:]\s+(?<title>.+)$/u;

/** Only where the title stands behind the number: else it may be anything that ends in one. */
function sortedSeries(text: string | null, titles: readonly (string | null)[]): SeriesTag | null {
  const { name, position, title = '' } = SORTED.exec(text ?? '')?.groups ?? {};
  if (name === undefined || position === undefined) return null;
  const isTitle = titles.some((known) => known !== null && titleKey(title).startsWith(titleKey(known)));
  return isTitle ? { name, position: readPosition(position) } : null;
}
