import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission } from '../../src/base/permissions.ts';
import { pathOf } from '../../src/contract/call.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { EXAMPLES, exampleOf } from '../support/endpoint-examples.ts';
import { seedEverything } from '../support/seed-everything.ts';

/** What no endpoint names: a use case asks for it. */
const ASKED_INSIDE: readonly Permission[] = ['wanted.edit_any'];

let app: TestApp;
let folder: string;
let seeds = 0;

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('the contract', () => {
  it('has an example of every endpoint here, and no other', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(endpoints.map(({ name }) => name).toSorted());
  });

  it('names each endpoint once, and each place once', () => {
    const places = endpoints.map(({ method, path }) => `${method} ${path}`);

    expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
    expect(new Set(places).size).toBe(endpoints.length);
  });

  it('uses every permission that there is', () => {
    const used = new Set<string>([...endpoints.map(({ needs }) => needs), ...ASKED_INSIDE]);

    expect(PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
  });
});

describe.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (_, endpoint) => {
    it('answers what the contract says', async () => {
      seeds += 1;
      const seed = await seedEverything(app, folder, seeds);
      const input = await exampleOf(endpoint, app, seed);

      const response = await app.fetch(pathOf(endpoint, input), {
        method: endpoint.method,
        headers: {
          cookie: seed.caller.cookie,
          ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      });

      // The way to a provider has a story of its own; here is none to lead to.
      if (endpoint.status === 302) {
        expect(response.status).toBe(404);
        return;
      }
      if (endpoint.replyMediaType !== 'application/json') {
        await response.body?.cancel();
        const [kind = ''] = endpoint.replyMediaType.split('*');
        expect([response.status, response.headers.get('content-type')]).toEqual([
          200,
          expect.stringMatching(`^${kind}`),
        ]);
        return;
      }
      const text = await response.text();
      expect([response.status, text]).toEqual([endpoint.status, expect.any(String)]);
      if (endpoint.status === 204) expect(text).toBe('');
      else expect(endpoint.reply.parse(JSON.parse(text))).toEqual(JSON.parse(text));
      if (isCounted(input)) expect(JSON.parse(text)).toMatchObject({ total: expect.any(Number) });
    });
  },
);

function isCounted({ query }: { readonly query?: unknown }): boolean {
  return typeof query === 'object' && query !== null && 'count' in query && query.count === 'true';
}
