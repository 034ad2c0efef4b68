import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { signIn } from '../contract/access.ts';
import { listBooks } from '../contract/books.ts';

let webDir: string;
let app: TestApp;
let bare: TestApp;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'web-files-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<html><head><base href="/"></head>MAMcrawler</html>');
  await writeFile(join(webDir, 'assets', 'main-abc.js'), 'go()');
  await writeFile(join(webDir, 'secret.txt'), 'hidden words');
  [app, bare] = await Promise.all([startTestApp({ webDir, basePath: '/books/' }), startTestApp()]);
});

afterAll(async () => {
  await Promise.all([app[Symbol.asyncDispose](), bare[Symbol.asyncDispose]()]);
  await rm(webDir, { recursive: true });
});

describe('under a BASE_PATH', () => {
  it.each(['/books/', '/books', '/books/library/12?tab=files', '/books/setup', '/%62ooks/a'])(
    'the page is at %s, with links that lead back under it',
    async (path) => {
      const response = await app.fetch(path);

      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<base href="/books/">');
    },
  );

  it('endpoints, assets and documents are there too', async () => {
    expect((await app.call(listBooks)).items).toEqual([]);
    expect((await app.fetch('/books/health/live')).status).toBe(200);
    const script = await app.fetch('/books/assets/main-abc.js');
    expect(await script.text()).toBe('go()');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await app.fetch('/books/docs')).headers.get('location')).toBe('/books/api/docs');
    expect(await (await app.fetch('/books/api/docs')).text()).toContain('<base href="/books/api/docs">');
  });

  it.each([
    '/',
    '/library',
    '/api/session',
    '/api/nothing',
    '/metrics',
    '/docs',
    '/api/docs',
    '/assets/main-abc.js',
    '/bookshop',
    '/booksapi/session',
  ])('there is nothing beside it: %s', async (path) => {
    const { message } = await readRefusal(await app.fetch(path), 404, 'not_found');

    expect(message).toBe(`There is nothing at ${path}.`);
  });

  it.each(['/health', '/health/live', '/health/ready'])(
    'the health is told beside it too, where containers ask: %s',
    async (path) => {
      expect((await app.fetch(path)).status).toBe(200);
    },
  );

  it('a refusal names the address without it', async () => {
    await readRefusal(await app.fetch('/books/api/nothing'), 404, 'not_found');
    await expect(app.call(signIn, { body: { name: 'a', password: 'b' } })).rejects.toThrow('wrong');
  });
});

describe('what is no page', () => {
  it.each(['/api', '/api/nothing', '/assets/nothing.js', '/health/nothing', '/metrics/nothing'])(
    '%s is not found',
    async (path) => {
      await readRefusal(await app.fetch(path), 404, 'not_found');
    },
  );

  it.each(['/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%2e%2e/secret.txt'])(
    '%s leads nowhere outside of the assets',
    async (path) => {
      expect(await (await app.fetch(path)).text()).not.toContain('hidden words');
    },
  );

  it('is not changed by a POST to a page', async () => {
    await readRefusal(await app.fetch('/library', { method: 'POST' }), 404, 'not_found');
  });
});

it('says how the web client comes to be where it was never built', async () => {
  const response = await bare.fetch('/');

  expect([response.status, await response.text()]).toEqual([
    503,
    'The web client is not built. Start MAMcrawler with: npm start\n',
  ]);
});

describe('the documents', () => {
  it('are open to everybody, and the page of them shows the one that describes every endpoint', async () => {
    const page = await (await bare.fetch('/api/docs')).text();
    const document = await (await bare.fetch('/api/openapi.json')).json();

    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Audiobook Automation API', version: '0.0.0-test' },
      paths: { '/api/books': { get: { operationId: 'listBooks' } } },
    });
    for (const [, link] of page.matchAll(/(?:src|href)="(docs\/[^"]+)"/g)) {
      const response = await bare.fetch(`/api/${link}`);
      expect([link, response.status]).toEqual([link, 200]);
      expect((await response.text()).length).toBeGreaterThan(0);
    }
    expect(page.match(/<script src=/g)).toHaveLength(2);
  });

  it('give no other file of their package away', async () => {
    await readRefusal(await bare.fetch('/api/docs/files/package.json'), 404, 'not_found');
    await readRefusal(await bare.fetch('/api/docs/files/index.html'), 404, 'not_found');
  });
});
