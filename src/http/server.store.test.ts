import { connect } from 'node:net';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../test/support/refusal.ts';
import { until } from '../../test/support/until.ts';
import { addAuthor } from '../contract/authors.ts';
import { addBook, getBook } from '../contract/books.ts';
import type { ErrorCode } from '../contract/error.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createServer } from './server.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request with the administrator's key. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return app.fetch(path, { ...init, headers: { 'x-api-key': app.apiKey, ...init.headers } });
}

function post(path: string, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return ask(path, { method: 'POST', body, headers });
}

describe('what is wrong with a request is said in one shape', () => {
  it.each<[string, () => Promise<Response>, number, ErrorCode]>([
    ['malformed JSON', () => post('/api/books', '{"title": '), 422, 'validation_error'],
    ['JSON that is no object', () => post('/api/books', '[]'), 422, 'validation_error'],
    ['a poisoned prototype', () => post('/api/books', '{"__proto__": {}}'), 422, 'validation_error'],
    ['no body', () => ask('/api/books', { method: 'POST' }), 422, 'validation_error'],
    ['an empty body that is called JSON', () => post('/api/books', ''), 422, 'validation_error'],
    ['too large a body', () => post('/api/books', `"${'x'.repeat(1024 * 1024)}"`), 413, 'validation_error'],
    ['a form', () => post('/api/books', 'a=1', FORM), 415, 'validation_error'],
    ['plain text', () => post('/api/books', 'Emma', TEXT), 415, 'validation_error'],
    ['a method that is not there', () => ask('/api/books', { method: 'PUT' }), 405, 'validation_error'],
    ['an address that is not there', () => ask('/api/nothing'), 404, 'not_found'],
    ['an asset that is not there', () => ask('/assets/nothing.js'), 404, 'not_found'],
    ['an undecodable address', () => ask('/api/books/%E0%A4%A'), 400, 'validation_error'],
    ['an endless id', () => ask(`/api/books/${'9'.repeat(600)}`), 422, 'validation_error'],
    ['an endless address', () => ask(`/api/books/${'9'.repeat(9_000)}`), 414, 'validation_error'],
    ['an id that is none', () => ask('/api/books/emma'), 422, 'validation_error'],
    ['an id beyond all', () => ask('/api/books/99999999999999999999'), 422, 'validation_error'],
    ['a thing that is not there', () => ask('/api/books/4711'), 404, 'not_found'],
    ['a made-up cursor', () => ask('/api/books?cursor=abc'), 422, 'validation_error'],
    ['a query twice', () => ask('/api/books?limit=1&limit=2'), 422, 'validation_error'],
    ['no credentials', () => app.fetch('/api/books'), 401, 'unauthorized'],
    ['a wrong key', () => ask('/api/books', { headers: { 'x-api-key': 'x' } }), 401, 'unauthorized'],
  ])('%s', async (_, send, status, code) => {
    const { message } = await readRefusal(await send(), status, code);

    expect(message).toMatch(/\.$|^The (?:address|query|body) is not valid: |^cursor is not /);
  });

  it('names each field that is wrong', async () => {
    const reply = await readRefusal(
      await post('/api/books', JSON.stringify({ title: '  ', author_id: -1, isbn: '12' })),
      422,
      'validation_error',
    );

    expect(fieldFaults(reply)).toEqual([
      'title: must not be blank',
      expect.stringMatching(/^author_id: .+/),
      'isbn: must be an ISBN of 10 or 13 digits',
    ]);
    expect(reply.message).toMatch(/^The body is not valid: title must not be blank; author_id .+; isbn must/);
  });

  it.each([
    ['Em\0ma', 'may hold neither control characters nor marks that turn the direction of text'],
    ['Em\ud83dma', 'holds characters that are no text'],
  ])('takes no text that no database holds: %j', async (title, message) => {
    const reply = await readRefusal(
      await post('/api/books', JSON.stringify({ title, author_id: 1 })),
      422,
      'validation_error',
    );

    expect(fieldFaults(reply)).toEqual([`title: ${message}`]);
  });

  it('asks for credentials before it reads the body', async () => {
    const response = await app.fetch('/api/books', {
      method: 'POST',
      body: '{"title": ',
      headers: JSON_TYPE,
    });

    await readRefusal(response, 401, 'unauthorized');
  });

  it.each([
    ['PUT', '/api/books', 'GET, HEAD, POST'],
    ['PATCH', '/api/books', 'GET, HEAD, POST'],
    ['POST', '/api/books/1', 'GET, HEAD, PATCH, DELETE'],
    ['PUT', '/%61pi/books/1', 'GET, HEAD, PATCH, DELETE'],
    ['DELETE', '/health', 'GET, HEAD'],
    ['OPTIONS', '/api/wanted', 'GET, HEAD, POST'],
    ['POST', '/api/openapi.json', 'GET, HEAD'],
    ['POST', '/api/docs', 'GET, HEAD'],
    ['PUT', '/docs', 'GET, HEAD'],
    ['PUT', '/api/docs/start.js', 'GET, HEAD'],
    ['PUT', '/api/docs/files/swagger-ui.css', 'GET, HEAD'],
    ['DELETE', '/api/redoc/files/redoc.js', 'GET, HEAD'],
    ['POST', '/assets/main-abc.js', 'GET, HEAD'],
  ])('says to %s %s that it takes %s', async (method, path, allowed) => {
    const response = await ask(path, { method });

    expect(response.headers.get('allow')).toBe(allowed);
    const { message } = await readRefusal(response, 405, 'validation_error');
    expect(message).toBe(`This address takes ${allowed}.`);
  });

  it('lets nothing of our own faults out', async () => {
    const broken = {
      ...app.needs,
      metrics: createMetrics({ version: 'test' }),
      covers: {
        read: (id: number): Promise<never> => {
          if (id === 1) throw new Error('/srv/secret is not there');
          return sql`select 'secret' / 0`.execute(app.db).then(() => Promise.reject(new Error('secret')));
        },
      },
    };
    const server = await createServer(broken);
    const read = async (id: number) => {
      const reply = await server.inject({
        url: `/api/library-items/${id}/cover`,
        headers: { 'x-api-key': app.apiKey },
      });
      return new Response(reply.body, { status: reply.statusCode, headers: new Headers(headersOf(reply)) });
    };

    const ours = await readRefusal(await read(1), 500, 'internal_error');
    const database = await readRefusal(await read(2), 500, 'database_error');
    await server.close();

    expect(ours).toMatchObject({ message: 'Internal server error', context: null });
    expect(database).toMatchObject({ message: 'The database refused a statement.', context: null });
  });
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const TEXT = { 'content-type': 'text/plain' };

function headersOf({ headers }: { readonly headers: object }): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

describe('the id of a request', () => {
  it.each(['abc-123', '6f1c.trace:7', 'x'.repeat(128)])('is the one given: %s', async (id) => {
    const response = await ask('/api/books', { headers: { 'x-request-id': id } });

    expect(response.headers.get('x-request-id')).toBe(id);
  });

  it.each(['', 'a b', '<script>', 'x'.repeat(129)])(
    'is made where the one given is not sane: %j',
    async (id) => {
      const response = await ask('/api/nothing', { headers: { 'x-request-id': id } });

      const reply = await readRefusal(response, 404, 'not_found');
      expect(reply.request_id).toMatch(/^[\w-]{16}$/);
    },
  );

  it('is another one for each request', async () => {
    const ids = await Promise.all([ask('/health'), ask('/health')]);

    expect(new Set(ids.map(({ headers }) => headers.get('x-request-id'))).size).toBe(2);
  });

  it('comes back even where the address cannot be read', async () => {
    const response = await ask('/%', { headers: { 'x-request-id': 'abc' } });

    expect((await readRefusal(response, 400, 'validation_error')).request_id).toBe('abc');
  });
});

describe('the ways of clients', () => {
  it('a DELETE may call its empty body JSON', async () => {
    const author = await app.call(addAuthor, { body: { name: 'Jane Austen' } });
    const book = await app.call(addBook, { body: { title: 'Emma', author_id: author.id } });

    const response = await ask(`/api/books/${book.id}`, { method: 'DELETE', headers: JSON_TYPE });

    expect([response.status, await response.text()]).toEqual([204, '']);
    await expect(app.call(getBook, { params: { id: book.id } })).rejects.toThrow('There is no book');
  });

  it('a slash at the end changes nothing, and HEAD asks without the answer', async () => {
    expect((await ask('/api/books/')).status).toBe(200);
    const head = await ask('/api/books', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('a body in another charset of JSON is read', async () => {
    const response = await post('/api/authors', '{"name":"Émile Zola"}', {
      'content-type': 'application/json; charset=utf-8',
    });

    expect(await response.json()).toMatchObject({ name: 'Émile Zola' });
  });

  it('a browser is told to keep others out', async () => {
    const { headers } = await ask('/api/books');

    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it.each([
    ['never asked for anything', '', 1_000],
    [
      'stopped in the middle of a request',
      'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{',
      10_000,
    ],
  ])(
    'the end does not wait for who %s',
    async (_, sent, patienceMs) => {
      const other = await startTestApp();
      const { hostname, port } = new URL(other.baseUrl);
      const hanging = connect(Number(port), hostname);
      hanging.on('error', () => {}).resume();
      // With or without a reset.
      const closed = new Promise((resolve) => hanging.once('close', resolve));
      hanging.write(sent);
      await until('the server has it', async () => (await connectionsOf(other)) > 0);

      const begun = performance.now();
      await other[Symbol.asyncDispose]();

      expect(performance.now() - begun).toBeLessThan(patienceMs);
      await closed;
    },
    15_000,
  );
});

function connectionsOf({ server }: TestApp): Promise<number> {
  return promisify(server.server.getConnections.bind(server.server))();
}
