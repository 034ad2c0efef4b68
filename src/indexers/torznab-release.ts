import { Parser } from 'htmlparser2';
import { parseFeedDate } from './feed-date.ts';
import type { FoundRelease } from './indexer.ts';
import { AUDIOBOOK, AUDIOBOOK_NAME } from './torznab-caps.ts';

/** One `<item>` as it was read; names in lower case, values in their order. */
export interface FeedEntry {
  /** Texts of the elements directly in it. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** `torznab:attr` and `newznab:attr`. */
  readonly attrs: ReadonlyMap<string, readonly string[]>;
  readonly enclosures: readonly Enclosure[];
}

export interface Enclosure {
  readonly url: string;
  readonly type: string;
  readonly length: string;
}

const MAX_COUNT = 2 ** 31 - 1;
const EBOOK = 7020;
const EBOOK_NAME = /\be-?books?\b/i;
const KEY_IN_QUERY = /[?&](?:api_?key|passkey|torrent_pass|authkey|rsskey|token)=/i;

/** The release of an entry; null where it has no title or nothing that a torrent client could take. */
export function toRelease(entry: FeedEntry, baseUrl: string): FoundRelease | null {
  const field = (name: string) => text(entry.fields.get(name)?.[0]);
  const attr = (name: string) => text(entry.attrs.get(name)?.[0]);
  const count = (value: string | null) => wholeNumber(value, MAX_COUNT);
  const title = field('title');
  const enclosure = entry.enclosures.find(({ type }) => !type.startsWith('image/'));
  if (title === null || enclosure?.type.startsWith('application/x-nzb')) return null;
  const downloadUrl =
    address(enclosure?.url, baseUrl) ??
    address(entry.attrs.get('magneturl')?.[0], baseUrl) ??
    address(entry.fields.get('link')?.[0], baseUrl);
  if (downloadUrl === null) return null;

  const guid = entry.fields.get('guid')?.[0]?.trim();
  const infohash = hexInfohash(attr('infohash')) ?? infohashInMagnet(downloadUrl);
  const seeders = count(attr('seeders'));
  return {
    title,
    guid: guid || infohash || downloadUrl,
    downloadUrl,
    infoUrl: pageFor(entry.fields.get('comments')?.[0] ?? guid, downloadUrl),
    sizeBytes: positive(field('size')) ?? positive(attr('size')) ?? positive(enclosure?.length ?? null),
    seeders,
    leechers: count(attr('leechers')) ?? leechersOf(count(attr('peers')), seeders),
    files: count(attr('files') ?? field('files')),
    grabs: count(attr('grabs') ?? field('grabs')),
    publishedAt: parseFeedDate(field('pubdate') ?? attr('usenetdate') ?? ''),
    categories: categoriesOf([
      ...(entry.attrs.get('category') ?? []),
      ...(entry.fields.get('category') ?? []),
    ]),
    author: attr('author'),
    bookTitle: attr('booktitle'),
    narrator: attr('narrator'),
    language: attr('language'),
    infohash,
    minimumRatio: quantity(attr('minimumratio')),
    minimumSeedTimeSeconds: count(attr('minimumseedtime')),
    downloadVolumeFactor: quantity(attr('downloadvolumefactor')),
    tags: [...new Set((entry.attrs.get('tag') ?? []).map((tag) => tag.trim().toLowerCase()))].filter(Boolean),
  };
}

function text(value: string | undefined): string | null {
  return (
    decodeHtmlEntities(value ?? '')
      .replace(/\s+/gu, ' ')
      .trim() || null
  );
}

/** `&eacute;` is undefined in XML and so still there; only people's words are treated, for a URL may hold `&copy=`. */
function decodeHtmlEntities(value: string): string {
  if (!/&[a-z]\w*;/i.test(value)) return value;
  let decoded = '';
  const parser = new Parser({ ontext: (part) => (decoded += part) });
  parser.end(value.replaceAll('<', '&lt;'));
  return decoded;
}

function address(value: string | undefined, baseUrl: string): string | null {
  const trimmed = value?.trim();
  if (!trimmed || !URL.canParse(trimmed, baseUrl)) return null;
  const url = new URL(trimmed, baseUrl);
  return /^(?:https?|magnet):$/.test(url.protocol) ? url.href : null;
}

/** Some servers give the download link as id or page: that is no page for people, and holds a key. */
function pageFor(candidate: string | undefined, downloadUrl: string): string | null {
  const trimmed = candidate?.trim() ?? '';
  if (!/^https?:\/\//i.test(trimmed) || KEY_IN_QUERY.test(trimmed) || !URL.canParse(trimmed)) return null;
  const page = new URL(trimmed).href;
  return page === downloadUrl ? null : page;
}

function wholeNumber(value: string | null, max: number): number | null {
  if (value === null || !/^\d+(?:\.0+)?$/.test(value)) return null;
  const number = Number(value);
  return number <= max ? number : null;
}

function positive(value: string | null): number | null {
  return wholeNumber(value, Number.MAX_SAFE_INTEGER) || null;
}

function quantity(value: string | null): number | null {
  return value !== null && /^\d{1,9}(?:\.\d+)?$/.test(value) ? Number(value) : null;
}

/** `peers` counts both sides; a server that gives fewer peers than seeders means leechers. */
function leechersOf(peers: number | null, seeders: number | null): number | null {
  if (peers === null || seeders === null) return null;
  return peers < seeders ? peers : peers - seeders;
}

function categoriesOf(values: readonly string[]): readonly number[] {
  const ids = values.map((value) => {
    const number = wholeNumber(value.trim(), MAX_COUNT);
    if (number !== null) return number;
    return AUDIOBOOK_NAME.test(value) ? AUDIOBOOK : EBOOK_NAME.test(value) ? EBOOK : null;
  });
  return [...new Set(ids.filter((id) => id !== null))];
}

function hexInfohash(value: string | null): string | null {
  return value !== null && /^[0-9a-f]{40}$/i.test(value) ? value.toLowerCase() : null;
}

function infohashInMagnet(url: string): string | null {
  return /^magnet:.*[?&]xt(?:\.\d+)?=urn:btih:([0-9a-f]{40})(?:&|$)/i.exec(url)?.[1]?.toLowerCase() ?? null;
}
