import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { EndpointNote } from '../access/record-audit.ts';
import { NotFound } from '../base/errors.ts';
import { endpoint } from '../contract/endpoint.ts';
import { createRateLimiter } from '../platform/rate-limiter.ts';
import { answerTo } from './error-reply.ts';
import { type GuardNeeds, guard } from './guard.ts';
import { type Route, rawRoute, route, serve, writtenRoute } from './route.ts';

const ADMINISTRATOR: Actor = {
  kind: 'api_key',
  keyId: 1,
  name: 'Mine',
  userId: null,
  role: 'administrator',
  scope: 'admin',
  expiresAt: null,
};
const change = endpoint({
  name: 'change',
  method: 'POST',
  path: '/api/things/{id}',
  summary: 'Change a thing',
  description: 'As it says.',
  tag: 'Things',
  needs: 'library.edit',
  params: z.object({ id: z.coerce.number().int() }),
  query: z.object({ loud: z.string().default('no') }),
  body: z.object({ name: z.string().trim(), tags: z.array(z.object({ text: z.string() })).optional() }),
  reply: z.object({ id: z.number(), name: z.string().nullable() }),
  status: 201,
});
const forget = endpoint({
  name: 'forget',
  method: 'DELETE',
  path: '/api/things/{id}',
  summary: 'Forget a thing',
  description: 'As it says.',
  tag: 'Things',
  needs: 'library.edit',
});
const look = endpoint({
  name: 'look',
  method: 'GET',
  path: '/api/state',
  summary: 'How it is',
  description: 'As it says.',
  tag: 'Things',
  needs: 'open',
  reply: z.object({ who: z.string() }),
});

const WIDE = {
  publicPerMinute: 1000,
  authenticatedPerMinute: 1000,
  sessionPerMinute: 1000,
  adminPerMinute: 1000,
  downloadsPerHour: 1000,
};

let server: FastifyInstance;
let noted: EndpointNote[];

beforeEach(() => {
  server = Fastify();
  noted = [];
  guard(server, guarding());
  server.setErrorHandler((error, _, reply) => {
    const { status, message, context } = answerTo(error);
    return reply.code(status).send({ message, context });
  });
});

afterEach(() => server.close());

function guarding(): GuardNeeds {
  return {
    authenticate: async () => ADMINISTRATOR,
    bringsUnknownKey: () => false,
    rateLimiter: createRateLimiter({ shared: null, log: pino({ enabled: false }) }),
    rateLimits: WIDE,
    corsOrigins: [],
    isPage: () => false,
  };
}

function serving(given: Route, checkReplies = true): void {
  serve(server, given, { checkReplies, audit: async (note) => void noted.push(note) });
}

function send(body: unknown, url = '/api/things/7') {
  return server.inject({ method: 'POST', url, headers: JSON_TYPE, payload: JSON.stringify(body) });
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a served endpoint', () => {
  it('gives its handler what the contract makes of parameters, query and body', async () => {
    const calls: unknown[] = [];
    serving(
      route(change, async ({ params, query, body, actor: asking }) => {
        calls.push({ params, query, body, asking });
        return { id: params.id, name: null };
      }),
    );

    const reply = await send({ name: ' Emma ', other: 1 });

    expect(calls).toEqual([
      { params: { id: 7 }, query: { loud: 'no' }, body: { name: 'Emma' }, asking: ADMINISTRATOR },
    ]);
    expect([reply.statusCode, reply.json()]).toEqual([201, { id: 7, name: null }]);
  });

  it.each<[string, unknown, string | undefined, string]>([
    ['a body of another kind', { name: 1 }, undefined, 'name'],
    ['a body that is a list', [], undefined, ''],
    ['an address that names nothing', { name: 'a' }, '/api/things/x', 'id'],
    ['half a character, deep inside', { name: 'a', tags: [{ text: '\ud83d' }] }, undefined, 'tags.0.text'],
    ['a NUL in the query', { name: 'a' }, '/api/things/7?loud=%00', 'loud'],
  ])('refuses %s and names the place', async (_, body, url, path) => {
    serving(route(change, async () => ({ id: 1, name: null })));

    const reply = await send(body, url);

    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({ context: { fields: [{ path, message: expect.any(String) }] } });
  });

  it('answers 204 with nothing where the contract has no reply', async () => {
    serving(route(forget, async () => {}));

    const reply = await server.inject({ method: 'DELETE', url: '/api/things/7' });

    expect([reply.statusCode, reply.body]).toEqual([204, '']);
  });

  it('counts a reply that breaks the contract as a fault of ours, where replies are checked', async () => {
    const wrong = { id: 7, name: undefined } as unknown as { id: number; name: string };
    serving(route(change, async () => wrong));

    expect((await send({ name: 'a' })).statusCode).toBe(500);
  });

  it('is sent as it is where its handler sends it, and nothing is wrong with that', async () => {
    const faults: string[] = [];
    const loggerInstance: FastifyBaseLogger = pino(
      { level: 'warn' },
      { write: (line: string) => void faults.push(line) },
    );
    await using logging = Fastify({ loggerInstance });
    guard(logging, guarding());
    const written = rawRoute(look, async ({ reply }) =>
      reply.type('application/json').send('{"who":"nobody"}'),
    );
    serve(logging, written, { checkReplies: true, audit: async () => {} });

    const reply = await logging.inject('/api/state');

    expect([reply.statusCode, reply.json()]).toEqual([200, { who: 'nobody' }]);
    expect(faults).toEqual([]);
  });

  it('goes out as its handler wrote it, held against the contract like any other', async () => {
    serving(
      writtenRoute(look, async ({ request }) => (request.headers['x-wrong'] ? '{}' : '{"who":"nobody"}')),
    );

    const right = await server.inject('/api/state');
    const wrong = await server.inject({ url: '/api/state', headers: { 'x-wrong': 'yes' } });

    expect([right.statusCode, right.headers['content-type'], right.body]).toEqual([
      200,
      'application/json; charset=utf-8',
      '{"who":"nobody"}',
    ]);
    expect(wrong.statusCode).toBe(500);
  });

  it('hides nothing that went wrong in its handler', async () => {
    serving(
      route(change, async () => {
        throw new NotFound('There is no thing 7.');
      }),
    );

    expect((await send({ name: 'a' })).statusCode).toBe(404);
  });
});

describe('the audit log', () => {
  it('hears of each success, with the names of what was given', async () => {
    serving(route(change, async () => ({ id: 1, name: null })));

    await send({ name: 'Emma', stray: 'x' });

    expect(noted).toEqual([
      {
        action: 'change',
        outcome: 'done',
        actor: ADMINISTRATOR,
        address: '127.0.0.1',
        subject: 'things/7',
        detail: { fields: ['name'] },
      },
    ]);
  });

  it('hears of nothing that failed or only looked', async () => {
    serving(
      route(change, async () => {
        throw new NotFound('There is no thing 7.');
      }),
    );
    serving(route(look, async () => ({ who: 'nobody' })));

    await send({ name: 'Emma' });
    await server.inject('/api/state');

    expect(noted).toEqual([]);
  });

  it('is left alone by what writes it itself', async () => {
    serving(route({ ...change, audited: false }, async () => ({ id: 1, name: null })));

    expect((await send({ name: 'Emma' })).statusCode).toBe(201);
    expect(noted).toEqual([]);
  });
});
