import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { makeScratchFolder } from '../../test/support/scratch-folder.ts';

const ending = new AsyncDisposableStack();
let app: TestApp;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  mkdirSync(join(path, 'documents'));
  writeFileSync(join(path, 'documents', 'redoc.standalone.js'), 'redoc()');
  writeFileSync(join(path, 'secret.txt'), 'hidden words');
  app = ending.use(await startTestApp({ webDir: path, basePath: '/books/' }));
});

afterAll(() => ending.disposeAsync());

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

describe('openapi.json', () => {
  it('is that of this very server', async () => {
    const response = await app.fetch('/books/api/openapi.json');

    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({
      info: { version: '0.0.0-test' },
      servers: [{ url: '/books' }],
    });
  });

  it('is not sent again to whoever has it', async () => {
    const etag = (await app.fetch('/books/api/openapi.json')).headers.get('etag') ?? '';
    const again = await app.fetch('/books/api/openapi.json', { headers: { 'if-none-match': etag } });

    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    const other = await app.fetch('/books/api/openapi.json', { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });
});

describe.each(['docs', 'redoc'])('/api/%s', (name) => {
  it('takes only files of this server, all of which are there', async () => {
    const response = await app.fetch(`/books/api/${name}`);
    const page = await response.text();
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link);

    expect(page).toContain(`<base href="/books/api/${name}">`);
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links) {
      const address = new URL(link, `${app.baseUrl}/books/api/${name}`);
      expect(address.origin).toBe(app.baseUrl);
      expect([link, (await app.fetch(address.pathname)).status]).toEqual([link, 200]);
    }
  });

  it('runs no script of its own, and none from elsewhere', async () => {
    const response = await app.fetch(`/books/api/${name}`);
    const page = await response.text();

    expect(page.match(/<script>|\son\w+=/g)).toBeNull();
    expect(policyOf(response)).toMatch(/script-src 'self';/);
    expect(policyOf(response)).not.toMatch(/unsafe|https?:|\*/);
  });

  it('is asked anew whether it is still the same', async () => {
    expect((await app.fetch(`/books/api/${name}`)).headers.get('cache-control')).toBe('no-cache');
  });
});

describe('the styles that Redoc writes', () => {
  const nonceOf = (policy: string) => /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];

  it('are allowed by a word that each reply has anew', async () => {
    const [first, second] = [await app.fetch('/books/api/redoc'), await app.fetch('/books/api/redoc')];

    const nonce = nonceOf(policyOf(first));
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(await first.text()).toContain(`<style nonce="${nonce}">`);
    expect(nonceOf(policyOf(second))).not.toBe(nonce);
  });

  it('are allowed nowhere else', async () => {
    for (const path of ['/books/api/docs', '/books/', '/books/api/redoc/start.js']) {
      expect([path, policyOf(await app.fetch(path))]).toEqual([
        path,
        expect.not.stringMatching(/nonce|worker-src/),
      ]);
    }
  });
});

it('gives no other file away', async () => {
  for (const path of ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', 'nothing.js']) {
    await readRefusal(await app.fetch(`/books/api/redoc/files/${path}`), 404, 'not_found');
  }
});
