import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { PASSWORD, sessionCookie } from '../../../test/support/sessions.ts';
import { makeSetUpToken } from '../../access/set-up.ts';
import { DAY_MS, HOUR_MS } from '../../base/clock.ts';
import { PERMISSIONS } from '../../base/permissions.ts';
import { me, setUpState, signIn as signInEndpoint } from '../../contract/access.ts';
import { addApiKey } from '../../contract/api-keys.ts';

let now = new Date('2026-11-22T10:00:00Z');
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({
    clock: { now: () => now },
    basePath: '/books/',
    trustedProxies: ['127.0.0.1'],
    waitForSignIn: async () => {},
  });
});

beforeEach(() => {
  now = new Date('2026-11-22T10:00:00Z');
});

afterEach(async () => {
  await app.db.deleteFrom('app_user').execute();
});

afterAll(() => app[Symbol.asyncDispose]());

function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return app.fetch(`/books/api/${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function makeToken(): Promise<string> {
  const token = await makeSetUpToken(app.needs);
  if (token === null) throw new Error('There is an administrator');
  return token;
}

const setUp = (token: string, name = 'Ada') => send('POST', 'setup', { token, name, password: PASSWORD });
const signIn = (name: string, password: string, headers: Record<string, string> = {}) =>
  send('POST', 'session', { name, password }, headers);

async function newestEntry(): Promise<number> {
  const newest = app.db.selectFrom('audit_entry').select('id').orderBy('id', 'desc').limit(1);
  return (await newest.executeTakeFirst())?.id ?? 0;
}

/** The line that sets a cookie, or an empty one. */
function cookieOf(response: Response, name = 'session'): string {
  return response.headers.getSetCookie().find((line) => line.startsWith(`mamcrawler_${name}=`)) ?? '';
}

function pairOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}

async function whoIs(setCookie: string): Promise<number> {
  return (await send('GET', 'session', undefined, { cookie: pairOf(setCookie) })).status;
}

describe('the set-up link', () => {
  it('makes the first administrator, signed in', async () => {
    expect(await app.call(setUpState, {}, {})).toEqual({ needed: true, oidc: null });

    const response = await setUp(await makeToken(), ' Ada ');

    expect([response.status, await response.json()]).toEqual([
      201,
      { id: expect.any(Number), name: 'Ada', role: 'administrator' },
    ]);
    expect(await whoIs(cookieOf(response))).toBe(200);
    expect(await app.call(setUpState, {}, {})).toEqual({ needed: false, oidc: null });
  });

  it('is used once, and none is made while there is an administrator', async () => {
    const token = await makeToken();
    await setUp(token);

    await readRefusal(await setUp(token, 'Eve'), 401, 'unauthorized');
    expect(await makeSetUpToken(app.needs)).toBeNull();
  });

  it('lasts a day and no longer', async () => {
    const token = await makeToken();
    now = new Date(now.getTime() + DAY_MS);

    const { message } = await readRefusal(await setUp(token), 401, 'unauthorized');

    expect(message).toMatch(/^This set-up link is not valid: it was used, is older than a day/);
    now = new Date(now.getTime() - HOUR_MS);
    expect((await setUp(token)).status).toBe(201);
  });

  it('ends when a new one is made', async () => {
    const [old, young] = [await makeToken(), await makeToken()];

    await readRefusal(await setUp(old), 401, 'unauthorized');
    expect((await setUp(young)).status).toBe(201);
  });

  it('used twice at once makes one administrator', async () => {
    const token = await makeToken();

    const statuses = (await Promise.all(['Ada', 'Eve', 'Ida'].map((name) => setUp(token, name)))).map(
      ({ status }) => status,
    );

    expect(statuses.toSorted()).toEqual([201, 401, 401]);
    expect(await app.db.selectFrom('app_user').select('id').execute()).toHaveLength(1);
  });

  it('is not used up by a password that is too short', async () => {
    const token = await makeToken();

    const refused = await send('POST', 'setup', { token, name: ' ', password: 'short' });

    expect(fieldFaults(await readRefusal(refused, 422, 'validation_error'))).toEqual([
      'name: must not be blank',
      'password: must have at least 10 characters',
    ]);
    expect((await setUp(token)).status).toBe(201);
  });

  it.each(['made-up', 'made.up', 'a.b.c'])(
    'cannot be made up, nor the audit log filled so: %s',
    async (token) => {
      await makeToken();
      const last = await newestEntry();

      await readRefusal(await setUp(token), 401, 'unauthorized');

      expect(await newestEntry()).toBe(last);
    },
  );

  it('that was used up is noted once in 15 minutes for each address', async () => {
    const token = await makeToken();
    await setUp(token);
    await app.db.deleteFrom('sign_in_failure').execute();
    const last = await newestEntry();

    for (let n = 0; n < 3; n += 1) await readRefusal(await setUp(token), 401, 'unauthorized');

    const noted = app.db.selectFrom('audit_entry').select(['action', 'outcome']).where('id', '>', last);
    expect(await noted.execute()).toEqual([{ action: 'setUp', outcome: 'refused' }]);
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts do not see, for our own pages, and for as long as the session lasts', async () => {
    await setUp(await makeToken());

    const response = await signIn('ADA', PASSWORD);

    const [pair, ...attributes] = cookieOf(response).split('; ');
    expect(pair).toMatch(/^mamcrawler_session=[\w-]{43}\.[\w-]{43}$/);
    expect(attributes.toSorted()).toEqual([
      'Expires=Tue, 22 Dec 2026 10:00:00 GMT',
      'HttpOnly',
      'Path=/books/',
      'SameSite=Lax',
    ]);
    expect(await response.json()).toEqual({ id: expect.any(Number), name: 'Ada', role: 'administrator' });
  });

  it('sets one by which the browser is known again for a year, also after signing out', async () => {
    const made = await setUp(await makeToken());
    const first = cookieOf(made, 'device');
    expect(first).toMatch(
      /^mamcrawler_device=[\w-]{43}; Max-Age=31536000; Path=\/books\/; HttpOnly; SameSite=Lax$/,
    );

    const out = await send('DELETE', 'session', undefined, { cookie: pairOf(cookieOf(made)) });
    expect(cookieOf(out, 'device')).toBe('');
    const again = await signIn('Ada', PASSWORD, { cookie: pairOf(first) });

    expect(cookieOf(again, 'device')).toBe(first);
  });

  it('sends both only over TLS where a proxy speaks it, whatever else it says', async () => {
    await setUp(await makeToken());

    const response = await signIn('Ada', PASSWORD, {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'a;b=c',
    });

    expect(cookieOf(response)).toContain('; Secure');
    expect(cookieOf(response, 'device')).toContain('; Secure');
    expect(response.headers.getSetCookie()).toHaveLength(2);
  });

  it('sends them only over TLS as well where people use an address with TLS, whatever speaks it', async () => {
    await using own = await startTestApp({ publicUrl: 'https://books.example.org/' });
    const token = (await makeSetUpToken(own.needs)) ?? '';
    const post = (path: string, body: object, method = 'POST', cookie = '') =>
      own.fetch(`/api/${path}`, {
        method,
        headers: { 'content-type': 'application/json', cookie },
        ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      });

    const made = await post('setup', { token, name: 'Ada', password: PASSWORD });
    const out = await post('session', {}, 'DELETE', pairOf(cookieOf(made)));

    const lines = [cookieOf(made), cookieOf(made, 'device'), cookieOf(out)];
    for (const line of lines) expect(line).toMatch(/; Secure/);
  });

  it('ends the session that the browser came with: whoever fixed it is not signed in', async () => {
    await setUp(await makeToken());
    const fixed = cookieOf(await signIn('Ada', PASSWORD));

    const response = await signIn('Ada', PASSWORD, { cookie: pairOf(fixed) });

    expect(pairOf(cookieOf(response))).not.toBe(pairOf(fixed));
    expect([await whoIs(fixed), await whoIs(cookieOf(response))]).toEqual([401, 200]);
  });

  it('does not take over a session that somebody made up', async () => {
    await setUp(await makeToken());
    const planted = sessionCookie('planted.planted');

    const response = await signIn('Ada', PASSWORD, { cookie: planted });

    expect(cookieOf(response)).not.toContain('planted');
    expect(await whoIs(planted)).toBe(401);
  });

  it('is not done by the form of another site', async () => {
    await setUp(await makeToken());
    const body = JSON.stringify({ name: 'Ada', password: PASSWORD });

    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
    ]) {
      const response = await app.fetch('/books/api/session', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect([type, response.status, response.headers.getSetCookie()]).toEqual([type, 415, []]);
    }
    const crossSite = await signIn('Ada', PASSWORD, { 'sec-fetch-site': 'cross-site' });
    expect([crossSite.status, crossSite.headers.getSetCookie()]).toEqual([403, []]);
  });

  it('has to wait after ten failures from one address, and says how long', async () => {
    await setUp(await makeToken());
    const from = (address: string) => ({ 'x-forwarded-for': address });
    for (let n = 0; n < 10; n += 1)
      await readRefusal(await signIn('Ada', 'wrong', from('192.0.2.7')), 401, 'unauthorized');

    const response = await signIn('Ada', PASSWORD, from('192.0.2.7'));

    expect(response.headers.get('retry-after')).toBe('900');
    const { message, retry_after, error } = await readRefusal(response, 429, 'rate_limit_exceeded');
    expect(message).toMatch(/^Too many failed sign-ins\. Wait 15 minutes/);
    expect([error, retry_after]).toEqual(['rate_limit_exceeded', 900]);
    expect((await signIn('Ada', PASSWORD, from('192.0.2.8'))).status).toBe(200);
  });

  it('with invented names writes no more than one address may ask', async () => {
    await using narrow = await startTestApp({ rateLimits: { ...app.needs.rateLimits, publicPerMinute: 3 } });
    const statuses = [];
    for (let n = 0; n < 6; n += 1) {
      const body = { name: `Nobody ${n}`, password: 'wrong' };
      statuses.push((await refusalOf(narrow.call(signInEndpoint, { body }, {}))).status_code);
    }

    expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
    // Of each name one for the address and one for everywhere; and that it was noted.
    const rows = await narrow.db.selectFrom('sign_in_failure').select('failures').execute();
    expect(rows).toHaveLength(7);
    const noted = narrow.db.selectFrom('audit_entry').select('detail').where('action', '=', 'signIn');
    expect(await noted.execute()).toEqual([{ detail: { reason: 'unknown name' } }]);
  });

  it('says the same whether the name or the password is wrong', async () => {
    await setUp(await makeToken());

    const wrongName = await readRefusal(await signIn('Eve', PASSWORD), 401, 'unauthorized');
    const wrongPassword = await readRefusal(await signIn('Ada', `${PASSWORD}!`), 401, 'unauthorized');

    expect(wrongName.message).toBe('The name or the password is wrong.');
    expect(wrongPassword.message).toBe(wrongName.message);
  });

  it('opens a session of its own each time, that ends after a month or a week without use', async () => {
    await setUp(await makeToken());
    const [first, second] = [
      cookieOf(await signIn('Ada', PASSWORD)),
      cookieOf(await signIn('Ada', PASSWORD)),
    ];
    expect(first).not.toBe(second);

    for (let day = 0; day < 29; day += 1) {
      now = new Date(now.getTime() + DAY_MS);
      expect([day, await whoIs(first)]).toEqual([day, 200]);
    }
    expect(await whoIs(second)).toBe(401);
    now = new Date(now.getTime() + DAY_MS);
    expect(await whoIs(first)).toBe(401);
  });
});

describe('signing out', () => {
  it('ends this session and no other, and takes the cookie away', async () => {
    await setUp(await makeToken());
    const [first, second] = [
      cookieOf(await signIn('Ada', PASSWORD)),
      cookieOf(await signIn('Ada', PASSWORD)),
    ];

    const response = await send('DELETE', 'session', undefined, { cookie: pairOf(first) });

    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(cookieOf(response)).toMatch(/^mamcrawler_session=; .*Path=\/books\/;.*Expires=Thu, 01 Jan 1970/);
    expect([await whoIs(first), await whoIs(second)]).toEqual([401, 200]);
  });

  it('is nothing to a program with a key', async () => {
    const response = await send('DELETE', 'session', undefined, { 'x-api-key': app.apiKey });

    expect(response.status).toBe(204);
  });
});

describe('who asks', () => {
  it('is told what they may do', async () => {
    const made = await setUp(await makeToken());
    const asUser = await app.call(me, {}, { cookie: pairOf(cookieOf(made)) });
    const asProgram = await app.call(me);

    expect(asUser).toMatchObject({ via: 'session', user: { name: 'Ada' }, permissions: [...PERMISSIONS] });
    expect(asProgram).toEqual({
      via: 'api_key',
      user: null,
      permissions: [...PERMISSIONS],
      expires_at: null,
    });
  });

  it('is a user also by an API key, which may do no more than its scope', async () => {
    const made = await setUp(await makeToken());
    const own = { cookie: pairOf(cookieOf(made)) };
    const { key } = await app.call(addApiKey, { body: { name: 'Dashboard', scope: 'read' } }, own);

    expect(await app.call(me, {}, { 'x-api-key': key })).toEqual({
      via: 'api_key',
      user: { id: expect.any(Number), name: 'Ada', role: 'administrator' },
      permissions: ['library.read', 'wanted.read', 'metrics.read'],
      expires_at: null,
    });
  });

  it('is told when their key ends', async () => {
    const made = await setUp(await makeToken());
    const own = { cookie: pairOf(cookieOf(made)) };
    const expires_at = new Date(now.getTime() + DAY_MS).toISOString();
    const body = { name: 'For a day', scope: 'read' as const, expires_at };
    const { key } = await app.call(addApiKey, { body }, own);

    expect(await app.call(me, {}, { 'x-api-key': key })).toMatchObject({ expires_at });
  });
});
