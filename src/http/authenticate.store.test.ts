import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import type { Role } from '../access/actor.ts';
import { openSession } from '../access/session.ts';
import { insertUser } from '../access/user-store.ts';
import { signToken } from '../platform/signed-token.ts';

let app: TestApp;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await sessionOf('member');
});

afterAll(() => app[Symbol.asyncDispose]());

function sessionOf(role: Role): Promise<string> {
  return app.db.transaction().execute(async (tx) => {
    const user = await insertUser(tx, { name: role, passwordHash: '', role });
    return `mamcrawler_session=${(await openSession(app.needs, tx, user)).cookie}`;
  });
}

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
    expect(await whoIs(headers())).toEqual({ user: null, via: 'api_key', expires_at: null });
  });

  it('is a user, by the session cookie', async () => {
    expect(await whoIs({ cookie: `theme=dark; ${cookie}` })).toEqual({
      user: { id: expect.any(Number), name: 'member', role: 'member' },
      via: 'session',
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
    ['a cookie signed by somebody else', () => ({ cookie: `mamcrawler_session=${signToken('a', 'other')}` })],
    ['a cookie of no session', () => ({ cookie: `mamcrawler_session=${forged()}` })],
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

  it('is no forgery where nothing changes, or where a key is sent', async () => {
    await readRefusal(await attempt({ cookie, 'sec-fetch-site': 'cross-site' }, 'GET'), 404, 'not_found');
    const withKey = { 'x-api-key': app.apiKey, cookie, 'sec-fetch-site': 'cross-site' };
    await readRefusal(await attempt(withKey), 404, 'not_found');
  });
});

describe('a role', () => {
  it('reads where it may, and is told what it lacks where it may not', async () => {
    const viewer = await sessionOf('viewer');
    const headers = { cookie: viewer, 'content-type': 'application/json' };

    expect((await app.fetch('/api/books', { headers })).status).toBe(200);
    const refused = await app.fetch('/api/wanted', { method: 'POST', headers, body: '{}' });

    expect(await readRefusal(refused, 403, 'forbidden')).toMatchObject({
      message: 'Your role (viewer) does not allow this.',
      context: { needs: 'wanted.edit' },
    });
  });
});
