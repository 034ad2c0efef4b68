import { marksAbridged } from './abridged-mark.ts';
import type { AudioTags, SeriesTag } from './audio-reading.ts';
import { seriesInText } from './series-text.ts';

/** Tags by key, as a tag library hands them out; the spelling of the keys differs by format. */
export type TagProperties = Readonly<Record<string, readonly string[] | undefined>>;

const LONGEST_TEXT = 1_000;
const LONGEST_DESCRIPTION = 20_000;

/** Brings the tags of every format under one set of names; a tag that is missing or empty is null. */
export function interpretTags(properties: TagProperties): AudioTags {
  const tags = byFoldedKey(properties);
  const all = (...keys: readonly string[]) => firstPresent(tags, keys);
  const one = (...keys: readonly string[]) => all(...keys)[0] ?? null;
  const track = numberOf(one('TRACKNUMBER', 'TRACK'));
  const disc = numberOf(one('DISCNUMBER', 'DISC'));
  const title = one('TITLE');
  const album = one('ALBUM');
  return {
    title,
    album,
    subtitle: one('SUBTITLE', 'TIT3'),
    artists: all('ARTISTS', 'ARTIST'),
    albumArtists: all('ALBUMARTISTS', 'ALBUMARTIST'),
    composers: all('COMPOSER'),
    narrators: all('NARRATOR', 'NARRATORS', 'NARRATEDBY', 'READER', 'READBY'),
    series: seriesOf(one),
    asin: asinOf(one('ASIN', 'AUDIBLEASIN', 'CDEK')),
    isbn: isbnOf(one('ISBN', 'ISBN13', 'BARCODE')),
    language: one('LANGUAGE', 'LANG'),
    publisher: one('PUBLISHER', 'LABEL', 'ORGANIZATION'),
    description: longText(tags, 'LONGDESCRIPTION', 'DESCRIPTION', 'PODCASTDESC', 'SYNOPSIS', 'COMMENT'),
    year: yearOf(one('DATE', 'YEAR', 'RELEASEDATE', 'ORIGINALDATE', 'ORIGINALYEAR')),
    disc: disc.number,
    discTotal: disc.total ?? numberOf(one('TOTALDISCS', 'DISCTOTAL')).number,
    track: track.number,
    trackTotal: track.total ?? numberOf(one('TOTALTRACKS', 'TRACKTOTAL')).number,
    abridged: abridgedOf(one('ABRIDGED'), one('UNABRIDGED'), [title, album, one('FORMAT')]),
  };
}

function byFoldedKey(properties: TagProperties): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, readonly string[]>();
  for (const [key, values] of Object.entries(properties)) {
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

/** One line without control characters: PostgreSQL refuses NUL, and a title has no line breaks. */
function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);
}

function longText(tags: ReadonlyMap<string, readonly string[]>, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = (tags.get(key)?.[0] ?? '')
      .toWellFormed()
      .replace(/\r\n?/gu, '\n')
      .replace(/(?!\n)\p{Cc}+/gu, ' ')
      .trim();
    if (text !== '') return text.slice(0, LONGEST_DESCRIPTION);
  }
  return null;
}

function seriesOf(one: (...keys: readonly string[]) => string | null): SeriesTag | null {
  const name = one('SERIES', 'SERIESNAME', 'MVNM', 'MOVEMENTNAME', 'SHOWMOVEMENTNAME');
  const position = one(
    'SERIESPART',
    'SERIESPOSITION',
    'SERIESSEQUENCE',
    'SERIESINDEX',
    'MVIN',
    'MOVEMENTNUMBER',
    'MOVEMENT',
  );
  if (name !== null) {
    const within = seriesInText(name);
    return { name: within?.name ?? name, position: positionOf(position) ?? within?.position ?? null };
  }
  const grouping = one('GROUPING', 'CONTENTGROUP', 'GRP1', 'WORK');
  return grouping === null ? null : seriesInText(grouping);
}

/** A place in a series as it is compared: "Book 02" is "2", "2.50" is "2.5". */
function positionOf(text: string | null): string | null {
  return text === null ? null : (seriesInText(`x #${text.replace(/^[^\d]+/u, '')}`)?.position ?? null);
}

function asinOf(text: string | null): string | null {
  const asin = text?.toUpperCase() ?? '';
  return /^(?:B0[A-Z0-9]{8}|\d{9}[\dX])$/u.test(asin) ? asin : null;
}

function isbnOf(text: string | null): string | null {
  const digits = (text ?? '').toUpperCase().replace(/^ISBN[:\s]*|[\s-]/gu, '');
  return /^(?:97[89]\d{10}|\d{9}[\dX])$/u.test(digits) ? digits : null;
}

function yearOf(text: string | null): number | null {
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(text ?? '')?.[1];
  return year === undefined || year === '0000' ? null : Number(year);
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
