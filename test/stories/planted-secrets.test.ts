import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../../src/contract/access.ts';
import { changePassword } from '../../src/contract/account.ts';
import { addApiKey } from '../../src/contract/api-keys.ts';
import { pathOf } from '../../src/contract/call.ts';
import {
  addDownloadClient,
  listDownloadClients,
  testDownloadClient,
} from '../../src/contract/download-clients.ts';
import { takeRelease } from '../../src/contract/downloads.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { addIndexer, changeIndexer, testIndexer } from '../../src/contract/indexers.ts';
import { listErrors } from '../../src/contract/operations.ts';
import { getSearch } from '../../src/contract/searches.ts';
import { addUser } from '../../src/contract/users.ts';
import { getWanted, searchWanted, wantBook } from '../../src/contract/wanted.ts';
import { createLog } from '../../src/platform/log.ts';
import { reachDatabase } from '../../src/platform/reach-database.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { exampleOf } from '../support/endpoint-examples.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import {
  type QbittorrentContractServer,
  startQbittorrentContractServer,
} from '../support/qbittorrent-contract-server.ts';
import { type Seed, seedEverything } from '../support/seed-everything.ts';
import { type SentryServer, startSentryServer } from '../support/sentry-server.ts';
import { type SeverableConnection, severable } from '../support/severable-connection.ts';
import { startTorznabServer, type TorznabServer } from '../support/torznab-server.ts';
import { until } from '../support/until.ts';

/** Every secret of a whole run, by what it is; more come as they are made. */
const planted = new Map<string, string>();

function plant(what: string): string {
  const value = `Planted${what.replace(/\W/g, '')}9d2c61`;
  planted.set(what, value);
  return value;
}

const lines: string[] = [];
const replies = new Map<string, string>();
let folder: string;
let database: TestDatabase;
let way: SeverableConnection;
let indexer: TorznabServer;
let client: QbittorrentContractServer;
let sentry: SentryServer;
let app: TestApp;
let seed: Seed;
let indexerId: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planted-'));
  database = await createTestDatabase();
  way = await severable(database.connection);
  indexer = await startTorznabServer({ apiKey: plant('indexer key') });
  client = await startQbittorrentContractServer({ webApi: '2.11.2' });
  sentry = await startSentryServer(plant('sentry key'));
  app = await startTestApp({
    connection: { ...way.connection, password: plant('database password') },
    log: createLog('trace', { write: (line: string) => void lines.push(line) }),
    secretKey: plant('secret key').padEnd(40, 'x'),
    previousSecretKey: plant('previous secret key').padEnd(40, 'x'),
    signingKey: plant('jwt secret key').padEnd(40, 'x'),
    sentryDsn: sentry.dsn,
    qbittorrent: { url: client.url, username: 'reader', password: plant('qb password') },
    oidc: {
      issuer: 'http://127.0.0.1:1/',
      clientId: 'mamcrawler',
      clientSecret: plant('oidc client secret'),
      name: 'Our sign-in',
      scopes: 'openid',
      groupsClaim: 'groups',
      groups: { administrator: [], member: [], viewer: [] },
      defaultRole: 'viewer',
      linkByEmail: false,
    },
    slowQueryMs: 1,
  });
  planted.set('api key', app.apiKey);
}, 60_000);

afterAll(async () => {
  way.mend();
  for (const part of [app, sentry, client, indexer, way, database]) await part[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Asks as the administrator, and keeps what is answered, whatever it is. */
async function ask(path: string): Promise<void> {
  const reply = await app.fetch(path, { headers: { 'x-api-key': app.apiKey } });
  replies.set(path, `${[...reply.headers].join('\n')}\n\n${await reply.text()}`);
}

function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Secrets of a reply's cookies. */
function plantCookies(what: string, reply: Response): string {
  const cookies = reply.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  for (const cookie of cookies) {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    if (value.length > 8) planted.set(`${what} cookie ${name}`, value);
  }
  return cookies.join('; ');
}

async function useAccounts(): Promise<void> {
  const [password, next] = [plant('user password'), plant('next user password')];
  await app.call(addUser, { body: { name: 'grace', role: 'member', password } });
  await post(signIn.path, { name: 'grace', password: plant('wrong password') });
  // People type it where the name belongs.
  await post(signIn.path, { name: plant('password as name'), password: 'x' });
  const signedIn = await post(signIn.path, { name: 'grace', password });
  expect(signedIn.status).toBe(200);
  const cookie = plantCookies('session', signedIn);
  const changed = await post(
    changePassword.path,
    { current_password: password, new_password: next },
    { cookie },
  );
  expect(changed.status).toBe(204);
  plantCookies('session after the change', changed);
  const made = await post(addApiKey.path, { name: 'Dashboard', scope: 'read' }, { cookie });
  const { key }: { key: string } = JSON.parse(await made.text());
  planted.set('key that was made', key);
  // People paste it where the id belongs.
  await app.fetch(`/api/books/${key}`);
  await app.fetch(`/api/books/${key}`, { headers: { 'x-api-key': app.apiKey } });
  await app.fetch('/api/books', { headers: { authorization: `Bearer ${key}` } });
  await app.fetch('/api/books', { headers: { authorization: `Bearer ${plant('wrong bearer')}` } });
  await app.fetch('/api/books', { headers: { 'x-api-key': plant('wrong key') } });
  await app.fetch(`/api/books?api_key=${plant('key in the query')}`);
  await app.fetch(`/api/oidc/callback?code=${plant('oidc code')}&state=${plant('oidc state')}`);
  await app.fetch('/api/oidc/start');
  await post('/api/setup', { token: plant('set-up token'), name: 'x', password: plant('set-up password') });
}

async function useServices(): Promise<void> {
  const found = await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey },
  });
  indexerId = found.id;
  indexer.releases = [
    {
      title: 'Jane Austen - Emma [M4B]',
      author: 'Jane Austen',
      torrent: { magnet: `magnet:?xt=urn:btih:${'0a'.repeat(20)}&tr=http://t/${plant('passkey')}/announce` },
      seeders: 3,
      sizeBytes: 500_000_000,
      categories: [3030],
    },
  ];
  const { items: clients } = await app.call(listDownloadClients, { query: {} });
  for (const { id } of clients) await app.call(testDownloadClient, { params: { id } });
  const proxy = `http://reader:${plant('proxy password')}@127.0.0.1:1`;
  await app.call(addDownloadClient, {
    body: {
      kind: 'qbittorrent',
      name: 'Behind a proxy',
      url: client.url,
      username: 'reader',
      password: plant('client password'),
      proxy,
    },
  });
  const wanted = await app.call(wantBook, { body: { title: 'Emma', authors: ['Jane Austen'] } });
  await untilSearched(wanted.id);
  const { search_id } = await app.call(getWanted, { params: { id: wanted.id } });
  const search = await app.call(getSearch, { params: { id: search_id ?? 0 }, query: {} });
  expect(search.releases.length).toBeGreaterThan(0);
  for (const { id } of search.releases)
    await post(takeRelease.path, { search_id, release_id: id }, { 'x-api-key': app.apiKey });

  // An indexer that repeats the key, that answers nonsense, that is gone, that is behind a proxy which is.
  for (const fault of ['wrong_key', 'web_page', 'server_error', 'error_document', 'redirect'] as const) {
    indexer.fault = fault;
    await app.call(testIndexer, { params: { id: indexerId } });
    await searchAgain(wanted.id);
  }
  await app.call(changeIndexer, { params: { id: indexerId }, body: { proxy, api_key: indexer.apiKey } });
  await app.call(testIndexer, { params: { id: indexerId } });
  await app.call(changeIndexer, { params: { id: indexerId }, body: { proxy: 'direct' } });
  await indexer.stop();
  await app.call(testIndexer, { params: { id: indexerId } });
  await searchAgain(wanted.id);
}

async function untilSearched(id: number, after: string | null = null): Promise<void> {
  const searchedAt = async () => (await app.call(getWanted, { params: { id } })).searched_at;
  await until('it was searched', async () => ![null, after].includes(await searchedAt()));
}

async function searchAgain(id: number): Promise<void> {
  const { searched_at } = await app.call(getWanted, { params: { id } });
  const asked = await app.fetch(pathOf(searchWanted, { params: { id } }), {
    method: 'POST',
    headers: { 'x-api-key': app.apiKey },
  });
  if (asked.ok) await untilSearched(id, searched_at);
}

/** Statements that fail with secrets among their values, and a database that goes away. */
async function breakDatabase(): Promise<void> {
  const key = { 'x-api-key': app.apiKey };
  const body = {
    kind: 'torznab',
    name: 'Broken',
    url: 'http://127.0.0.1:1',
    api_key: plant('key of a failed statement'),
  };
  await sql`alter table indexer add constraint unloved check (name <> 'Broken')`.execute(database.database);
  expect((await post(addIndexer.path, body, key)).status).toBe(500);
  const user = {
    name: plant('name of a failed statement'),
    role: 'viewer',
    password: plant('password of a failed statement'),
  };
  await sql`alter table app_user add constraint unloved check (role <> 'viewer')`.execute(database.database);
  expect((await post(addUser.path, user, key)).status).toBe(500);
  await sql`alter table app_user drop constraint unloved`.execute(database.database);

  await sql`alter table search add constraint unloved check (sought ->> 'title' <> 'Catharine')`.execute(
    database.database,
  );
  await app.call(wantBook, { body: { title: 'Catharine', authors: ['Jane Austen'] } });
  await until('a job has failed', () => lines.some((line) => line.includes('job failed')));

  way.cut();
  await post(signIn.path, { name: 'grace', password: plant('password while it is down') });
  await app.fetch('/api/books', { headers: key });
  await app.fetch('/health', { headers: key });
  way.mend();
  await until('it is back', async () => (await app.fetch('/health/ready')).status === 200);
  await reachDatabase(`postgresql://reader:${plant('password in DATABASE_URL')}@127.0.0.1:1/books`).catch(
    (error: unknown) => replies.set('reachDatabase', String(error)),
  );
}

/** A fault of our own whose text holds what it should not. */
async function breakProgram(): Promise<void> {
  const address = `https://reader:${plant('password in an error')}@tracker/?apikey=${plant('key in an error')}`;
  const error = new TypeError(`Cannot read ${address}`, {
    cause: new Error(`token=${plant('token in a cause')}`),
  });
  app.needs.log.error(
    { err: error, url: address, headers: { cookie: plant('cookie in a header') } },
    `failed: ${address}`,
  );
  app.needs.errors.note({ error, place: 'GET /api/books', requestId: 'r' });
}

async function readEverything(): Promise<void> {
  for (const endpoint of endpoints) {
    if (endpoint.method !== 'GET' || endpoint.name === 'liveEvents') continue;
    const example = await exampleOf(endpoint, app, seed);
    await ask(pathOf(endpoint, example));
    if ('limit' in (example.query ?? {}))
      await ask(`${pathOf(endpoint, { ...example, query: {} })}?limit=200`);
  }
}

it('no secret of a whole run comes out: in no log line, no reply, no metric, no error, no table', async () => {
  await useAccounts();
  await useServices();
  await breakDatabase();
  await breakProgram();
  seed = await seedEverything(app, folder, 1);
  planted.set('session of the seed', seed.caller.cookie.replace(/^[^=]+=/, ''));
  await until('the errors are kept', async () => {
    const { items } = await app.call(listErrors, { query: { limit: 200 } });
    return ['GET /api/books', 'POST /api/indexers'].every((place) =>
      items.some((each) => each.place === place),
    );
  });
  await until('they were sent', () => sentry.events.length >= 2);
  await readEverything();
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(database.database);
  const rows: string[] = [];
  for (const { name } of tables) {
    const { rows: found } = await sql<{
      row: string;
    }>`select t::text as row from ${sql.raw(name)} as t`.execute(database.database);
    rows.push(...found.map(({ row }) => `${name}: ${row}`));
  }

  // It would prove nothing if nothing had been said.
  expect(planted.size).toBeGreaterThan(30);
  expect(replies.size).toBeGreaterThan(50);
  expect(rows.length).toBeGreaterThan(100);
  const text = lines.join('');
  for (const said of [
    '"level":"debug"',
    'request failed',
    'slow statement',
    'job failed',
    '/api/oidc/callback',
  ])
    expect([said, text.includes(said)]).toEqual([said, true]);
  const places: readonly (readonly [string, string])[] = [
    ...lines.map((line) => ['log', line] as const),
    ...replies,
    ...rows.map((row) => ['table', row] as const),
    ...sentry.received.map((envelope) => ['sentry', envelope] as const),
  ];
  const leaks = [...planted].flatMap(([what, secret]) =>
    places
      // To whom it belongs it is sent with everything.
      .filter(([place, said]) => holds(said, secret) && !(place === 'sentry' && what === 'sentry key'))
      .map(([place, said]) => `${what} in ${place}: ${said.slice(0, 600)}`),
  );
  expect(leaks).toEqual([]);
}, 120_000);

/** Also as it stands in an address, in base64 and as the bytes of a column. */
function holds(said: string, secret: string): boolean {
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ];
  return forms.some((form) => said.includes(form));
}
