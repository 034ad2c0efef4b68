import { marksAbridged } from './abridged-mark.ts';
import { type AudioTags, NO_TAGS } from './audio-reading.ts';
import { dramatisedBy } from './dramatised-mark.ts';
import { readSeriesTags } from './series-tags.ts';
import { cleanLine, cleanText } from './sources/clean-text.ts';
import { readAsin, readIsbn, readYear } from './sources/read-values.ts';

/** Tags by key, as a tag library hands them out; the spelling of the keys differs by format. */
export type TagProperties = Readonly<Record<string, readonly string[] | undefined>>;

/** The values of the first of these keys that has any. */
type AllTags = (...keys: readonly string[]) => readonly string[];

/** The first value of the first of these keys that has one. */
export type OneTag = (...keys: readonly string[]) => string | null;

/**
 * Brings the tags of every format under one set of names; a tag that is missing or empty is null. Where several readers
 * looked at a file, the first that knows a key is believed.
 */
export function interpretTags(...layers: readonly TagProperties[]): AudioTags {
  const tags = byFoldedKey(layers);
  if (tags.size === 0) return NO_TAGS;
  const all = (...keys: readonly string[]) => firstPresent(tags, keys);
  const one: OneTag = (...keys) => all(...keys)[0] ?? null;
  const track = numberOf(one('TRACKNUMBER', 'TRACK'));
  const disc = numberOf(one('DISCNUMBER', 'DISC'));
  const title = one('TITLE');
  const album = one('ALBUM');
  const narrators = all(...NARRATOR_KEYS);
  const asin = asinOf(all('ASIN', 'AUDIBLEASIN', 'AUDIBLEID', 'CDEK', 'AMAZONID'));
  return {
    title,
    album,
    subtitle: one('SUBTITLE', 'TIT3', 'WMSUBTITLE'),
    artists: all('ARTISTS', 'ARTIST'),
    albumArtists: all('ALBUMARTISTS', 'ALBUMARTIST'),
    composers: all('COMPOSER'),
    authors: all('AUTHORS', 'AUTHOR', 'WRITER', 'PERFORMERAUTHOR'),
    narrators,
    series: readSeriesTags(one, title, album),
    asin,
    isbn: readIsbn(one('ISBN', 'ISBN13', 'BARCODE') ?? ''),
    language: one('LANGUAGE', 'LANG'),
    publisher: one('PUBLISHER', 'LABEL', 'ORGANIZATION'),
    description: firstText(tags, DESCRIPTION_KEYS),
    year: readYear(one('DATE', 'YEAR', 'RELEASEDATE', 'ORIGINALDATE', 'ORIGINALYEAR', 'RELEASETIME') ?? ''),
    disc: disc.number,
    discTotal: disc.total ?? numberOf(one('TOTALDISCS', 'DISCTOTAL')).number,
    track: track.number,
    trackTotal: track.total ?? numberOf(one('TOTALTRACKS', 'TRACKTOTAL')).number,
    abridged: abridgedOf(one('ABRIDGED'), one('UNABRIDGED'), [title, album, one('FORMAT')]),
    dramatised: dramatisedOf(one, all, [title, album]),
    isAudiobook:
      narrators.length > 0 ||
      asin !== null ||
      one('MEDIAKIND') === AUDIOBOOK_KIND ||
      all('GENRE').some((genre) => AUDIOBOOK_GENRE.test(genre)),
  };
}

const NARRATOR_KEYS = [
  'NARRATOR',
  'NARRATORS',
  'NARRATEDBY',
  'READER',
  'READBY',
  'PERFORMERREADER',
  'PERFORMERNARRATOR',
  'PERFORMERSPOKENVOCALS',
];
const DESCRIPTION_KEYS = [
  'LONGDESCRIPTION',
  'DESCRIPTION',
  'PODCASTDESC',
  'SYNOPSIS',
  'COMMENTDESCRIPTION',
  'COMMENT',
  'LYRICS',
];

/** What iTunes calls a book in `stik`. */
const AUDIOBOOK_KIND = '2';
const AUDIOBOOK_GENRE =
  /audio\s?-?book|h(?:ö|oe)rbuch|livre audio|audiolibro|luisterboek|\bspoken\b|\bspeech\b/iu;

function byFoldedKey(layers: readonly TagProperties[]): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, readonly string[]>();
  for (const [key, values] of layers.flatMap((layer) => Object.entries(layer))) {
    const folded = key.toUpperCase().replace(/[^A-Z0-9]/gu, '');
    if (!tags.has(folded) && values) tags.set(folded, values);
  }
  return tags;
}

function firstPresent(
  tags: ReadonlyMap<string, readonly string[]>,
  keys: readonly string[],
): readonly string[] {
  for (const key of keys) {
    const values = (tags.get(key) ?? []).flatMap((value) => value.split('\0')).map(cleanLine);
    const present = [...new Set(values.filter((value) => value !== ''))];
    if (present.length > 0) return present;
  }
  return [];
}

function firstText(tags: ReadonlyMap<string, readonly string[]>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = cleanText(tags.get(key)?.[0] ?? '');
    if (text !== '') return text;
  }
  return null;
}

function asinOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    const asin = readAsin(text);
    if (asin !== null) return asin;
  }
  return null;
}

/** "3", "03", "3/12"; zero means that nobody filled it in. */
function numberOf(text: string | null): { readonly number: number | null; readonly total: number | null } {
  const [, number, total] = /^\s*(\d{1,5})(?:\s*(?:\/|of)\s*(\d{1,5}))?/u.exec(text ?? '') ?? [];
  const positive = (digits: string | undefined) => (digits === undefined ? null : Number(digits) || null);
  return { number: positive(number), total: positive(total) };
}

function abridgedOf(
  abridged: string | null,
  unabridged: string | null,
  texts: readonly (string | null)[],
): boolean | null {
  if (abridged !== null) return /^(?:1|yes|true|abridged)$/iu.test(abridged);
  if (unabridged !== null && /^(?:1|yes|true)$/iu.test(unabridged)) return false;
  for (const text of texts) {
    const mark = text === null ? null : marksAbridged(text);
    if (mark !== null) return mark;
  }
  return null;
}

function dramatisedOf(one: OneTag, all: AllTags, titles: readonly (string | null)[]): boolean | null {
  const said = one('DRAMATIZED', 'DRAMATISED');
  if (said !== null) return /^(?:1|yes|true)$/iu.test(said);
  return dramatisedBy({
    titles: [...titles, one('SUBTITLE', 'TIT3', 'WMSUBTITLE'), one('FORMAT')],
    genres: all('GENRE').flatMap((genre) => genre.split(/[,;/]/u)),
    makers: [
      ...all('PUBLISHER', 'LABEL', 'ORGANIZATION'),
      ...all('ARTISTS', 'ARTIST'),
      ...all('ALBUMARTISTS', 'ALBUMARTIST'),
      ...all(...NARRATOR_KEYS),
    ],
    comment: one(...DESCRIPTION_KEYS),
  });
}
