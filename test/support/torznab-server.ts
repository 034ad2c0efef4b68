import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { words } from '../../src/base/text.ts';
import { capsXml, errorXml, feedXml, type ServedRelease } from './torznab-server-documents.ts';

/** Each way in which an indexer is known to fail; `bom_and_entities` is a right answer that is hard to read. */
export type TorznabFault =
  | 'wrong_key'
  | 'web_page'
  | 'json'
  | 'empty'
  | 'server_error'
  | 'too_many_requests'
  | 'unauthorized'
  | 'error_document'
  | 'redirect'
  | 'hang'
  | 'bom_and_entities';

export interface TorznabServer extends AsyncDisposable {
  /** Without `/api`. */
  readonly url: string;
  readonly apiKey: string;
  /** May be exchanged at any time. */
  releases: readonly ServedRelease[];
  fault: TorznabFault | null;
  /** The fault holds for these functions (`t`) and `download`; null: for all. */
  faultOnly: readonly string[] | null;
  ignoresLimit: boolean;
  ignoresOffset: boolean;
  /** Whether the caps offer `t=book` by author and title. */
  bookSearch: boolean;
  readonly requests: readonly TorznabRequest[];
  stop(): Promise<void>;
}

interface TorznabRequest {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly atMs: number;
}

export interface TorznabServerOptions {
  readonly releases?: readonly ServedRelease[];
  readonly apiKey?: string;
  readonly fault?: TorznabFault;
  readonly maxLimit?: number;
}

/** A Torznab server by the contract of Prowlarr and classic servers, on loopback; caps are open, all else needs the key. */
export async function startTorznabServer(options: TorznabServerOptions = {}): Promise<TorznabServer> {
  const { apiKey = 'indexer-key-0123456789', maxLimit = 100 } = options;
  const requests: TorznabRequest[] = [];
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', server.url);
    requests.push({
      path: url.pathname,
      params: Object.fromEntries(url.searchParams),
      atMs: performance.now(),
    });
    const { fault } = server;
    if (fault === 'hang' && isFaulty(url)) return;
    const { status, body = '', headers = {} } = isFaulty(url) ? faultyAnswer(fault, apiKey) : answer(url);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;

  const server: TorznabServer = {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    releases: options.releases ?? [],
    fault: options.fault ?? null,
    faultOnly: null,
    ignoresLimit: false,
    ignoresOffset: false,
    bookSearch: true,
    requests,
    async stop() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };

  function isFaulty(url: URL): boolean {
    if (server.fault === null || server.fault === 'bom_and_entities') return false;
    const asked = url.pathname === '/download' ? 'download' : (url.searchParams.get('t') ?? '');
    return server.faultOnly === null || server.faultOnly.includes(asked);
  }

  function answer(url: URL): Answer {
    const params = Object.fromEntries(url.searchParams);
    if (url.pathname === '/download') return torrentAnswer(params);
    if (url.pathname !== '/api') return { status: 404, body: 'Not Found' };
    if (params['t'] === 'caps') return xml(capsXml({ maxLimit, bookSearch: server.bookSearch }));
    if (params['apikey'] !== apiKey) return xml(errorXml(100, 'Incorrect user credentials'));
    const isSearch = params['t'] === 'search' || (params['t'] === 'book' && server.bookSearch);
    return isSearch ? feedAnswer(params) : xml(errorXml(202, 'No such function'), 400);
  }

  function feedAnswer(params: Params): Answer {
    const found = server.releases.filter((release) => matches(release, params));
    const offset = server.ignoresOffset ? 0 : Number(params['offset'] ?? 0);
    const limit = server.ignoresLimit
      ? found.length
      : Math.min(Number(params['limit'] ?? maxLimit), maxLimit);
    const linkOf = (release: ServedRelease) =>
      `${server.url}/download?apikey=${apiKey}&id=${server.releases.indexOf(release)}`;
    const odd = server.fault === 'bom_and_entities';
    return xml(feedXml(found.slice(offset, offset + limit), { linkOf, odd }));
  }

  function torrentAnswer(params: Params): Answer {
    const torrent = server.releases[Number(params['id'])]?.torrent;
    if (params['apikey'] !== apiKey) return { status: 401 };
    if (torrent === undefined) return { status: 404 };
    return torrent instanceof Uint8Array
      ? { status: 200, body: torrent, headers: { 'content-type': 'application/x-bittorrent' } }
      : { status: 301, headers: { location: torrent.magnet } };
  }

  return server;
}

type Params = Readonly<Record<string, string | undefined>>;

interface Answer {
  readonly status: number;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

function xml(body: string, status = 200): Answer {
  return { status, body, headers: { 'content-type': 'application/rss+xml; charset=utf-8' } };
}

const LOGIN_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Login</title><script>if (1 < 2) { x("</p>") }</script></head><body><form></form><br></body></html>';

function faultyAnswer(fault: TorznabFault | null, apiKey: string): Answer {
  switch (fault) {
    case 'unauthorized':
      return { status: 401 };
    case 'server_error':
      return { status: 500, body: '<h1>Internal error</h1>' };
    case 'too_many_requests':
      return { status: 429, headers: { 'retry-after': '120' } };
    case 'redirect':
      return { status: 302, headers: { location: '/login?returnUrl=%2Fapi' } };
    case 'json':
      return { status: 200, body: '{"current":"v1"}', headers: { 'content-type': 'application/json' } };
    case 'web_page':
      return { status: 200, body: LOGIN_PAGE, headers: { 'content-type': 'text/html' } };
    case 'wrong_key':
      return xml(errorXml(100, `Incorrect user credentials: ${apiKey}`));
    case 'error_document':
      return xml(errorXml(900, 'The tracker is down for maintenance'));
    default:
      return { status: 200 };
  }
}

/** Every word that was asked for is there, as real indexers search. */
function matches(release: ServedRelease, params: Params): boolean {
  const title = words(`${release.title} ${release.bookTitle ?? ''}`);
  const everything = [...title, ...words(release.author ?? '')];
  const has = (asked: string | undefined, all: readonly string[]) =>
    words(asked ?? '').every((word) => all.includes(word));
  return has(params['q'], everything) && has(params['title'], title) && has(params['author'], everything);
}
