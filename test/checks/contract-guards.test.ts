import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/access/actor.ts';
import { insertApiKey } from '../../src/access/api-key-store.ts';
import { may } from '../../src/access/permissions.ts';
import { type CallInput, pathOf } from '../../src/contract/call.ts';
import type { AnyEndpoint } from '../../src/contract/endpoint.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { exampleOf } from '../support/endpoint-examples.ts';
import { type Seed, seedEverything } from '../support/seed-everything.ts';
import { signedIn, signInAdministrator } from '../support/sessions.ts';

/** One request a minute for everybody: the second one shows whether it is counted. */
const TIGHT = {
  publicPerMinute: 1,
  authenticatedPerMinute: 1,
  sessionPerMinute: 1,
  adminPerMinute: 1000,
  downloadsPerHour: 1,
  generous: { strangersPerMinute: 1, callersPerMinute: 1, filesPerMinute: 1 },
};

const NOWHERE_ID = 999_999_999;

const CALLERS = ['a viewer', 'a member', 'a key that reads', 'a key of a member'] as const;

let app: TestApp;
let callers: Readonly<Record<(typeof CALLERS)[number], Caller>>;
let tight: TestApp;
let folder: string;
let seed: Seed;

beforeAll(async () => {
  [app, tight] = await Promise.all([startTestApp(), startTestApp({ rateLimits: TIGHT })]);
  folder = await mkdtemp(join(tmpdir(), 'guards-'));
  seed = await seedEverything(app, folder, 1);
  callers = {
    'a viewer': await user('viewer'),
    'a member': await user('member'),
    'a key that reads': await key('read'),
    'a key of a member': await key('member'),
  };
});

afterAll(async () => {
  await Promise.all([app[Symbol.asyncDispose](), tight[Symbol.asyncDispose]()]);
  await rm(folder, { recursive: true });
});

/** Somebody of whom nothing was counted yet. A key, for the session would end with the first call of some. */
async function keyOfNewUser(on: TestApp, name: string, scope: 'member' | 'admin'): Promise<string> {
  const { userId } = await signInAdministrator(on, name);
  const made = `key for ${name}`;
  await on.db
    .transaction()
    .execute((tx) =>
      insertApiKey(tx, { name, key: made, user_id: userId, scope, origin: 'user', expires_at: null }),
    );
  return made;
}

interface Caller {
  readonly actor: Actor;
  readonly headers: Readonly<Record<string, string>>;
}

async function user(role: 'viewer' | 'member'): Promise<Caller> {
  const cookie = await signedIn(app, role, role);
  return { actor: await app.needs.knownCallers.ofSession(cookie.split('=')[1] ?? ''), headers: { cookie } };
}

async function key(scope: 'read' | 'member'): Promise<Caller> {
  const made = `key of an administrator for ${scope}`;
  await app.db.transaction().execute((tx) =>
    insertApiKey(tx, {
      name: scope,
      key: made,
      user_id: seed.caller.userId,
      scope,
      origin: 'user',
      expires_at: null,
    }),
  );
  return { actor: await app.needs.knownCallers.ofApiKey(made), headers: { 'x-api-key': made } };
}

function ask(
  on: TestApp,
  endpoint: AnyEndpoint,
  input: CallInput<AnyEndpoint>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const { body } = input;
  return on.fetch(pathOf(endpoint, input), {
    method: endpoint.method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function refusal(response: Response): Promise<ErrorReply> {
  return ErrorReply.parse(await response.json());
}

/** The refusal, or only the status of what was none. */
async function refusalOf(response: Response) {
  const { status } = response;
  const parsed = ErrorReply.safeParse(await response.json().catch(() => null));
  return { status, code: parsed.data?.code ?? null, context: parsed.data?.context ?? null };
}

/** What is wrong for some kind of field. */
const WRONG: readonly unknown[] = [{ a: 1 }, 'x'.repeat(5000), '\u0001', -1, 1.5, '', 'x', null, [['x']]];

/** Each field of an input with a value that it does not allow. */
function wrongFields(
  type: z.ZodType,
  candidates: readonly unknown[],
): readonly (readonly [string, unknown])[] {
  if (!(type instanceof z.ZodObject)) return [];
  return Object.entries(type.shape).map(([name, field]) => [
    name,
    candidates.find((value) => field instanceof z.ZodType && !field.safeParse(value).success),
  ]);
}

describe.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (place, endpoint) => {
    const isStream = endpoint.replyMediaType === 'text/event-stream';

    it(endpoint.needs === 'open' ? 'is open to everybody' : 'is closed to strangers', async () => {
      const { status, code } = await refusalOf(await ask(app, endpoint, { params: { id: NOWHERE_ID } }, {}));

      // Signing in without a body is refused for the body's sake; without a provider there is none to lead to.
      if (endpoint.needs === 'open') expect([200, 404, 422]).toContain(status);
      else expect([status, code]).toEqual([401, 'unauthorized']);
    });

    it.each(CALLERS)('is closed to %s where they may not', async (caller) => {
      const { actor, headers } = callers[caller];
      const { needs } = endpoint;
      if (needs === 'open' || needs === 'signed-in' || may(actor, needs)) return;

      const refused = await refusalOf(await ask(app, endpoint, { params: { id: NOWHERE_ID } }, headers));

      expect(refused).toMatchObject({ status: 403, code: 'forbidden', context: { needs } });
    });

    it('names each field that is not valid', async () => {
      const valid = await exampleOf(endpoint, app, seed);
      const texts = WRONG.filter((value) => typeof value === 'string');
      for (const [where, type, candidates] of [
        ['params', endpoint.params, ['x']],
        ['query', endpoint.query, texts],
        ['body', endpoint.body, WRONG],
      ] as const) {
        for (const [name, value] of wrongFields(type, candidates)) {
          expect([name, 'has limits', value !== undefined]).toEqual([name, 'has limits', true]);
          const input = { ...valid, [where]: { ...valid[where], [name]: value } };

          const response = await ask(app, endpoint, input, { 'x-api-key': app.apiKey });

          const { code, context } = await refusal(response);
          expect([name, response.status, code]).toEqual([name, 422, 'validation_error']);
          const fields = z.object({ fields: z.array(z.object({ path: z.string(), message: z.string() })) });
          expect(fields.parse(context).fields.map(({ path }) => path.split('.')[0])).toContain(name);
        }
      }
    });

    it.runIf(endpoint.path.includes('{id}'))('answers 404 for an id that is not there', async () => {
      const valid = await exampleOf(endpoint, app, seed);

      const response = await ask(
        app,
        endpoint,
        { ...valid, params: { id: NOWHERE_ID } },
        { 'x-api-key': app.apiKey },
      );

      expect([response.status, (await refusal(response)).code]).toEqual([404, 'not_found']);
    });

    it('is counted for its caller', async () => {
      const scope = endpoint.limit === 'download' ? 'admin' : 'member';
      const headers = { 'x-api-key': await keyOfNewUser(tight, place, scope) };
      const again = async () => {
        const response = await ask(tight, endpoint, { params: { id: NOWHERE_ID } }, headers);
        if (isStream && response.ok) await response.body?.cancel();
        return response;
      };

      const [first, second] = [await again(), await again()];

      expect(first.status).not.toBe(429);
      expect(Number(first.headers.get('ratelimit-limit'))).toBeGreaterThan(0);
      expect([second.status, second.headers.get('ratelimit-remaining')]).toEqual([429, '0']);
      const { code, error, message, retry_after } = await refusal(second);
      expect([code, error, message]).toEqual([
        'rate_limit_exceeded',
        'rate_limit_exceeded',
        'Too many requests',
      ]);
      expect(second.headers.get('retry-after')).toBe(String(retry_after));
    });
  },
);
