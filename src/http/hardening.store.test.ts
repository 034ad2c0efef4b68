import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { openRaw, readRaw, sendRaw } from '../../test/support/raw-request.ts';
import { fieldFaults, readRefusal } from '../../test/support/refusal.ts';
import { until } from '../../test/support/until.ts';
import { tellChanges } from '../activity/live-events.ts';
import { NotFound } from '../base/errors.ts';
import { ErrorReply } from '../contract/error.ts';
import type { UnexpectedError } from '../operations/tell-error.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createServer, type ServerTimes } from './server.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ trustedProxies: ['127.0.0.1'] });
});

afterAll(() => app[Symbol.asyncDispose]());

const others: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of others.splice(0)) await end();
});

const JSON_TYPE = { 'content-type': 'application/json' };

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return app.fetch(path, { ...init, headers: { 'x-api-key': app.apiKey, ...init.headers } });
}

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = JSON_TYPE) {
  return ask('/api/authors', { method: 'POST', body, headers });
}

/** The same program behind another server, for what only that is about. */
async function serverWith(needs: Partial<TestApp['needs']>, times?: Partial<ServerTimes>): Promise<string> {
  const given = { ...app.needs, metrics: createMetrics({ version: 'test' }), ...needs };
  const server = await createServer(given, {
    headersTimeout: 5_000,
    requestTimeout: 5_000,
    handlerTimeout: 5_000,
    connectionsCheckingInterval: 50,
    ...times,
  });
  others.push(() => server.close());
  return server.listen({ host: '127.0.0.1', port: 0 });
}

describe('bodies', () => {
  it.each<[string, string]>([
    ['lists in lists', `{"name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['objects in objects', `{"name":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['lists that do not end', '['.repeat(100_000)],
    ['prototypes in 10,000 levels', `${'{"__proto__":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ])('of 10,000 levels are refused: %s', async (_, body) => {
    await readRefusal(await post(body), 422, 'validation_error');
  });

  it.each([
    '{"__proto__":{"isAdmin":true},"name":"Emma"}',
    '{"constructor":{"prototype":{"isAdmin":true}},"name":"Emma"}',
    '{"name":"Emma","a":{"__proto__":1}}',
    '{"\\u005f_proto__":{"isAdmin":true},"name":"Emma"}',
  ])('that reach for prototypes are refused: %s', async (body) => {
    await readRefusal(await post(body), 422, 'validation_error');
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('must be UTF-8', async () => {
    const latin = Buffer.from('{"name":"\xc9mile Zola"}', 'latin1');
    const found = [
      await post(new Uint8Array(latin)),
      await post('{"name":"Emma"}', { 'content-type': 'application/json; charset=utf-16' }),
      await post('{"name":"Emma"}', { 'content-type': 'application/json; charset="iso-8859-1"' }),
    ];

    for (const response of found)
      expect((await readRefusal(response, 422, 'validation_error')).message).toBe(
        'The body must be JSON in UTF-8.',
      );
  });

  it('that are wrong are told so in words, by field', async () => {
    const reply = await readRefusal(await post('{"name":7}'), 422, 'validation_error');

    expect(fieldFaults(reply)).toEqual(['name: must be text']);
    expect(reply.message).toBe('The body is not valid: name must be text');
  });

  it('claim no length that is none', async () => {
    const head = `POST /api/authors HTTP/1.1\r\nhost: a\r\nx-api-key: ${app.apiKey}\r\ncontent-type: application/json\r\n`;
    const answers = [
      await sendRaw(app.baseUrl, `${head}content-length: abc\r\n\r\n{}`),
      await sendRaw(app.baseUrl, `${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`),
      await sendRaw(app.baseUrl, `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    ];

    expect(answers.map((answer) => readRaw(answer).status)).toEqual([400, 400, 400]);
  });
});

describe('headers and addresses', () => {
  it('of more than 8 KB are too long', async () => {
    await readRefusal(await ask(`/api/books?q=${'x'.repeat(8_200)}`), 414, 'validation_error');
    await readRefusal(await ask(`/${'x'.repeat(8_200)}`), 414, 'validation_error');
    expect((await ask(`/api/books?cursor_of_nobody=${'x'.repeat(8_000)}`)).status).toBe(200);
  });

  it.each([
    ['a line break', 'abc\r\nset-cookie: a=b'],
    ['a bare line feed', 'abc\nset-cookie: a=b'],
    ['a NUL', 'abc\0'],
    ['letters beyond ASCII', 'émile'],
  ])('let nothing in through X-Request-ID: %s', async (_, id) => {
    const answer = await sendRaw(
      app.baseUrl,
      Buffer.from(
        `GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-request-id: ${id}\r\n\r\n`,
        'latin1',
      ),
    );

    const { headers } = readRaw(answer);
    expect(headers.get('set-cookie')).toBeUndefined();
    expect(headers.get('x-request-id')).toMatch(/^(?:abc|[\w-]{16})$/);
  });

  it('given twice are no key and no id', async () => {
    const twice = (name: string, value: string) => `${name}: ${value}\r\n${name}: ${value}\r\n`;
    const answer = readRaw(
      await sendRaw(
        app.baseUrl,
        `GET /api/books HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${twice('x-api-key', app.apiKey)}${twice('x-request-id', 'abc')}\r\n`,
      ),
    );

    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{16}$/);
  });

  it.each(['?limit[]=1', '?limit[constructor]=1', '?__proto__[x]=1', '?constructor=1', '?toString'])(
    'ask for nothing else by %s',
    async (query) => {
      expect((await ask(`/api/books${query}`)).status).toBe(200);
    },
  );

  it.each([
    ['another protocol', 'upgrade: h2c\r\nconnection: upgrade, close\r\n'],
    ['a web socket', 'upgrade: websocket\r\nconnection: upgrade, close\r\n'],
  ])('may ask for %s, which changes nothing', async (_, lines) => {
    const answer = await sendRaw(app.baseUrl, `GET /health/live HTTP/1.1\r\nhost: a\r\n${lines}\r\n`);

    expect(readRaw(answer).status).toBe(200);
    expect((await app.fetch('/health/live')).status).toBe(200);
  });

  it.each(['CONNECT a:1', 'TRACE /api/books', 'PROPFIND /api/books', 'QUERY /api/books'])(
    'of another kind of request do no harm: %s',
    async (start) => {
      const socket = await openRaw(app.baseUrl);
      socket.write(`${start} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      socket.resume();
      await once(socket, 'close');

      expect((await app.fetch('/health/live')).status).toBe(200);
    },
  );
});

describe('who is slow', () => {
  const HEAD = 'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nhost: a\r\nx-a: '],
    ['a body', `${HEAD}content-length: 1000\r\n\r\n{`],
    ['a body in pieces', `${HEAD}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('with %s is cut off', async (_, begun) => {
    const baseUrl = await serverWith({}, { headersTimeout: 300, requestTimeout: 300 });
    const socket = await openRaw(baseUrl);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    const drip = setInterval(() => socket.write('1'), 50);
    socket.write(begun);
    await once(socket, 'close');
    clearInterval(drip);

    expect(readRaw(answer).status).toBe(408);
    expect(ErrorReply.parse(JSON.parse(readRaw(answer).body))).toMatchObject({
      code: 'validation_error',
      message: 'The request took too long to arrive.',
    });
  });

  it('to say anything at all is closed without a word, as a browser expects of a connection in reserve', async () => {
    const baseUrl = await serverWith({}, { headersTimeout: 200, connectionsCheckingInterval: 60_000 });

    expect(await sendRaw(baseUrl, '')).toBe('');
  });

  it('to answer is us: 503, when to come again, and somebody is told', async () => {
    const covers = { read: () => delay(3_000).then(() => Promise.reject(new Error('late'))) };
    const noted: UnexpectedError[] = [];
    const errors = { note: (unexpected: UnexpectedError) => void noted.push(unexpected) };
    const baseUrl = await serverWith({ covers, errors }, { handlerTimeout: 200 });

    const response = await fetch(`${baseUrl}/api/library-items/1/cover`, {
      headers: { 'x-api-key': app.apiKey },
    });

    expect(response.headers.get('retry-after')).toBe('5');
    await readRefusal(response, 503, 'service_unavailable');
    expect(noted).toMatchObject([
      { place: 'GET /api/library-items/{id}/cover', error: { code: 'FST_ERR_HANDLER_TIMEOUT' } },
    ]);
  });

  it('but listens to the event stream is left alone', async () => {
    const covers = { read: () => new Promise<never>(() => {}) };
    const times = { handlerTimeout: 1_000, requestTimeout: 1_000, headersTimeout: 1_000 };
    const baseUrl = await serverWith({ covers }, times);
    const headers = { 'x-api-key': app.apiKey };
    const response = await fetch(`${baseUrl}/api/events`, { headers });
    const reader = response.body?.getReader();
    await reader?.read();

    // Whoever came later is cut off already, for each of the reasons.
    const cut = fetch(`${baseUrl}/api/library-items/1/cover`, { headers });
    expect(readRaw(await sendRaw(baseUrl, 'GET / HTTP/1.1\r\nhost: a\r\nx-a: ')).status).toBe(408);
    expect((await cut).status).toBe(503);
    await tellChanges(app.db, [{ kind: 'task', ids: [1] }]);
    const heard = await reader?.read();
    await reader?.cancel();

    expect(new TextDecoder().decode(heard?.value)).toContain('"kind":"task"');
  });
});

describe('more than can be done', () => {
  it('is more connections than there may be', () => {
    expect(app.server.server.maxConnections).toBe(4096);
  });

  it('is refused at once, but health still answers', async () => {
    const baseUrl = await serverWith({ load: { isFull: () => true } });

    const response = await fetch(`${baseUrl}/api/books`, { headers: { 'x-api-key': app.apiKey } });

    expect(response.headers.get('retry-after')).toBe('5');
    expect((await readRefusal(response, 503, 'service_unavailable')).message).toMatch(
      /^MAMcrawler has more to do/,
    );
    expect((await fetch(`${baseUrl}/health/live`)).status).toBe(200);
  });

  it('is what comes while the only connection to the database is held', async () => {
    await using narrow = await startTestApp({ maxConnections: 1 });
    const headers = { 'x-api-key': narrow.apiKey };
    const books = () => narrow.fetch('/api/books', { headers });
    expect((await books()).status).toBe(200);

    let release = () => {};
    const held = narrow.db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const waiting = Promise.all([books(), books()]);
    await until('it is full', () => narrow.needs.load.isFull());
    // Before the connection is free: who waits for it has no answer yet.
    const refused = await books();
    release();
    await held;

    await readRefusal(refused, 503, 'service_unavailable');
    expect((await waiting).map(({ status }) => status)).toEqual([200, 200]);
    await until('it serves again', async () => (await books()).status === 200);
  });
});

describe('at the end', () => {
  it('what runs is finished, and what comes is told to come again on another connection', async () => {
    let finish = () => {};
    let begun = false;
    const covers = {
      read: () =>
        new Promise<never>((_, reject) => {
          begun = true;
          finish = () => reject(new NotFound('There is no cover.'));
        }),
    };
    const needs = { ...app.needs, metrics: createMetrics({ version: 'test' }), covers };
    const server = await createServer(needs);
    const served: Socket[] = [];
    server.server.on('connection', (socket) => served.push(socket));
    const baseUrl = await server.listen({ host: '127.0.0.1', port: 0 });
    const kept = await openRaw(baseUrl);
    const ended = once(kept, 'close');
    const readBytes = () => served[0]?.bytesRead ?? 0;
    let answers = '';
    kept.on('data', (chunk) => {
      answers += String(chunk);
    });
    // Two on one connection: the second is read when the first is answered, or before.
    kept.write(`GET /api/library-items/1/cover HTTP/1.1\r\nhost: a\r\nx-api-key: ${app.apiKey}\r\n\r\n`);
    await until('it runs', () => begun);
    const closing = server.close();
    await until('it stops', () => !server.server.listening);
    const before = readBytes();
    kept.write('GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n');
    await until('the second has arrived', () => readBytes() > before);
    finish();
    await closing;
    await ended;

    const [first, second] = answers.split(/(?=HTTP\/1\.1 )/);
    expect(readRaw(first ?? '').status).toBe(404);
    const refused = readRaw(second ?? '');
    expect([refused.status, refused.headers.get('connection')]).toEqual([503, 'close']);
    expect(ErrorReply.parse(JSON.parse(refused.body)).message).toContain('is stopping');
  });
});
