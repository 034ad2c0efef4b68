import { titleOf } from './book-title.ts';
import { collectionSigns } from './collection-words.ts';
import { peopleOf, takeAuthors, takeReaders } from './name-people.ts';
import type { NameShape, Segment } from './name-shape.ts';
import type { SeriesPlace } from './parsed-release.ts';
import { areSurelyPeople, personLikeness, splitPeople } from './person-name.ts';
import { episodeOf, seriesName, seriesPlaceOf, VOLUME_MARK, volumeNumber } from './series-place.ts';

/** What is guessed from the order of the segments of a name. */
export interface Reading {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesPlace[];
  readonly volume: string | null;
  readonly year: number | null;
  readonly isCollection: boolean;
}

/** Reads "Author - Series 03 - Title", "Title (Series, Book 3) - Author", "Author [Series 03] Title" and their kin. */
export function readFreeForm(shape: NameShape): Reading {
  const { segments: kept, year, index } = withoutNumbers(shape.segments);
  const [only] = kept;
  const isAuthorOfYear =
    year !== null && kept.length === 1 && only !== undefined && areSurelyPeople(only.text);
  const { authors, rest: all } = isAuthorOfYear
    ? { authors: splitPeople(only.text), rest: [] }
    : takeAuthors(kept, shape.credited);
  const { readers, rest } = takeReaders(all, shape, authors.length > 0);
  const asides = rest.filter(({ isAside }) => isAside);
  const main = rest.filter(({ isAside }) => !isAside);
  const people = asides.filter(({ text }) => areSurelyPeople(text) || personLikeness(text) === 'possible');
  const common = { year, ...peopleOf(authors, readers, people, asides, shape) };
  const collection =
    readCollection(main, asides) ?? (COUNTED_AUDIOBOOKS.test(shape.text) ? COUNTED_COLLECTION : null);
  if (collection) return { ...common, ...collection, subtitle: null, volume: null };
  const book = readBook(main, asides, index);
  return { ...common, ...book, title: book.title || String(year ?? ''), isCollection: false };
}

/** "Conversational Klingon 1992", and "Kafer 2015" for a narrator; but "Summer of 1985", "Class 1999" are titles. */
const NAME_AND_YEAR =
  /^(\p{Lu}\p{L}+|\S+(?:\s\S+)+(?<!\s(?:[Oo]f|[Ii]n|[Ff]rom|[Tt]he|[Aa]nd|[Tt]o|[Ss]ince|[Yy]ear|[Ss]ummer))\s\S{4,})\s((?:19[5-9]|20[0-3])\d)$/u;

const COUNTED_AUDIOBOOKS = /(?<!\p{N})\d{1,3}\s+(?:mp3\s+|unabridged\s+)?audio\s?books(?!\p{L})/iu;
const COUNTED_COLLECTION = { title: '', series: [], isCollection: true };

/** Leaves out years and bare numbers that stand alone: "1968 - Author - Title", "14 - Title". */
function withoutNumbers(segments: readonly Segment[]) {
  let year: number | null = null;
  let index: string | null = null;
  const kept: Segment[] = [];
  for (const segment of segments) {
    const [, name, said] = NAME_AND_YEAR.exec(segment.text) ?? [];
    const leading = kept.length === 0 ? /^\[?#?(\d{1,3}(?:\.\d)?)\]?\s*$/u.exec(segment.text) : null;
    if (/^(?:1[5-9]|20)\d\d\^?$/u.test(segment.text) && segments.length > 1)
      year ??= Number.parseInt(segment.text, 10);
    else if (leading?.[1]) index ??= volumeNumber(leading[1]);
    else if (name && said && !segment.isAside) {
      year ??= Number(said);
      kept.push({ ...segment, text: name, joint: /\s/u.test(name) ? segment.joint : 'bracket' });
    } else if (!/^[A-Z]{2,4}-\d{1,3}$/u.test(segment.text)) kept.push(segment);
  }
  return kept.length > 0 ? { segments: kept, year, index } : { segments, year: null, index: null };
}

function readCollection(main: readonly Segment[], asides: readonly Segment[]) {
  const signs = [...main, ...asides].map((segment) => ({ segment, ...collectionSigns(segment.text) }));
  const hasSingleNumber =
    main.some(({ text }) => VOLUME_MARK.test(text)) || asides.some(({ text }) => seriesPlaceOf(text));
  const range = signs.find((sign) => sign.range !== null)?.range ?? null;
  const said = signs.some(({ isCollection }) => isCollection);
  const isSeriesOnly = !hasSingleNumber && main.length === 1 && signs[0]?.endsInSeries === true;
  if (!said && !isSeriesOnly) return null;
  if (
    range === null &&
    hasSingleNumber &&
    !signs.some(({ segment, isCollection }) => isCollection && !segment.isAside)
  )
    return null;
  const name = signs.filter(({ segment, rest }) => !segment.isAside && rest !== '')[0]?.rest ?? '';
  const series = seriesName(name.replace(/^complete\s+/iu, ''));
  return {
    title: series,
    series: series === '' ? [] : [{ name: series, position: range }],
    isCollection: true,
  };
}

function readBook(main: readonly Segment[], asides: readonly Segment[], index: string | null) {
  const places: SeriesPlace[] = asides.flatMap(({ text }) => asSeries(text));
  const rest: Segment[] = [];
  const bare: string[] = [];
  const isOnly = main.length === 1;
  const episode = episodeOf(main[1]?.text ?? '');
  if (main[0] && episode) {
    return {
      title: episode.title,
      subtitle: null,
      series: [{ name: main[0].text, position: episode.number }],
      volume: null,
    };
  }
  for (const [at, segment] of main.entries()) {
    const place = isOnly ? null : seriesPlaceOf(segment.text);
    const isMarked = VOLUME_MARK.test(segment.text);
    const isLast = at === main.length - 1 && rest.length === 0;
    if (place && place.name === '') bare.push(place.position);
    else if (place && !isLast && (isMarked || at < main.length - 1)) places.push(place);
    else if (/\S\sseries$/iu.test(segment.text) && rest.length > 0)
      places.push({ name: seriesName(segment.text), position: bare[0] ?? null });
    else rest.push(segment);
  }
  const named = titleOf(rest, places);
  const series = withPosition(named.series, bare[0] ?? null);
  return {
    title: named.title,
    subtitle: named.subtitle,
    series,
    volume: series.length > 0 ? null : (bare[0] ?? named.volume ?? index),
  };
}

function asSeries(text: string): SeriesPlace[] {
  const place = seriesPlaceOf(text);
  return place && place.name !== '' && !/\b(?:ep|BBY|ABY)\b/u.test(text) ? [place] : [];
}

function withPosition(series: readonly SeriesPlace[], position: string | null): readonly SeriesPlace[] {
  return series.map((place) => ({ ...place, position: place.position ?? position }));
}
