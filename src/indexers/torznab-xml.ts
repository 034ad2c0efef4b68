import { Parser } from 'htmlparser2';
import type { FoundRelease } from './indexer.ts';
import { createCapsReader, type TorznabCaps } from './torznab-caps.ts';
import { type Enclosure, type FeedEntry, toRelease } from './torznab-release.ts';

/** What a Torznab server answered, whether or not it was what it should answer. */
export type TorznabDocument =
  | TorznabFeed
  | { readonly kind: 'caps'; readonly caps: TorznabCaps }
  | { readonly kind: 'error'; readonly code: number | null; readonly description: string }
  | { readonly kind: 'web_page' }
  | { readonly kind: 'json' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' };

export interface TorznabFeed {
  readonly kind: 'feed';
  readonly releases: readonly FoundRelease[];
  /** Entries that were there, also those that are of no use: paging counts them. */
  readonly entryCount: number;
  /** Of the whole search, where the server says so. */
  readonly total: number | null;
}

export interface TorznabParser {
  write(text: string): void;
  end(): TorznabDocument;
}

const FEED_ROOTS = new Set(['rss', 'channel', 'rdf', 'rdf:rdf']);
const WANTED_FIELDS = new Set([
  'title',
  'guid',
  'link',
  'comments',
  'pubdate',
  'size',
  'category',
  'files',
  'grabs',
]);
const MAX_FIELD_CHARS = 16_384;
/** A document nested deeper is no feed: the parser's cost would grow with the square of the depth. */
const MAX_DEPTH = 64;

/** Reads a Torznab or Newznab answer as it arrives; `baseUrl` is what relative links are relative to. */
export function createTorznabParser({ baseUrl }: { readonly baseUrl: string }): TorznabParser {
  let kind: TorznabDocument['kind'] = 'empty';
  let depth = 0;
  let error: { code: number | null; description: string } | null = null;
  const caps = createCapsReader();
  const feed = createFeedReader(baseUrl);

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) kind = 'unknown';
        else if (depth === 1 && (kind === 'empty' || kind === 'unknown')) kind = kindOfRoot(name);
        if (name === 'error' && depth <= 2 && error === null) {
          error = {
            code: wholeNumber(attributes['code']),
            description: attributes['description']?.trim() ?? '',
          };
        }
        if (kind === 'caps') caps.open(name, attributes);
        if (kind === 'feed') feed.open(name, attributes);
      },
      ontext(text) {
        if (kind === 'feed') feed.text(text);
        else if (depth === 0 && kind === 'empty') kind = kindOfText(text);
      },
      onclosetag(_name, isImplied) {
        depth -= 1;
        if (kind === 'feed') feed.close(isImplied);
      },
      onprocessinginstruction(_name, data) {
        if (/^!doctype\s+html/i.test(data)) kind = 'web_page';
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );

  return {
    write(text) {
      if (kind === 'web_page' || kind === 'json' || depth > MAX_DEPTH) return;
      parser.write(text);
    },
    end() {
      parser.end();
      if (error !== null && kind !== 'web_page') return { kind: 'error', ...error };
      if (kind === 'caps') return { kind, caps: caps.caps() };
      if (kind === 'feed') return feed.feed();
      return { kind: kind === 'error' ? 'unknown' : kind };
    },
  };
}

function kindOfRoot(name: string): TorznabDocument['kind'] {
  if (FEED_ROOTS.has(name)) return 'feed';
  if (name === 'caps' || name === 'error') return name;
  return name === 'html' ? 'web_page' : 'unknown';
}

function kindOfText(text: string): TorznabDocument['kind'] {
  const start = text.replaceAll('\uFEFF', '').trimStart();
  if (start === '') return 'empty';
  return /^[[{"]/.test(start) ? 'json' : 'unknown';
}

function createFeedReader(baseUrl: string) {
  const releases: FoundRelease[] = [];
  let entryCount = 0;
  let total: number | null = null;
  let entry: OpenEntry | null = null;
  /** Elements open inside the entry. */
  let depth = 0;

  return {
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      if (entry === null) {
        if (name === 'item') entry = openEntry();
        if (name === 'response' || name.endsWith(':response')) total = wholeNumber(attributes['total']);
        return;
      }
      depth += 1;
      if (depth > 1) return;
      const { enclosures, fields, attrs } = entry;
      if (name === 'enclosure') enclosures.push(enclosureOf(attributes));
      else if (name === 'attr' || name.endsWith(':attr')) {
        push(attrs, attributes['name']?.toLowerCase() ?? '', attributes['value'] ?? '');
      } else if (WANTED_FIELDS.has(name)) {
        entry.openField = name;
        push(fields, name, '');
      }
    },
    text(part: string): void {
      if (entry === null || entry.openField === null) return;
      const values = entry.fields.get(entry.openField);
      const last = values?.pop();
      if (last === undefined) return;
      values?.push(last.length < MAX_FIELD_CHARS ? last + part : last);
    },
    /** An entry that is not closed by its own tag was cut off: it may lack anything. */
    close(isImplied: boolean): void {
      if (entry === null) return;
      if (depth > 0) {
        depth -= 1;
        if (depth === 0) entry.openField = null;
        return;
      }
      entryCount += 1;
      const release = isImplied ? null : toRelease(entry, baseUrl);
      if (release !== null) releases.push(release);
      entry = null;
    },
    feed: (): TorznabFeed => ({ kind: 'feed', releases, entryCount, total }),
  };
}

interface OpenEntry extends FeedEntry {
  readonly fields: Map<string, string[]>;
  readonly attrs: Map<string, string[]>;
  readonly enclosures: Enclosure[];
  openField: string | null;
}

function openEntry(): OpenEntry {
  return { fields: new Map(), attrs: new Map(), enclosures: [], openField: null };
}

function enclosureOf(attributes: Readonly<Record<string, string>>): Enclosure {
  return {
    url: attributes['url'] ?? '',
    type: (attributes['type'] ?? '').trim().toLowerCase(),
    length: (attributes['length'] ?? '').trim(),
  };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
