import { isGenericSubtitle, splitAtGenericSubtitle, splitGenericSubtitle } from '../base/subtitle-words.ts';
import { splitTitleAndSeries } from '../base/title-and-series.ts';
import type { Segment } from './name-shape.ts';
import type { SeriesPlace } from './parsed-release.ts';
import { seriesName, seriesPlaceOf, volumeNumber } from './series-place.ts';

export interface NamedTitle {
  readonly title: string;
  readonly subtitle: string | null;
  readonly series: readonly SeriesPlace[];
  readonly volume: string | null;
}

/** Makes title, subtitle and series out of the segments that are neither people nor places in a series. */
export function titleOf(rest: readonly Segment[], places: readonly SeriesPlace[]): NamedTitle {
  const [first, second] = rest;
  if (!first) return { title: places[0]?.name ?? '', subtitle: null, series: places, volume: null };
  if (second?.joint === 'colon') {
    return { title: `${first.text}: ${second.text}`, subtitle: null, series: places, volume: null };
  }
  const subtitle =
    rest
      .slice(1)
      .map(({ text }) => text)
      .find(isGenericSubtitle) ?? null;
  const texts = rest.map(({ text }) => text).filter((text) => text !== subtitle);
  const title = texts.join(': ');
  const alone = titleAlone(title, places);
  return { ...alone, subtitle: subtitle ?? alone.subtitle };
}

const SERIES_THEN_TITLE = /^(.+?),? (?:book|bk\.?|vol\.?|volume) (\d{1,3}(?:\.\d)?),? (?!of\s)(.+)$/iu;
const OF_SERIES = /^(.+?)[\s,]+book (\d{1,3}(?:\.\d)?) (?:of|in) (.+)$/iu;
const NUMBER_INSIDE = /^(\p{L}.*?\p{L}) (\d{1,2}(?:\.\d)?) (?!A\s|An\s)(\p{Lu}.+)$/u;
const NUMBER_FIRST = /^(\d{1,2}) (\p{Lu}\S*\s.+)$/u;

/** Takes series and number out of one text that holds title and series together. */
function titleAlone(text: string, places: readonly SeriesPlace[]): NamedTitle {
  const { title, subtitle } = splitGenericSubtitle(text);
  const of = OF_SERIES.exec(title);
  if (of?.[1] && of[2] && of[3])
    return named(of[1], subtitle, [
      ...places,
      { name: seriesName(capitalArticle(of[3])), position: volumeNumber(of[2]) },
    ]);
  const before = SERIES_THEN_TITLE.exec(title);
  if (before?.[1] && before[2] && before[3])
    return named(before[3], subtitle, [
      ...places,
      { name: seriesName(before[1]), position: volumeNumber(before[2]) },
    ]);
  const inside = places.length === 0 ? NUMBER_INSIDE.exec(title) : null;
  if (inside?.[1] && inside[2] && inside[3])
    return named(inside[3], subtitle, [{ name: inside[1], position: volumeNumber(inside[2]) }]);
  const place = places.length === 0 ? seriesPlaceOf(title) : null;
  if (place && place.name !== '') return withPlace(title, subtitle, place);
  const numbered = NUMBER_FIRST.exec(title);
  if (numbered?.[1] && numbered[2])
    return { ...named(numbered[2], subtitle, places), volume: volumeNumber(numbered[1]) };
  return named(title, subtitle, places);
}

/** "Edge World Undying Mercenaries, Book 14" holds two names; "Shatterfist Vol. 2" and "Stray Cat Strut 2" one. */
function withPlace(title: string, subtitle: string | null, place: SeriesPlace): NamedTitle {
  const isBook = /\b(?:book|bk)\b/iu.test(title);
  if (!isBook) return named(title, subtitle, [place]);
  const around = splitAtGenericSubtitle(place.name);
  if (around)
    return named(around.title, around.subtitle, [{ name: around.series, position: place.position }]);
  const { title: alone, series } = splitTitleAndSeries(place.name);
  return named(alone, subtitle, [{ name: series, position: place.position }]);
}

function named(title: string, subtitle: string | null, series: readonly SeriesPlace[]): NamedTitle {
  return { title, subtitle, series, volume: null };
}

function capitalArticle(text: string): string {
  return text.replace(/^the\s/u, 'The ');
}
