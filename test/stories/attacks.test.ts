import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { insertUser } from '../../src/access/user-store.ts';
import { addBook, listBooks } from '../../src/contract/books.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { PASSWORD, sessionCookie, signedIn } from '../support/sessions.ts';

let app: TestApp;
let webDir: string;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'attacked-'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>The page</title>');
  app = await startTestApp({ webDir });
  const passwordHash = await app.needs.passwords.hash(PASSWORD);
  await app.db.transaction().execute(async (tx) => {
    await insertUser(tx, { name: 'victim', passwordHash, role: 'administrator' });
    await insertUser(tx, { name: 'attacker', passwordHash, role: 'member' });
  });
  await app.call(addBook, { body: { title: 'Emma', author_id: await anAuthor() } });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(webDir, { recursive: true });
});

async function anAuthor(): Promise<number> {
  const response = await send('POST', '/api/authors', { name: 'Jane Austen' }, { 'x-api-key': app.apiKey });
  const { id } = (await response.json()) as { id: number };
  return id;
}

function send(
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.fetch(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function signIn(name: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await send('POST', '/api/session', { name, password: PASSWORD }, headers);
  expect(response.status).toBe(200);
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(sessionCookie('')));
  return cookie?.split(';')[0] ?? '';
}

async function whoIs(cookie: string): Promise<string | null> {
  const response = await app.fetch('/api/session', { headers: { cookie } });
  const { user } = (await response.json()) as { user?: { name: string } };
  return user?.name ?? null;
}

/** Sends exactly these bytes and answers everything that comes back. */
async function sendRaw(request: string | Uint8Array): Promise<string> {
  const { port } = new URL(app.baseUrl);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  await once(socket, 'connect');
  const answer = text(socket);
  // Not ended from here: whoever hears nothing more has nothing to answer.
  socket.write(request);
  return answer;
}

describe('session fixation', () => {
  it('a cookie that was there before is another one after signing in, and stands for nobody', async () => {
    const planted = await signIn('attacker');

    const after = await signIn('victim', { cookie: planted });

    expect(after).not.toBe(planted);
    expect(await whoIs(after)).toBe('victim');
    expect(await whoIs(planted)).toBeNull();
  });

  it('a made-up cookie is never taken up', async () => {
    const planted = sessionCookie(`${'a'.repeat(43)}.${'b'.repeat(43)}`);

    const after = await signIn('victim', { cookie: planted });

    expect(after).not.toBe(planted);
    expect(await whoIs(planted)).toBeNull();
  });
});

describe('a change asked for by another site', () => {
  it.each([
    ['its origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['what the browser says of the site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://a.localhost' }],
  ])('is refused by %s, and nothing happens', async (_, headers) => {
    const cookie = await signedIn(app, `csrf ${Object.values(headers)}`, 'administrator');
    const before = await app.call(listBooks, { query: { count: 'true' } });

    const response = await send(
      'POST',
      '/api/books',
      { title: 'Forged', author_id: 1 },
      { cookie, ...headers },
    );

    expect([response.status, ErrorReply.parse(await response.json()).code]).toEqual([403, 'forbidden']);
    expect((await app.call(listBooks, { query: { count: 'true' } })).total).toBe(before.total);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'is no form of type %s',
    async (type) => {
      const cookie = await signedIn(app, `form ${type}`, 'administrator');

      const response = await send('POST', '/api/books', 'title=Forged', { cookie, 'content-type': type });

      expect(response.status).toBe(415);
    },
  );

  it('may come with an API key, which no browser sends by itself', async () => {
    const headers = {
      'x-api-key': app.apiKey,
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    };

    const response = await send('POST', '/api/authors', { name: 'By a script' }, headers);

    expect(response.status).toBe(201);
  });
});

describe('headers', () => {
  it.each([
    ['a line break', 'abc\r\nset-cookie: planted=1'],
    ['spaces', 'abc def'],
    ['markup', '<script>'],
    ['more than 128 characters', 'a'.repeat(129)],
  ])('a request id with %s is not echoed', async (_, id) => {
    const answer = await sendRaw(
      `GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-request-id: ${id}\r\n\r\n`,
    );

    expect(answer).not.toContain('planted=1');
    expect(answer).not.toContain(`x-request-id: ${id}`);
  });

  it('a way back with line breaks never reaches the reply', async () => {
    const response = await app.fetch(
      `/api/oidc/start?return_to=${encodeURIComponent('/a\r\nset-cookie: planted=1')}`,
    );

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('set-cookie') ?? '').not.toContain('planted');
  });

  it('two ways to say how long a body is are refused', async () => {
    const answer = await sendRaw(
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    );

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('a forwarded address is not believed from a stranger', async () => {
    const response = await app.fetch('/api/session', { headers: { 'x-forwarded-proto': 'https' } });

    expect(response.headers.get('strict-transport-security')).toBeNull();
  });
});

describe('paths that lead out', () => {
  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/api/docs/files/..%2fpackage.json',
    '/api/docs/files/%2e%2e/package.json',
    '/api/library-items/..%2f..%2fetc%2fpasswd/cover',
    '//etc/passwd',
    '/%00',
  ])('%s leads to no file', async (path) => {
    const answer = await sendRaw(
      `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-api-key: ${app.apiKey}\r\n\r\n`,
    );

    expect(answer).not.toMatch(/root:x:|"devDependencies"/);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d |<title>The page<\/title>/);
  });

  it.each([
    ['POST', '/api/libraries', { name: 'Out', path: 'relative/../../etc' }, 'path'],
    ['POST', '/api/libraries', { name: 'Out', path: '/etc/../etc/passwd' }, 'path'],
    ['POST', '/api/libraries', { name: 'Out', path: '/tmp\u0000/x' }, 'path'],
    [
      'POST',
      '/api/libraries',
      { name: 'Out', path: 'FREE', naming_template: '../{Title}' },
      'naming_template',
    ],
    [
      'POST',
      '/api/libraries',
      { name: 'Out', path: 'FREE', naming_template: '/etc/{Title}' },
      'naming_template',
    ],
  ])('%s %s refuses %j', async (method, path, body, field) => {
    const text = JSON.stringify(body).replace('FREE', webDir);
    const response = await send(method, path, text, { 'x-api-key': app.apiKey });
    const { context } = ErrorReply.parse(await response.json());

    expect(response.status).toBe(422);
    expect(JSON.stringify(context)).toContain(field);
  });
});

describe('text that means something to SQL', () => {
  it.each(["'; drop table book; --", "' or '1'='1", '%', '_', '\\', '$1', '--', '/*'])(
    'is only text: %s',
    async (search) => {
      for (const path of ['/api/books', '/api/authors', '/api/series']) {
        const response = await app.fetch(`${path}?search=${encodeURIComponent(search)}`, {
          headers: { 'x-api-key': app.apiKey },
        });
        expect([path, response.status]).toEqual([path, 200]);
      }
      expect((await app.call(listBooks, { query: { search: 'emma' } })).items).toHaveLength(1);
    },
  );
});

describe('JSON that was made to harm', () => {
  it.each([
    ['a prototype', '{"__proto__":{"role":"administrator"},"name":"a","password":"b"}'],
    ['a constructor', '{"constructor":{"prototype":{"role":"administrator"}},"name":"a","password":"b"}'],
  ])('%s is refused and changes nothing', async (_, body) => {
    const response = await send('POST', '/api/session', body);

    expect(response.status).toBe(422);
    expect('role' in {}).toBe(false);
  });

  it.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['a deep field', `{"title":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ])('10,000 levels of %s are refused in words', async (_, body) => {
    const response = await send('POST', '/api/books', body, { 'x-api-key': app.apiKey });

    expect([response.status, ErrorReply.parse(await response.json()).code]).toEqual([
      422,
      'validation_error',
    ]);
  });
});

describe('too much', () => {
  it('a body of 2 MB is refused before it is read', async () => {
    const response = await send('POST', '/api/session', `"${'x'.repeat(2_000_000)}"`);

    expect([response.status, ErrorReply.parse(await response.json()).code]).toEqual([
      413,
      'validation_error',
    ]);
  });

  it('an address of 20,000 characters is refused', async () => {
    const answer = await sendRaw(
      `GET /api/books?search=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 4(?:14|31) /);
  });
});
