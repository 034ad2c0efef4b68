import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { NotFound } from '../base/errors.ts';
import { endpoint } from '../contract/endpoint.ts';
import { answerTo } from './error-reply.ts';
import { type Route, route, serve } from './route.ts';

const ADMINISTRATOR: Actor = { kind: 'api_key', keyId: 1, role: 'administrator' };
const VIEWER: Actor = {
  kind: 'user',
  userId: 1,
  name: 'Ada',
  role: 'viewer',
  expiresAt: new Date('2030-01-01'),
};

const change = endpoint({
  name: 'change',
  method: 'POST',
  path: '/api/things/{id}',
  summary: 'Change a thing',
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
  tag: 'Things',
  needs: 'library.edit',
});
const look = endpoint({
  name: 'look',
  method: 'GET',
  path: '/api/state',
  summary: 'How it is',
  tag: 'Things',
  needs: 'open',
  reply: z.object({ who: z.string() }),
});

let server: FastifyInstance;
let actor: Actor | Error;

beforeEach(() => {
  server = Fastify();
  actor = ADMINISTRATOR;
  server.setErrorHandler((error, _, reply) => {
    const { status, message, context } = answerTo(error);
    return reply.code(status).send({ message, context });
  });
});

afterEach(() => server.close());

function serving(given: Route, checkReplies = true): void {
  serve(server, given, {
    checkReplies,
    authenticate: async () => {
      if (actor instanceof Error) throw actor;
      return actor;
    },
  });
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

  it('asks who it is, and whether they may, before it reads the body', async () => {
    serving(route(change, async () => ({ id: 1, name: null })));
    const broken = { method: 'POST', url: '/api/things/7', headers: JSON_TYPE, payload: '{' } as const;

    actor = { kind: 'nobody' };
    expect((await server.inject(broken)).statusCode).toBe(401);
    actor = VIEWER;
    const refused = await server.inject(broken);

    expect([refused.statusCode, refused.json()]).toEqual([
      403,
      { message: 'Your role (viewer) does not allow this.', context: { needs: 'library.edit' } },
    ]);
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

  it('hides nothing that went wrong in its handler', async () => {
    serving(
      route(change, async () => {
        throw new NotFound('There is no thing 7.');
      }),
    );

    expect((await send({ name: 'a' })).statusCode).toBe(404);
  });

  it('takes who cannot be known for nobody, but only where everybody may ask', async () => {
    serving(route(look, async ({ actor: asking }) => ({ who: asking.kind })));
    serving(route(change, async () => ({ id: 1, name: null })));

    actor = new Error('the database is down');
    expect((await server.inject('/api/state')).json()).toEqual({ who: 'nobody' });
    expect((await send({ name: 'a' })).statusCode).toBe(500);
  });
});
