import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { startRedis } from '../../test/support/redis.ts';
import { readRefusal } from '../../test/support/refusal.ts';
import { signedIn } from '../../test/support/sessions.ts';
import { addApiKey } from '../contract/api-keys.ts';

const NARROW = {
  publicPerMinute: 3,
  authenticatedPerMinute: 4,
  sessionPerMinute: 6,
  adminPerMinute: 50,
  downloadsPerHour: 2,
};
/** Everything that comes over loopback comes from a proxy. */
const BEHIND_PROXY = { rateLimits: NARROW, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] };

let app: TestApp;
let addresses = 0;

beforeAll(async () => {
  app = await startTestApp(BEHIND_PROXY);
});

afterAll(() => app[Symbol.asyncDispose]());

const others: AsyncDisposable[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other[Symbol.asyncDispose]();
});

async function another(options: Parameters<typeof startTestApp>[0]): Promise<TestApp> {
  const other = await startTestApp(options);
  others.push(other);
  return other;
}

/** Of somebody whom no test has met yet. */
function freshAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

async function statuses(count: number, path: string, headers: Record<string, string>, at = app) {
  const found: number[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    const response = await at.fetch(path, { headers });
    await response.body?.cancel();
    found.push(response.status);
  }
  return found;
}

describe('too many requests', () => {
  it('are refused in the shape of all errors, with when to come again', async () => {
    const headers = { 'x-forwarded-for': freshAddress() };
    await statuses(3, '/api/books', headers);

    const response = await app.fetch('/api/books', { headers });
    const reply = await readRefusal(response, 429, 'rate_limit_exceeded');

    expect(reply).toMatchObject({
      message: 'Too many requests',
      error: 'rate_limit_exceeded',
      context: { limit: 3, window_seconds: 60 },
    });
    const seconds = reply.retry_after ?? 0;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'retry-after': String(seconds),
      'ratelimit-limit': '3',
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(seconds),
      'ratelimit-policy': '3;w=60',
      'cache-control': 'no-store',
    });
  });

  it('are told of in advance on each reply', async () => {
    const response = await app.fetch('/api/books', { headers: { 'x-forwarded-for': freshAddress() } });

    expect([response.status, response.headers.get('ratelimit-remaining')]).toEqual([401, '2']);
  });

  it.each([
    ['without credentials', '/api/books', {}],
    ['with a wrong key', '/api/books', { 'x-api-key': 'wrong' }],
    ['of what is not there', '/api/nothing', {}],
    ['of an address that cannot be read', '/api/books/%E0%A4%A', {}],
    ['of an asset-like API path', '/api/docs/files/nothing', { 'x-api-key': 'wrong' }],
  ])('count also where they are refused: %s', async (_, path, headers) => {
    const found = await statuses(4, path, { ...headers, 'x-forwarded-for': freshAddress() });

    if (path.startsWith('/api/docs')) expect(found).not.toContain(429);
    else expect(found.map((status) => status === 429)).toEqual([false, false, false, true]);
  });

  it('by a session of a member are more than by their key', async () => {
    const cookie = await signedIn(app, 'Ada', 'member');
    const key = (
      await app.call(addApiKey, { body: { name: 'script', scope: 'read' } }, { cookie, origin: app.baseUrl })
    ).key;

    // The call above was one of them.
    expect(await statuses(4, '/api/books', { 'x-api-key': key })).toEqual([200, 200, 200, 429]);
    expect(await statuses(2, '/api/books', { cookie })).toEqual([200, 429]);
    expect(await statuses(1, '/api/books', { 'x-api-key': key })).toEqual([429]);
  });

  it('by all the keys of a user, and by all the keys of the program, are counted together', async () => {
    const cookie = await signedIn(app, 'Mary', 'member');
    const add = async (headers: Record<string, string>) =>
      (await app.call(addApiKey, { body: { name: 'script', scope: 'read' } }, headers)).key;
    const [one, other] = [
      await add({ cookie, origin: app.baseUrl }),
      await add({ cookie, origin: app.baseUrl }),
    ];
    const programs = await another({ rateLimits: { ...NARROW, adminPerMinute: 3 } });
    const own = { 'x-api-key': programs.apiKey };
    const second = await programs.call(addApiKey, { body: { name: 'second', scope: 'admin' } }, own);

    expect(await statuses(2, '/api/books', { 'x-api-key': one })).toEqual([200, 200]);
    expect(await statuses(1, '/api/books', { 'x-api-key': other })).toEqual([429]);
    expect(await statuses(2, '/api/books', own, programs)).toEqual([200, 200]);
    expect(await statuses(1, '/api/books', { 'x-api-key': second.key }, programs)).toEqual([429]);
  });

  it('of covers do not use up the rest', async () => {
    const cookie = await signedIn(app, 'Grace', 'viewer');

    expect(await statuses(30, '/api/library-items/1/cover', { cookie })).not.toContain(429);
    expect(await statuses(1, '/api/books', { cookie })).toEqual([200]);
  });

  it('by members who take releases are refused for an hour', async () => {
    const cookie = await signedIn(app, 'Edith', 'administrator');
    const take = () =>
      app.fetch('/api/downloads', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: '{}',
      });

    const replies = [await take(), await take(), await take()];

    expect(replies.map(({ status }) => status)).toEqual([422, 422, 429]);
    expect(Number(replies[2]?.headers.get('retry-after'))).toBeGreaterThan(3_500);
  });
});

describe('the address of a stranger', () => {
  it('is the one that a trusted proxy forwards', async () => {
    const [one, other] = [freshAddress(), freshAddress()];

    expect(await statuses(4, '/api/books', { 'x-forwarded-for': one })).toEqual([401, 401, 401, 429]);
    expect(await statuses(1, '/api/books', { 'x-forwarded-for': other })).toEqual([401]);
  });

  it('is the last one that no trusted proxy wrote: what a client puts before it counts nothing', async () => {
    const address = freshAddress();
    const found = [];
    for (const made of ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4'])
      found.push(
        ...(await statuses(1, '/api/books', { 'x-forwarded-for': `${made}, ${address}, 10.1.2.3` })),
      );

    expect(found).toEqual([401, 401, 401, 429]);
  });

  it('is a whole /64 of IPv6', async () => {
    const found = [];
    for (const end of ['1', '2', 'ffff:1', '4'])
      found.push(...(await statuses(1, '/api/books', { 'x-forwarded-for': `2001:db8:9:9::${end}` })));

    expect(found).toEqual([401, 401, 401, 429]);
  });

  it('is the one of the connection where no proxy is trusted', async () => {
    const bare = await another({ rateLimits: NARROW });
    const found = [];
    for (let at = 0; at < 4; at += 1)
      found.push(...(await statuses(1, '/api/books', { 'x-forwarded-for': freshAddress() }, bare)));

    expect(found).toEqual([401, 401, 401, 429]);
  });
});

describe('several processes', () => {
  it('count together in the database that they share', async () => {
    await using database = await createTestDatabase();
    const shared = { connection: database.connection, isAlone: false, ...BEHIND_PROXY };
    const [one, other] = [await another(shared), await another(shared)];
    const headers = { 'x-forwarded-for': freshAddress() };

    const found = [
      ...(await statuses(2, '/api/books', headers, one)),
      ...(await statuses(2, '/api/books', headers, other)),
      ...(await statuses(1, '/api/books', headers, one)),
    ];
    for (const each of others.splice(0)) await each[Symbol.asyncDispose]();

    expect(found).toEqual([401, 401, 401, 429, 429]);
  });

  it('count together in Redis where there is one', async () => {
    await using redis = await startRedis();
    const shared = { redisUrl: redis.url, ...BEHIND_PROXY };
    const [one, other] = [await another(shared), await another(shared)];
    const headers = { 'x-forwarded-for': freshAddress() };

    const found = [
      ...(await statuses(2, '/api/books', headers, one)),
      ...(await statuses(2, '/api/books', headers, other)),
    ];

    expect(found).toEqual([401, 401, 401, 429]);
  });
});
