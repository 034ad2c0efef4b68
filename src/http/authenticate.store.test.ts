import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { sessionCookie, signedIn } from '../../test/support/sessions.ts';
import { PERMISSIONS } from '../base/permissions.ts';
import { signToken } from '../platform/signed-token.ts';

let app: TestApp;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await signedIn(app, 'member', 'member');
});

afterAll(() => app[Symbol.asyncDispose]());

async function whoIs(headers: Record<string, string>): Promise<unknown> {
  const response = await app.fetch('/api/session', { headers });
  return response.status === 200 ? await response.json() : response.status;
}

describe('who asks', () => {
  it.each<[string, () => Record<string, string>]>([
    ['X-API-Key', () => ({ 'x-api-key': app.apiKey })],
    ['a bearer token', () => ({ authorization: `Bearer ${app.apiKey}` })],
    ['a bearer token in small letters', () => ({ authorization: `bearer  ${app.apiKey}` })],
    ['a key beside a cookie', () => ({ 'x-api-key': app.apiKey, cookie })],
  ])('is a program, by %s', async (_, headers) => {
    expect(await whoIs(headers())).toEqual({
      user: null,
      via: 'api_key',
      permissions: PERMISSIONS,
      expires_at: null,
    });
  });

  it('is a user, by the session cookie', async () => {
    expect(await whoIs({ cookie: `theme=dark; ${cookie}` })).toEqual({
      user: { id: expect.any(Number), name: 'member', role: 'member' },
      via: 'session',
      permissions: expect.arrayContaining(['wanted.edit']),
      expires_at: expect.stringMatching(/Z$/),
    });
  });

  it.each<[string, () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['an empty key', () => ({ 'x-api-key': '' })],
    ['a wrong key, whatever the cookie says', () => ({ 'x-api-key': 'wrong', cookie })],
    ['a wrong bearer token', () => ({ authorization: 'Bearer wrong' })],
    ['a password', () => ({ authorization: 'Basic YTpi' })],
    ['a cookie without signature', () => ({ cookie: cookie.replace(/\.[^.]+$/, '') })],
    ['a cookie signed by somebody else', () => ({ cookie: sessionCookie(signToken('a', 'other')) })],
    ['a cookie of no session', () => ({ cookie: sessionCookie(forged()) })],
    [
      'two session cookies: another host of the domain may have set one',
      () => ({ cookie: `${sessionCookie('planted')}; ${cookie}` }),
    ],
    ['the same behind ours', () => ({ cookie: `${cookie};${sessionCookie('planted')}` })],
    ['a second one without a value', () => ({ cookie: `${cookie}; ${sessionCookie('')}` })],
    ['a cookie of another name', () => ({ cookie: cookie.replace('mamcrawler_', '') })],
  ])('is nobody with %s', async (_, headers) => {
    expect(await whoIs(headers())).toBe(401);
  });
});

function forged(): string {
  return signToken('a', app.needs.signingKey);
}

describe('a change that the cookie bears', () => {
  const attempt = (headers: Record<string, string>, method = 'DELETE') =>
    app.fetch('/api/wanted/4711', { method, headers });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])('is refused where the browser says that it comes from elsewhere: %j', async (headers) => {
    const { message } = await readRefusal(await attempt({ cookie, ...headers }), 403, 'forbidden');

    expect(message).toBe('This change was asked for by another site.');
  });

  it.each<() => Record<string, string>>([
    () => ({ 'sec-fetch-site': 'same-origin' }),
    () => ({ 'sec-fetch-site': 'none' }),
    () => ({ origin: app.baseUrl }),
    () => ({}),
  ])('is taken from our own pages', async (headers) => {
    await readRefusal(await attempt({ cookie, ...headers() }), 404, 'not_found');
  });

  it('is refused without a cookie too: to sign somebody in as somebody else is a forgery', async () => {
    const request = {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      body: '{}',
    };

    await readRefusal(await app.fetch('/api/session', request), 403, 'forbidden');
  });

  it('is taken from the pages of an origin that was configured, and of no other', async () => {
    await using own = await startTestApp({ corsOrigins: ['https://books.example'] });
    const mine = await signedIn(own, 'Ada', 'member');
    const from = (headers: Record<string, string>) =>
      own.fetch('/api/wanted/4711', { method: 'DELETE', headers: { cookie: mine, ...headers } });

    for (const site of ['cross-site', 'same-site']) {
      const listed = { origin: 'https://books.example', 'sec-fetch-site': site };
      await readRefusal(await from(listed), 404, 'not_found');
      const other = { origin: 'https://evil.books.example', 'sec-fetch-site': site };
      await readRefusal(await from(other), 403, 'forbidden');
    }
  });

  it('is taken from the host that a trusted proxy names, and only a trusted one', async () => {
    const forwarded = { 'x-forwarded-host': 'books.example', origin: 'https://books.example' };
    await readRefusal(await attempt({ cookie, ...forwarded }), 403, 'forbidden');

    await using behind = await startTestApp({ trustedProxies: ['127.0.0.1'] });
    const mine = await signedIn(behind, 'Ada', 'member');
    const headers = { cookie: mine, ...forwarded };
    const answer = await behind.fetch('/api/wanted/4711', { method: 'DELETE', headers });

    await readRefusal(answer, 404, 'not_found');
  });

  it('is no forgery where nothing changes, or where a key is sent', async () => {
    await readRefusal(await attempt({ cookie, 'sec-fetch-site': 'cross-site' }, 'GET'), 404, 'not_found');
    const withKey = { 'x-api-key': app.apiKey, cookie, 'sec-fetch-site': 'cross-site' };
    await readRefusal(await attempt(withKey), 404, 'not_found');
  });
});

describe('a role', () => {
  it('reads where it may, and is told what it lacks where it may not', async () => {
    const viewer = await signedIn(app, 'viewer', 'viewer');
    const headers = { cookie: viewer, 'content-type': 'application/json' };

    expect((await app.fetch('/api/books', { headers })).status).toBe(200);
    const refused = await app.fetch('/api/wanted', { method: 'POST', headers, body: '{}' });

    expect(await readRefusal(refused, 403, 'forbidden')).toMatchObject({
      message: 'Your role (viewer) does not allow this.',
      context: { needs: 'wanted.edit' },
    });
  });
});
