import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import { makeSetUpToken } from '../../access/set-up.ts';
import { DAY_MS, HOUR_MS } from '../../base/clock.ts';
import { setUpState } from '../../contract/access.ts';

const PASSWORD = 'correct horse battery';

let now: Date;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => now }, basePath: '/books/' });
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
const signIn = (name: string, password: string) => send('POST', 'session', { name, password });

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie') ?? '';
}

async function whoIs(setCookie: string): Promise<number> {
  const cookie = setCookie.split(';')[0] ?? '';
  return (await send('GET', 'session', undefined, { cookie })).status;
}

describe('the set-up link', () => {
  it('makes the first administrator, signed in', async () => {
    expect(await app.call(setUpState, {}, {})).toEqual({ needed: true });

    const response = await setUp(await makeToken(), ' Ada ');

    expect([response.status, await response.json()]).toEqual([
      201,
      { id: expect.any(Number), name: 'Ada', role: 'administrator' },
    ]);
    expect(await whoIs(cookieOf(response))).toBe(200);
    expect(await app.call(setUpState, {}, {})).toEqual({ needed: false });
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

  it.each(['made-up', 'made.up', 'a.b.c'])('cannot be made up: %s', async (token) => {
    await makeToken();

    await readRefusal(await setUp(token), 401, 'unauthorized');
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
    expect(await response.json()).toMatchObject({ name: 'Ada' });
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

    const response = await send('DELETE', 'session', undefined, { cookie: first.split(';')[0] ?? '' });

    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(cookieOf(response)).toMatch(/^mamcrawler_session=; .*Path=\/books\/;.*Expires=Thu, 01 Jan 1970/);
    expect([await whoIs(first), await whoIs(second)]).toEqual([401, 200]);
  });

  it('is nothing to a program with a key', async () => {
    const response = await send('DELETE', 'session', undefined, { 'x-api-key': app.apiKey });

    expect(response.status).toBe(204);
  });
});
