import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRaw, sendRaw } from '../../test/support/raw-request.ts';
import { PASSWORD, signInAdministrator } from '../../test/support/sessions.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ trustedProxies: ['127.0.0.1'] });
});

afterAll(() => app[Symbol.asyncDispose]());

function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return app.fetch(path, { headers: { 'x-api-key': app.apiKey, ...headers } });
}

describe('what every reply tells a browser', () => {
  it('is to run nothing but our own, and to keep no answer', async () => {
    const { headers } = await ask('/api/books');

    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/,
      ),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it.each(['/api/nothing', '/api/books/%E0%A4%A', '/', '/health', '/assets/nothing.js'])(
    'is told on %s too',
    async (path) => {
      const response = await app.fetch(path);
      await response.body?.cancel();

      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('is to come by TLS only, where it did', async () => {
    const tls = await ask('/api/books', { 'x-forwarded-proto': 'https' });
    const plain = await ask('/api/books');

    expect(tls.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  it.each([
    ['https', true],
    ['http', false],
  ])('has the session cookie sent by TLS only, where it came by it: %s', async (proto, isSecure) => {
    await signInAdministrator(app, `Ada by ${proto}`);
    const response = await app.fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': proto },
      body: JSON.stringify({ name: `Ada by ${proto}`, password: PASSWORD }),
    });

    expect(response.status).toBeLessThan(300);
    for (const cookie of response.headers.getSetCookie()) expect(cookie.includes('; Secure')).toBe(isSecure);
    expect(response.headers.getSetCookie()).not.toEqual([]);
  });

  it('is nothing of TLS where a stranger claims it', async () => {
    await using bare = await startTestApp();
    const claimed = await bare.fetch('/api/books', { headers: { 'x-forwarded-proto': 'https' } });

    expect(claimed.headers.get('strict-transport-security')).toBeNull();
  });
});

describe('what is kept by nobody', () => {
  const raw = async (start: string, headers = '') =>
    readRaw(
      await sendRaw(
        app.baseUrl,
        `${start} HTTP/1.1\r\nhost: a\r\nx-api-key: ${app.apiKey}\r\n${headers}connection: close\r\n\r\n`,
      ),
    );

  it.each([
    'GET /api/audit',
    'GET /%61pi/audit',
    'GET /a%70i/session',
    'GET http://books.example/api/session',
    'POST /%61pi/api-keys',
    'GET /%6detrics',
    'GET /%68ealth',
    'GET /api/docs/nothing',
    'GET /api/docsomething',
    'GET /api/nothing',
    'PUT /api/books',
    'PUT /library',
    'GET /api/books/%E0%A4%A',
  ])('are answers, however they are asked for: %s', async (start) => {
    expect((await raw(start)).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['GET /%61pi/x', 'GET http://books.example/api/x', 'GET /a%70i', 'GET /%61ssets/x'])(
    'is no page: %s',
    async (start) => {
      const { status, headers } = await raw(start);

      expect([status, headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    },
  );

  it.each(['GET /api/docs', 'GET /api/openapi.json', 'GET /library'])(
    'is not what says itself how long it is good: %s',
    async (start) => {
      expect((await raw(start)).headers.get('cache-control')).not.toBe('no-store');
    },
  );
});
