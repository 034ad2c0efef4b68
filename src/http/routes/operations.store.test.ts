import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { readRefusal } from '../../../test/support/refusal.ts';
import { type SeverableConnection, severable } from '../../../test/support/severable-connection.ts';
import { until } from '../../../test/support/until.ts';
import { addIndexer } from '../../contract/indexers.ts';
import * as contract from '../../contract/operations.ts';
import { wantBook } from '../../contract/wanted.ts';
import { createLog, type Log } from '../../platform/log.ts';

let database: TestDatabase;
let way: SeverableConnection;
let app: TestApp;
let log: Log;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  lines = [];
  log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  database = await createTestDatabase();
  way = await severable(database.connection);
  app = await startTestApp({
    connection: { ...way.connection },
    log,
    metricsNetworks: ['10.0.0.0/8', '127.0.0.2'],
    trustedProxies: ['127.0.0.1'],
    embedded: { isUp: true, restarts: 3 },
    metricsKeptMs: () => 0,
  });
});

afterAll(async () => {
  way.mend();
  await app[Symbol.asyncDispose]();
  await way[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const scrape = async () => (await app.fetch('/metrics', from('10.1.2.3'))).text();

/** The value of one series, null where there is none. */
function readSeries(text: string, series: string): number | null {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

/** A fault of ours, of the database's and none, from real requests. */
async function breakTable(work: () => Promise<void>): Promise<void> {
  await sql`alter table indexer rename to indexer_elsewhere`.execute(database.database);
  await work();
  await sql`alter table indexer_elsewhere rename to indexer`.execute(database.database);
}

describe('the metrics', () => {
  it('are read with a key, or from a network that may, by nobody else', async () => {
    const key = { headers: { 'x-api-key': app.apiKey } };
    const withKey = await app.fetch('/metrics', key);
    expect(withKey.status).toBe(200);
    expect(withKey.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const address of ['10.200.0.1', '127.0.0.2', '::ffff:10.0.0.7'])
      expect([address, (await app.fetch('/metrics', from(address))).status]).toEqual([address, 200]);

    for (const address of ['11.0.0.1', '127.0.0.3', '::1'])
      await readRefusal(await app.fetch('/metrics', from(address)), 401, 'unauthorized');
    // The network opens this one door.
    await readRefusal(await app.fetch('/api/books', from('10.1.2.3')), 401, 'unauthorized');
  });

  it('count requests by route template, method and status', async () => {
    const key = { headers: { 'x-api-key': app.apiKey } };
    for (const id of [91, 92, 93]) await app.fetch(`/api/books/${id}`, key);
    await app.fetch('/api/nothing/4711', key);
    await app.fetch('/%zz');

    const text = await scrape();

    const count = (labels: string) => readSeries(text, `http_request_duration_seconds_count{${labels}}`);
    expect(count('route="/api/books/{id}",method="GET",status="404"')).toBe(3);
    expect(count('route="none",method="GET",status="404"')).toBe(1);
    expect(count('route="none",method="GET",status="400"')).toBe(1);
    expect(count('route="/metrics",method="GET",status="401"')).toBe(3);
    expect(text).not.toMatch(/"[^"]*(?:4711|\/9[123])[^"]*"/);
  });

  it('tell of everything that is watched', async () => {
    const wanted = await app.call(wantBook, { body: { title: 'Emma', authors: ['Jane Austen'] } });
    await until('the search has ended', async () =>
      lines.some(({ job, outcome }) => job === 'search-wanted-book' && outcome === 'done'),
    );
    expect(wanted.id).toBe(1);

    const text = await scrape();

    for (const [series, value] of [
      ['database_up', 1],
      ['wanted_books{state="wanted"}', 1],
      ['searches{outcome="succeeded"}', 1],
      ['facts_total{kind="BookWanted"}', 1],
      ['job_duration_seconds_count{kind="search-wanted-book",outcome="done"}', 1],
      ['sign_ins_total{outcome="refused"}', 0],
      ['libraries', 0],
      ['library_items{state="present"}', 0],
      ['library_size_bytes', 0],
      ['rate_limited_requests_total{tier="public"}', 0],
      ['embedded_database_up', 1],
      ['embedded_database_restarts_total', 3],
      ['unexpected_errors_total{place="request"}', 0],
      [`build_info{version="0.0.0-test",node="${process.version}"}`, 1],
    ] as const)
      expect([series, readSeries(text, `mamcrawler_${series}`)]).toEqual([series, value]);
    expect(readSeries(text, 'mamcrawler_nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000);
    const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !name.startsWith('mamcrawler_'))).toEqual([
      'http_request_duration_seconds',
    ]);
  });

  it('are told while the database is down, and say that it is', async () => {
    way.cut();
    const text = await scrape();

    expect(readSeries(text, 'mamcrawler_database_up')).toBe(0);
    expect(readSeries(text, 'mamcrawler_wanted_books{state="wanted"}')).toBeNull();
    expect(text).toContain('http_request_duration_seconds_count');

    way.mend();
    await until('it is back', async () => readSeries(await scrape(), 'mamcrawler_database_up') === 1);
  });
});

describe('what is counted from one scrape to the next', () => {
  it('is read seldom where it takes many rows', async () => {
    await using other = await startTestApp();
    const key = { headers: { 'x-api-key': other.apiKey } };
    const facts = async () =>
      readSeries(
        await (await other.fetch('/metrics', key)).text(),
        'mamcrawler_facts_total{kind="IndexerAdded"}',
      );
    expect(await facts()).toBeNull();

    await other.call(addIndexer, { body: { kind: 'torznab', name: 'One', url: 'http://127.0.0.1:1' } });

    expect(await facts()).toBeNull();
  });

  it('holds sign-ins by outcome', async () => {
    const count = async (outcome: string) =>
      readSeries(await scrape(), `mamcrawler_sign_ins_total{outcome="${outcome}"}`);
    const before = await count('refused');
    const reply = await app.fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'nobody', password: 'wrong' }),
    });
    expect(reply.status).toBe(401);

    expect(await count('refused')).toBe((before ?? 0) + 1);
    expect(await count('done')).toBe(0);
  });

  it('holds who came too often, by tier, and no stream', async () => {
    const narrow = { publicPerMinute: 1, authenticatedPerMinute: 1, sessionPerMinute: 1 };
    await using other = await startTestApp({
      rateLimits: { ...narrow, adminPerMinute: 100, downloadsPerHour: 1 },
    });
    const key = { headers: { 'x-api-key': other.apiKey } };
    const stream = await other.fetch('/api/events', key);
    await stream.body?.cancel();
    for (let n = 0; n < 4; n += 1) await other.fetch('/api/books');

    const text = await (await other.fetch('/metrics', key)).text();

    const limited = (tier: string) =>
      readSeries(text, `mamcrawler_rate_limited_requests_total{tier="${tier}"}`);
    expect(['public', 'authenticated', 'session', 'admin'].map(limited)).toEqual([3, 0, 0, 0]);
    expect(text).toContain('route="/api/books",method="GET",status="429"');
    expect(text).not.toContain('/api/events');
  });
});

describe('unexpected errors', () => {
  it('of requests are listed, counted, taken off the list and come back', async () => {
    const headers = { 'x-api-key': app.apiKey, 'x-request-id': 'req-broken' };
    const fail = () =>
      breakTable(async () => {
        const reply = await app.fetch('/api/indexers?count=false', { headers });
        await readRefusal(reply, 500, 'database_error');
      });
    const found = async () =>
      (await app.call(contract.listErrors, { query: {} })).items.filter(
        ({ place }) => place === 'GET /api/indexers',
      );
    await fail();
    await fail();
    await until('it is there', async () => (await found())[0]?.occurrences === 2);

    const [group] = await found();
    expect(group).toMatchObject({
      name: 'DatabaseError 42P01',
      message: 'relation "indexer" does not exist',
      last_request_id: 'req-broken',
      version: '0.0.0-test',
      stack: expect.stringContaining('src/indexers/indexer-store.ts'),
    });
    const line = lines.find(({ request_id, level }) => request_id === 'req-broken' && level === 'error');
    expect(line).toMatchObject({
      message: 'request failed',
      place: 'GET /api/indexers',
      err: { type: 'DatabaseError', code: '42P01' },
    });

    await app.call(contract.forgetError, { params: { id: group?.id ?? 0 } });
    expect(await found()).toEqual([]);
    await fail();
    await until('it is there again', async () => (await found())[0]?.occurrences === 1);
  });

  it('have pages', async () => {
    for (const place of ['GET /a', 'GET /b', 'GET /c'])
      app.needs.errors.note({ error: new Error('paged'), place, requestId: null });
    const found = async () => (await app.call(contract.listErrors, { query: { limit: 200 } })).items.length;
    await until('they are there', async () => (await found()) >= 4);

    const all = await app.call(contract.listErrors, { query: { count: 'true' } });
    const places: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await app.call(contract.listErrors, {
        query: { limit: 2, ...(cursor ? { cursor } : {}) },
      });
      places.push(...page.items.map(({ place }) => place));
      cursor = page.next_cursor;
    } while (cursor !== null);

    expect(places).toEqual(all.items.map(({ place }) => place));
    expect(all.total).toBe(places.length);
  });

  it('that nobody knows cannot be taken off', async () => {
    const forgotten = await app.fetch('/api/errors/999', {
      method: 'DELETE',
      headers: { 'x-api-key': app.apiKey },
    });

    expect((await readRefusal(forgotten, 404, 'not_found')).message).toBe('There is no error 999.');
  });
});

describe('the log level', () => {
  it('is changed at once, in all processes of the database, until a restart', async () => {
    const otherLog = createLog('warn', { write() {} });
    await using other = await startTestApp({
      connection: { ...database.connection },
      log: otherLog,
      isAlone: false,
    });
    expect(await app.call(contract.getLogging)).toEqual({ level: 'info', configured_level: 'info' });

    expect(await app.call(contract.changeLogging, { body: { level: 'debug' } })).toEqual({
      level: 'debug',
      configured_level: 'info',
    });

    expect(log.level).toBe('debug');
    await until('the other has heard', () => otherLog.level === 'debug');
    expect(await other.call(contract.getLogging)).toEqual({ level: 'debug', configured_level: 'warn' });
    expect(lines.find(({ message }) => message === 'log level changed')).toMatchObject({
      from: 'info',
      to: 'debug',
    });
    await app.call(contract.changeLogging, { body: { level: 'info' } });
  });
});

describe('a request', () => {
  it('has its id on the lines of the jobs that it caused, and of theirs', async () => {
    await app.call(
      wantBook,
      { body: { title: 'Persuasion', authors: ['Jane Austen'] } },
      { 'x-api-key': app.apiKey, 'x-request-id': 'req-persuasion' },
    );

    const mine = () => lines.filter(({ request_id }) => request_id === 'req-persuasion');
    await until('its job has ended', () => mine().some(({ job }) => job === 'search-wanted-book'));
    expect(mine()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: 'request', method: 'POST', route: '/api/wanted', status: 201 }),
        expect.objectContaining({ job: 'search-wanted-book', duration_ms: expect.any(Number) }),
      ]),
    );
  });
});
