import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text as readText } from 'node:stream/consumers';
import { infohashOfMagnet } from '../../src/downloads/magnet-link.ts';
import { readTorrentFile } from '../../src/downloads/torrent-file.ts';

export interface QbittorrentContractServer extends AsyncDisposable {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** By hash, as `sync/maindata` gives them, and `trackers`, which it lists apart; may be changed at any time. */
  readonly torrents: Map<string, Readonly<Record<string, unknown>>>;
  readonly categories: Set<string>;
  /** Method and path below `/api/v2/`, with the query. */
  readonly requests: readonly string[];
  /** Names of the fields of the last `torrents/add`. */
  readonly addedWith: readonly string[];
  isBanned: boolean;
  /** Answers every call with this status where it is set. */
  brokenStatus: number | null;
  /** These calls, by their paths below `/api/v2/`, are never answered. */
  hangsAt: readonly string[];
  endSessions(): void;
  loginCount(): number;
  stop(): Promise<void>;
}

interface Session {
  rid: number;
  known: Map<string, Readonly<Record<string, unknown>>>;
  knownTrackers: Map<string, readonly string[]>;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly cookie?: string;
}

/** qBittorrent by its written contract, for versions that are not installed: 2.8 (4.5) to 2.16 (5.x). */
export async function startQbittorrentContractServer({
  webApi,
}: {
  readonly webApi: string;
}): Promise<QbittorrentContractServer> {
  const minor = Number(webApi.split('.')[1]);
  const speaks52 = minor >= 15;
  const sessions = new Map<string, Session>();
  const requests: string[] = [];
  const http = createServer((request, response) => {
    void answer(request).then(({ status, body = '', cookie }) => {
      response.writeHead(status, cookie === undefined ? {} : { 'set-cookie': cookie }).end(body);
    });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;

  const server = {
    url: `http://127.0.0.1:${port}`,
    username: 'reader',
    password: 'correct horse battery',
    torrents: new Map<string, Readonly<Record<string, unknown>>>(),
    categories: new Set<string>(),
    requests,
    addedWith: [] as string[],
    isBanned: false,
    brokenStatus: null as number | null,
    hangsAt: [] as readonly string[],
    endSessions: () => sessions.clear(),
    loginCount: () => requests.filter((request) => request.includes('auth/login')).length,
    async stop() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', server.url);
    const path = url.pathname.replace('/api/v2/', '');
    requests.push(`${request.method} ${path}${url.search}`);
    if (server.hangsAt.includes(path)) return new Promise(() => {});
    if (server.brokenStatus !== null) return { status: server.brokenStatus, body: '<html></html>' };
    if (path === 'auth/login') return signIn(new URLSearchParams(await readText(request)));
    const session = sessions.get(/SID[^=]*=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
    if (session === undefined) return { status: 403, body: 'Forbidden' };
    if (path === 'torrents/add') return add(await formOf(request));
    const fields =
      request.method === 'POST' ? new URLSearchParams(await readText(request)) : url.searchParams;
    return answerCall(path, fields, session);
  }

  function signIn(fields: URLSearchParams): Answer {
    if (server.isBanned) {
      return {
        status: 403,
        body: 'Your IP address has been banned after too many failed authentication attempts.',
      };
    }
    const isRight = fields.get('username') === server.username && fields.get('password') === server.password;
    if (!isRight) return speaks52 ? { status: 401, body: 'Unauthorized' } : { status: 200, body: 'Fails.' };
    const sid = `session${requests.length}`;
    sessions.set(sid, { rid: 0, known: new Map(), knownTrackers: new Map() });
    const cookie = `${speaks52 ? `QBT_SID_${port}` : 'SID'}=${sid}; HttpOnly; path=/; SameSite=Strict`;
    return speaks52 ? { status: 204, cookie } : { status: 200, body: 'Ok.', cookie };
  }

  function answerCall(path: string, fields: URLSearchParams, session: Session): Answer {
    const hashes = fields.get('hashes')?.split('|') ?? [];
    switch (path) {
      case 'app/webapiVersion':
        return { status: 200, body: webApi };
      case 'app/version':
        return { status: 200, body: speaks52 ? 'v5.2.3' : minor >= 11 ? 'v5.0.5' : 'v4.5.2' };
      case 'app/defaultSavePath':
        return { status: 200, body: '/downloads' };
      case 'torrents/categories':
        return json(Object.fromEntries([...server.categories].map((name) => [name, { name, savePath: '' }])));
      case 'torrents/createCategory':
        return createCategory(fields.get('category') ?? '');
      case 'torrents/files': {
        const torrent = server.torrents.get(fields.get('hash') ?? '');
        return torrent === undefined
          ? { status: 404 }
          : json([{ index: 0, name: torrent['name'], size: 5, progress: 1 }]);
      }
      case 'torrents/delete':
        for (const hash of hashes) server.torrents.delete(hash);
        return { status: speaks52 ? 204 : 200 };
      case 'sync/maindata':
        return json(sync(session, Number(fields.get('rid'))));
      default:
        return { status: 404, body: 'Not Found' };
    }
  }

  function createCategory(name: string): Answer {
    if (server.categories.has(name) || name.includes('//')) return { status: 409 };
    server.categories.add(name);
    return { status: speaks52 ? 204 : 200 };
  }

  async function add(form: FormData): Promise<Answer> {
    server.addedWith = [...form.keys()];
    const file = form.get('torrents');
    const magnet = form.get('urls');
    const infohash =
      file instanceof Blob
        ? readTorrentFile(new Uint8Array(await file.arrayBuffer())).infohash
        : infohashOfMagnet(String(magnet));
    if (infohash === null || server.torrents.has(infohash)) {
      return speaks52 ? { status: 409 } : { status: 200, body: 'Fails.' };
    }
    const torrent = { name: 'added', category: form.get('category'), state: 'metaDL', infohash_v1: infohash };
    server.torrents.set(infohash, torrent);
    if (!speaks52) return { status: 200, body: 'Ok.' };
    return json({ success_count: 1, failure_count: 0, pending_count: 0, added_torrent_ids: [infohash] });
  }

  function sync(session: Session, rid: number) {
    // A number of another session is the caller's mistake: it gets no full answer.
    const isFull = rid === 0;
    const known = isFull ? new Map<string, Readonly<Record<string, unknown>>>() : session.known;
    session.rid = isFull ? 1 : session.rid + 1;
    session.known = new Map(server.torrents);
    const knownTrackers = isFull ? new Map<string, readonly string[]>() : session.knownTrackers;
    session.knownTrackers = trackersOf(server.torrents);
    const trackers = [...session.knownTrackers];
    const changed = [...server.torrents].map(
      ([hash, torrent]) => [hash, changes(known.get(hash), torrent)] as const,
    );
    return {
      rid: session.rid,
      ...(isFull ? { full_update: true } : {}),
      torrents: Object.fromEntries(changed.filter(([, change]) => Object.keys(change).length > 0)),
      torrents_removed: [...known.keys()].filter((hash) => !server.torrents.has(hash)),
      trackers: Object.fromEntries(
        trackers.filter(([address, hashes]) => `${knownTrackers.get(address)}` !== `${hashes}`),
      ),
      trackers_removed: [...knownTrackers.keys()].filter((address) => !session.knownTrackers.has(address)),
      server_state: { dl_info_speed: 0 },
    };
  }

  return server;
}

function changes(
  known: Readonly<Record<string, unknown>> = {},
  torrent: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(torrent).filter(([name, value]) => name !== 'trackers' && known[name] !== value),
  );
}

/** The hashes of the torrents by the addresses of their trackers. */
function trackersOf(torrents: QbittorrentContractServer['torrents']): Map<string, readonly string[]> {
  const trackers = new Map<string, readonly string[]>();
  for (const [hash, { trackers: addresses }] of torrents) {
    for (const address of Array.isArray(addresses) ? addresses : []) {
      trackers.set(address, [...(trackers.get(address) ?? []), hash]);
    }
  }
  return trackers;
}

function json(value: unknown): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(await buffer(request), { headers }).formData();
}
