import Fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { messageOf, Unauthorized } from '../base/errors.ts';
import { type AnyEndpoint, endpoint } from '../contract/endpoint.ts';
import { createRateLimiter } from '../platform/rate-limiter.ts';
import { answerTo } from './error-reply.ts';
import { guard, openFiles } from './guard.ts';
import { route, serve } from './route.ts';

const NOBODY: Actor = { kind: 'nobody' };
const VIEWER: Actor = {
  kind: 'user',
  userId: 3,
  name: 'Ada',
  role: 'viewer',
  sessionId: 1,
  expiresAt: new Date('2030-01-01'),
};
const MEMBER: Actor = {
  kind: 'api_key',
  keyId: 5,
  name: 'Mine',
  userId: 4,
  role: 'member',
  scope: 'member',
  expiresAt: null,
};
const RATES = {
  publicPerMinute: 2,
  authenticatedPerMinute: 4,
  sessionPerMinute: 3,
  adminPerMinute: 9,
  downloadsPerHour: 1,
};

let server: FastifyInstance;
let actor: Actor | Error;
let handled: number;
/** Whether what is sent is no key that is remembered, and how often it was looked up. */
let isUnknown: boolean;
let asked: number;

beforeEach(() => {
  server = Fastify();
  actor = VIEWER;
  handled = 0;
  isUnknown = false;
  asked = 0;
  server.setErrorHandler((error, _, reply) => {
    const { status, message, context, headers } = answerTo(error);
    return reply
      .code(status)
      .headers({ ...headers })
      .send({ message, context });
  });
  guard(server, {
    authenticate: async () => {
      asked += 1;
      if (actor instanceof Error) throw actor;
      return actor;
    },
    bringsUnknownKey: () => isUnknown,
    rateLimiter: createRateLimiter({ shared: null, log: pino({ enabled: false }) }),
    rateLimits: RATES,
    corsOrigins: [],
    isPage: ({ url }) => url === '/page',
  });
});

afterEach(() => server.close());

function serving(given: Partial<AnyEndpoint> = {}): void {
  const described = endpoint({
    name: 'look',
    method: 'GET',
    path: '/api/things',
    summary: 'See the things',
    description: 'All of them.',
    tag: 'Things',
    needs: 'library.read',
  });
  serve(
    server,
    route({ ...described, ...given }, async () => {
      handled += 1;
    }),
    { checkReplies: true, audit: async () => {} },
  );
}

async function statuses(count: number, path = '/api/things', method: 'GET' | 'POST' = 'GET') {
  const found: number[] = [];
  for (let at = 0; at < count; at += 1)
    found.push((await server.inject({ url: path, method, remoteAddress: '203.0.113.7' })).statusCode);
  return found;
}

describe('what may be registered', () => {
  it('is only what is guarded', () => {
    expect(() => server.get('/api/backdoor', async () => 'in')).toThrow('GET /api/backdoor has no guard');
    expect(() => server.route({ method: ['PUT', 'POST'], url: '/x', handler: async () => '' })).toThrow(
      'has no guard',
    );
  });

  it('also by plugins', async () => {
    function plugin(inner: FastifyInstance, _: unknown, done: (fault: Error) => void): void {
      try {
        inner.get('/api/backdoor', async () => 'in');
      } catch (fault) {
        done(new Error(messageOf(fault)));
      }
    }

    await expect(server.register(plugin)).rejects.toThrow('has no guard');
  });

  it.each(['needs', 'limit', 'summary', 'description'])('no endpoint that says nothing of its %s', (part) => {
    expect(() => serving({ [part]: part === 'limit' ? undefined : '' })).toThrow(
      `The endpoint look (GET /api/things) does not say: ${part}.`,
    );
  });

  it('files that are open to everybody, which count by themselves', async () => {
    actor = new Error('nobody needs to know who asks for files');
    await openFiles(server, async (files) => {
      files.get('/style.css', async () => 'body {}');
    });

    const reply = await server.inject('/style.css');

    expect([reply.statusCode, reply.body, reply.headers['ratelimit-limit']]).toEqual([
      200,
      'body {}',
      '1200',
    ]);
  });
});

describe('the limit', () => {
  it('is told with every reply, also with the one that refuses', async () => {
    serving();

    const replies = [];
    for (let at = 0; at < 4; at += 1) replies.push(await server.inject('/api/things'));

    expect(replies.map(({ statusCode, headers }) => [statusCode, headers['ratelimit-remaining']])).toEqual([
      [204, '2'],
      [204, '1'],
      [204, '0'],
      [429, '0'],
    ]);
    expect(replies[0]?.headers).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-policy': '3;w=60',
      'ratelimit-reset': '60',
    });
    expect(replies[3]?.headers['retry-after']).toBe('60');
    expect(replies[3]?.json()).toEqual({
      message: 'Too many requests',
      context: { limit: 3, window_seconds: 60 },
    });
    expect(handled).toBe(3);
  });

  it.each<[string, Actor | Error, Partial<AnyEndpoint>, string, readonly number[]]>([
    ['without credentials', NOBODY, {}, '/api/things', [401, 401, 429]],
    ['with a wrong key', new Unauthorized('Unknown key.'), {}, '/api/things', [401, 401, 429]],
    ['without the permission', VIEWER, { needs: 'settings.edit' }, '/api/things', [403, 403, 403, 429]],
    ['for what is not there', VIEWER, {}, '/api/nothing', [404, 404, 404, 429]],
    ['for what is not there, by nobody', NOBODY, {}, '/api/nothing', [404, 404, 429]],
  ])('counts requests %s too', async (_, asking, given, path, expected) => {
    serving(given);
    actor = asking;

    expect(await statuses(expected.length, path)).toEqual(expected);
  });

  it('counts what another site makes a browser ask', async () => {
    serving({ method: 'POST' });
    const forged = {
      method: 'POST',
      url: '/api/things',
      headers: { 'sec-fetch-site': 'cross-site' },
    } as const;
    const replies = [];
    for (let at = 0; at < 4; at += 1) replies.push((await server.inject(forged)).statusCode);

    expect(replies).toEqual([403, 403, 403, 429]);
  });

  it('is one for all that a caller asks, and another for the next caller', async () => {
    serving();
    serving({ name: 'other', path: '/api/others' });
    expect(await statuses(2)).toEqual([204, 204]);
    expect(await statuses(2, '/api/others')).toEqual([204, 429]);

    actor = MEMBER;
    expect(await statuses(1)).toEqual([204]);
  });

  it('does not count what is generous among the rest, nor the rest there', async () => {
    serving();
    serving({ name: 'cover', path: '/api/cover', limit: 'generous' });

    expect(await statuses(20, '/api/cover')).not.toContain(429);
    expect(await statuses(4)).toEqual([204, 204, 204, 429]);
    expect(await statuses(1, '/api/cover')).toEqual([204]);
  });

  it('of downloads holds beside the one of the caller', async () => {
    actor = MEMBER;
    serving();
    serving({ name: 'download', path: '/api/download', limit: 'download' });

    const first = await server.inject('/api/download');
    const second = await server.inject('/api/download');

    expect([first.statusCode, first.headers['ratelimit-policy']]).toEqual([204, '4;w=60, 1;w=3600']);
    expect([second.statusCode, second.headers['retry-after']]).toEqual([429, '3600']);
    expect(await statuses(3)).toEqual([204, 204, 429]);
  });

  it.each(['caller', 'generous'] as const)(
    'once used up has few more unknown keys looked up, and the others by nobody: %s',
    async (limit) => {
      const points = limit === 'caller' ? RATES.publicPerMinute : 300;
      serving({ limit });
      [actor, isUnknown] = [NOBODY, true];
      await statuses(points + 1);
      asked = 0;

      expect(new Set(await statuses(100))).toEqual(new Set([429]));
      expect(asked).toBe(30);

      [actor, isUnknown] = [MEMBER, false];
      expect(await statuses(1)).toEqual([204]);
    },
  );

  it('once used up still lets in who has a good key, though it is not remembered', async () => {
    serving();
    actor = NOBODY;
    await statuses(3);

    [actor, isUnknown] = [MEMBER, true];
    expect(await statuses(1)).toEqual([204]);
  });

  it('of pages is the one of files', async () => {
    expect((await server.inject('/page')).headers['ratelimit-limit']).toBe('1200');
  });

  it('counts HEAD as it counts GET', async () => {
    serving();
    await server.inject({ method: 'HEAD', url: '/api/things' });

    expect((await server.inject('/api/things')).headers['ratelimit-remaining']).toBe('1');
  });
});

describe('who asks', () => {
  it('is asked before the body is read, and whether they may', async () => {
    serving({ method: 'POST', needs: 'settings.edit' });
    const broken = {
      method: 'POST',
      url: '/api/things',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    } as const;

    actor = NOBODY;
    expect((await server.inject(broken)).statusCode).toBe(401);
    actor = VIEWER;
    const refused = await server.inject(broken);

    expect([refused.statusCode, refused.json()]).toEqual([
      403,
      { message: 'Your role (viewer) does not allow this.', context: { needs: 'settings.edit' } },
    ]);
  });

  it('is nobody where it cannot be known, but only where everybody may ask', async () => {
    serving({ needs: 'open', path: '/api/state' });
    serving();

    actor = new Error('the database is down');
    expect(await statuses(1, '/api/state')).toEqual([204]);
    expect(await statuses(1)).toEqual([500]);
  });

  it('is counted neither while it cannot be known nor after it', async () => {
    serving();

    [actor, isUnknown] = [new Error('the database is down'), true];
    expect(new Set(await statuses(100))).toEqual(new Set([500]));
    actor = MEMBER;
    expect(await statuses(1)).toEqual([204]);
  });
});
