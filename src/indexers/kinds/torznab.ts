import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, HOUR_MS, SECOND_MS, systemClock } from '../../base/clock.ts';
import { AppError, Refused } from '../../base/errors.ts';
import type { ProxyChoice } from '../../platform/outbound/routes.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { FoundRelease, Indexer, IndexerTest, SearchQuery } from '../indexer.ts';
import { readTorznab } from '../read-torznab.ts';
import { retryAfterSeconds } from '../retry-after.ts';
import { audiobookCategories, type TorznabCaps } from '../torznab-caps.ts';
import { faultOf } from '../torznab-faults.ts';
import { planQueries, type TorznabQuery } from '../torznab-queries.ts';
import { torznabEndpoint } from '../torznab-url.ts';
import type { TorznabDocument, TorznabFeed } from '../torznab-xml.ts';

export interface TorznabSettings {
  /** With or without `/api` at its end. */
  readonly url: string;
  readonly apiKey: string;
  readonly proxy?: ProxyChoice;
}

export interface TorznabParts {
  readonly outbound: Outbound;
  readonly clock?: Clock;
  /** Least time between the starts of two requests. */
  readonly gapMs?: number;
  /** Prowlarr asks the tracker while we wait: more than a minute is possible. */
  readonly timeoutMs?: number;
}

const CAPS_KEPT_MS = 12 * HOUR_MS;
const DEFAULT_LIMIT = 100;
const LARGEST_LIMIT = 500;
const MAX_PAGES = 10;
const MAX_RELEASES = 5_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** A Torznab server: Prowlarr, Jackett or the tracker's own. Throws Invalid for a URL that is none. */
export function connectTorznab(settings: TorznabSettings, parts: TorznabParts): Indexer {
  const ask = createAsk(settings, parts);
  const { clock = systemClock } = parts;
  let kept: { readonly caps: TorznabCaps; readonly untilMs: number } | null = null;

  async function readCaps(): Promise<TorznabCaps> {
    if (kept !== null && clock.now().getTime() < kept.untilMs) return kept.caps;
    const { caps } = await ask({ t: 'caps' }, 'caps');
    kept = { caps, untilMs: clock.now().getTime() + CAPS_KEPT_MS };
    return caps;
  }

  return {
    async search(query: SearchQuery) {
      const caps = await readCaps();
      for (const question of planQueries(caps, query)) {
        const releases = await readPages(question, caps, ask);
        if (releases.length > 0) return releases;
      }
      return [];
    },

    /** Capabilities are often open to everybody, so only a search finds a wrong key. */
    async test(): Promise<IndexerTest> {
      kept = null;
      try {
        const caps = await readCaps();
        const t = caps.searchParams === null ? 'book' : 'search';
        const detail = describe(caps);
        try {
          const feed = await ask({ ...withCategories({ t }, caps), limit: '1', offset: '0' }, 'feed');
          return {
            ok: true,
            detail: feed.entryCount === 0 ? `${detail} The test search found nothing.` : detail,
          };
        } catch (error) {
          if (wantsWords(error)) return { ok: true, detail };
          throw error;
        }
      } catch (error) {
        if (error instanceof AppError) return { ok: false, detail: error.message };
        throw error;
      }
    },
  };
}

type Ask = <Kind extends 'caps' | 'feed'>(
  query: TorznabQuery,
  expected: Kind,
) => Promise<Extract<TorznabDocument, { kind: Kind }>>;

/** One request after the other, never two at once, and none too soon after the last. */
function createAsk(
  { url, apiKey, proxy = null }: TorznabSettings,
  { outbound, clock = systemClock, gapMs = 250, timeoutMs = 100 * SECOND_MS }: TorznabParts,
): Ask {
  const endpoint = torznabEndpoint(url);
  const { host } = new URL(endpoint);
  let turn: Promise<unknown> = Promise.resolve();

  async function ask<Kind extends 'caps' | 'feed'>(query: TorznabQuery, expected: Kind) {
    const address = new URL(endpoint);
    address.search = new URLSearchParams({
      ...query,
      ...(apiKey === '' ? {} : { apikey: apiKey }),
    }).toString();
    const headers = { accept: 'application/rss+xml, application/xml, text/xml' };
    const configured = [endpoint];
    const limits = { timeoutMs, maxBytes: MAX_BYTES };
    const reply = await outbound.request({ url: address, configured, proxy, headers, ...limits });
    const document = await readTorznab(reply, endpoint);
    const answer = {
      host,
      status: reply.status,
      document,
      retryAfterSeconds: retryAfterSeconds(reply.header('retry-after'), clock.now()),
      location: reply.header('location'),
    };
    const fault = faultOf(answer, expected, apiKey);
    if (fault !== null) throw fault;
    return document as Extract<TorznabDocument, { kind: Kind }>;
  }

  return (query, expected) => {
    const reply = turn.then(() => ask(query, expected));
    turn = Promise.allSettled([reply, turn.then(() => wait(gapMs))]);
    return reply;
  };
}

async function readPages(
  question: TorznabQuery,
  caps: TorznabCaps,
  ask: Ask,
): Promise<readonly FoundRelease[]> {
  const limit = Math.min(caps.maxLimit ?? DEFAULT_LIMIT, LARGEST_LIMIT);
  const found = new Map<string, FoundRelease>();
  let offset = 0;
  for (let page = 0; page < MAX_PAGES && found.size < MAX_RELEASES; page += 1) {
    const query = {
      ...withCategories(question, caps),
      extended: '1',
      limit: `${limit}`,
      offset: `${offset}`,
    };
    const feed = await ask(query, 'feed').catch((error: unknown) => {
      // What the first pages gave is worth more than nothing, unless the server says no.
      if (page === 0 || error instanceof Refused) throw error;
      return null;
    });
    if (feed === null) break;
    const before = found.size;
    for (const release of feed.releases) found.set(release.guid, release);
    offset += feed.entryCount;
    if (found.size === before || isLastPage(feed, offset, limit)) break;
  }
  return [...found.values()].slice(0, MAX_RELEASES);
}

/** Without a total: a server that gives more than was asked for ignores the limit, and has given everything. */
function isLastPage({ entryCount, total }: TorznabFeed, offset: number, limit: number): boolean {
  return total === null ? entryCount !== limit : offset >= total;
}

function withCategories(query: TorznabQuery, { categories }: TorznabCaps): TorznabQuery {
  const ids = audiobookCategories(categories);
  return ids.length === 0 ? query : { ...query, cat: ids.join(',') };
}

function describe(caps: TorznabCaps): string {
  const who = caps.serverTitle ?? 'The indexer';
  const byField = caps.bookSearchParams?.has('author') && caps.bookSearchParams.has('title');
  const how = byField ? 'It searches by author and title' : 'It searches by words';
  const categories = audiobookCategories(caps.categories);
  if (categories.length === 0) return `${who} answers. ${how}; it names no category for audiobooks.`;
  return `${who} answers. ${how}, in ${categories.length === 1 ? 'category' : 'categories'} ${categories.join(', ')}.`;
}

/** It wants something to search for: a fault of the empty question, which it took only with a right key. */
function wantsWords(error: unknown): boolean {
  const code = error instanceof AppError ? error.context?.['code'] : null;
  return code === 200 || code === 201;
}
