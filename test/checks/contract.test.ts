import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/access/actor.ts';
import { hashPassword } from '../../src/access/password.ts';
import { openSession } from '../../src/access/session.ts';
import { makeSetUpToken } from '../../src/access/set-up.ts';
import { insertUser } from '../../src/access/user-store.ts';
import { PERMISSIONS } from '../../src/base/permissions.ts';
import { type CallInput, pathOf } from '../../src/contract/call.ts';
import type { AnyEndpoint } from '../../src/contract/endpoint.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { NOWHERE, type Seed, seedEverything } from '../support/seed-everything.ts';

const PASSWORD = 'correct horse battery';
const INDEXER = { kind: 'torznab', name: 'Mine', url: NOWHERE, api_key: 'secret' };
const CLIENT = { kind: 'qbittorrent', name: 'Mine', url: NOWHERE, username: 'ada', password: 'secret' };

type Example = (seed: Seed) => CallInput<AnyEndpoint> | Promise<CallInput<AnyEndpoint>>;

const at = (id: number) => ({ params: { id } });
const list: Example = () => ({ query: { limit: 2, count: 'true' } });

/** One call of each endpoint that succeeds. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  setUp: async () => ({
    body: { token: await makeSetUpToken(app.needs), name: 'Administrator', password: PASSWORD },
  }),
  setUpState: () => ({}),
  signIn: () => ({ body: { name: 'signs in', password: PASSWORD } }),
  signOut: () => ({}),
  me: () => ({}),

  listLibraries: list,
  addLibrary: ({ freePath }) => ({ body: { name: 'Free', path: freePath, naming_template: '{Title}' } }),
  getLibrary: ({ library }) => at(library),
  changeLibrary: ({ library }) => ({ ...at(library), body: { name: 'Renamed', naming_template: null } }),
  forgetLibrary: ({ library }) => at(library),
  scanLibrary: ({ library }) => at(library),
  listLibraryItems: list,
  getLibraryItem: ({ item }) => at(item),
  getCover: ({ item }) => at(item),

  listBooks: list,
  addBook: ({ author, series }) => ({
    body: { title: 'Lady Susan', author_id: author, series_id: series, series_position: '1', language: 'en' },
  }),
  getBook: ({ book }) => at(book),
  changeBook: ({ book }) => ({ ...at(book), body: { subtitle: 'A Novel', published_date: '1815-12-23' } }),
  forgetBook: ({ freeBook }) => at(freeBook),
  listAuthors: list,
  addAuthor: ({ book }) => ({ body: { name: `Somebody ${book}` } }),
  getAuthor: ({ author }) => at(author),
  changeAuthor: ({ author }) => ({ ...at(author), body: { name: `Renamed ${author}` } }),
  forgetAuthor: ({ freeAuthor }) => at(freeAuthor),
  listSeries: list,
  addSeries: () => ({ body: { name: 'A new one' } }),
  getSeries: ({ series }) => at(series),
  changeSeries: ({ series }) => ({ ...at(series), body: { name: 'Renamed' } }),
  forgetSeries: ({ freeSeries }) => at(freeSeries),

  wantBook: ({ book }) => ({ body: { title: `Never written ${book}`, authors: ['Jane Austen'] } }),
  listWanted: list,
  getWanted: ({ wanted }) => at(wanted),
  stopWanting: ({ wanted }) => ({ ...at(wanted), query: { remove_download: 'false' } }),
  searchWanted: ({ wanted }) => at(wanted),
  listSearches: list,
  getSearch: ({ search }) => ({ ...at(search), query: { limit: 1 } }),
  listDownloads: list,
  takeRelease: ({ search, release }) => ({ body: { search_id: search, release_id: release } }),
  listImports: list,
  getImport: ({ held }) => at(held),
  resolveImport: ({ held }) => ({ ...at(held), body: { action: 'reject' } }),

  listIndexers: list,
  addIndexer: () => ({ body: INDEXER }),
  getIndexer: ({ indexer }) => at(indexer),
  changeIndexer: ({ indexer }) => ({ ...at(indexer), body: { enabled: false } }),
  removeIndexer: ({ indexer }) => at(indexer),
  testIndexer: ({ indexer }) => at(indexer),
  testUnsavedIndexer: () => ({ body: INDEXER }),
  listDownloadClients: list,
  addDownloadClient: () => ({ body: CLIENT }),
  getDownloadClient: ({ client }) => at(client),
  changeDownloadClient: ({ client }) => ({ ...at(client), body: { category: 'books' } }),
  removeDownloadClient: ({ client }) => at(client),
  testDownloadClient: ({ client }) => at(client),
  testUnsavedDownloadClient: () => ({ body: CLIENT }),

  getTask: ({ task }) => at(task),
  listTasks: list,
  listHistory: list,
  liveEvents: () => ({}),
  health: () => ({}),
  healthLive: () => ({}),
  healthReady: () => ({}),
};

let app: TestApp;
let folder: string;
let sessions: Readonly<Record<Role, string>>;
let seeds = 0;

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
  sessions = {
    administrator: '',
    member: await signedIn('member'),
    viewer: await signedIn('viewer'),
  };
  const passwordHash = await hashPassword(PASSWORD);
  await app.db
    .transaction()
    .execute((tx) => insertUser(tx, { name: 'signs in', passwordHash, role: 'viewer' }));
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function signedIn(role: Role): Promise<string> {
  return app.db.transaction().execute(async (tx) => {
    const user = await insertUser(tx, { name: role, passwordHash: '', role });
    return `mamcrawler_session=${(await openSession(app.needs, tx, user)).cookie}`;
  });
}

function send(endpoint: AnyEndpoint, input: CallInput<AnyEndpoint>, headers: Record<string, string>) {
  const { body } = input;
  return app.fetch(pathOf(endpoint, input), {
    method: endpoint.method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What an endpoint answers where nothing is there that it asks for; enough to see whether it is guarded. */
async function refusalOf(endpoint: AnyEndpoint, headers: Record<string, string>) {
  const response = await send(endpoint, { params: { id: 999_999_999 } }, headers);
  const parsed = ErrorReply.safeParse(await response.json().catch(() => null));
  return { status: response.status, context: parsed.data?.context ?? null };
}

describe('the contract', () => {
  it('has an example of every endpoint here, and no other', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(endpoints.map(({ name }) => name).toSorted());
  });

  it('names each endpoint once, and each place once', () => {
    const places = endpoints.map(({ method, path }) => `${method} ${path}`);

    expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
    expect(new Set(places).size).toBe(endpoints.length);
  });

  it('uses every permission that there is', () => {
    const used = new Set<string>(endpoints.map(({ needs }) => needs));

    expect(PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
  });
});

describe.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (_, endpoint) => {
    it('answers what the contract says', async () => {
      seeds += 1;
      const seed = await seedEverything(app, folder, seeds);
      const input = (await EXAMPLES[endpoint.name]?.(seed)) ?? {};

      const response = await send(endpoint, input, { 'x-api-key': app.apiKey });

      if (endpoint.replyMediaType !== 'application/json') {
        await response.body?.cancel();
        const [kind = ''] = endpoint.replyMediaType.split('*');
        expect([response.status, response.headers.get('content-type')]).toEqual([
          200,
          expect.stringMatching(`^${kind}`),
        ]);
        return;
      }
      const text = await response.text();
      expect([response.status, text]).toEqual([endpoint.status, expect.any(String)]);
      if (endpoint.status === 204) expect(text).toBe('');
      else expect(endpoint.reply.parse(JSON.parse(text))).toEqual(JSON.parse(text));
    });

    it(endpoint.needs === 'open' ? 'is open to everybody' : 'is closed to strangers', async () => {
      const { status } = await refusalOf(endpoint, {});

      // Signing in without a body is refused for the body's sake.
      if (endpoint.needs === 'open') expect([200, 422]).toContain(status);
      else expect(status).toBe(401);
    });

    it.skipIf(['open', 'signed-in'].includes(endpoint.needs))('asks for its permission', async () => {
      for (const role of ['member', 'viewer'] as const) {
        if (endpoint.replyMediaType === 'text/event-stream') continue;
        const { status, context } = await refusalOf(endpoint, { cookie: sessions[role] });
        if (status === 403) expect(context).toEqual({ needs: endpoint.needs });
        else expect([role, endpoint.needs]).toEqual([role, expect.stringMatching(MAY[role])]);
      }
    });
  },
);

/** What these may at all; the whole table is tested beside `permissions.ts`. */
const MAY = {
  member: /^(?:library\.read|wanted\.read|wanted\.edit)$/,
  viewer: /^(?:library\.read|wanted\.read)$/,
};
