import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { freePort } from '../../test/support/free-port.ts';
import { runInProcess } from '../../test/support/run-in-process.ts';
import { addAuthor, listAuthors } from '../contract/authors.ts';
import { addUser, listUsers } from '../contract/users.ts';

const UNHEALTHY = JSON.stringify({
  status: 'unhealthy',
  timestamp: '2026-11-22T09:30:00.000Z',
  services: { database: { status: 'unhealthy', error: 'gone' } },
});

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const outcomesOf = (report: { readonly steps: readonly { name: string; outcome: string }[] }) =>
  Object.fromEntries(report.steps.map(({ name, outcome }) => [name, outcome]));

describe('a smoke test', () => {
  it('passes, removes what an earlier one left, and leaves alone what people made', async () => {
    await app.call(addUser, { body: { name: 'smoke-2020-01-01T000000Z-0123456789ab', role: 'viewer' } });
    await app.call(addAuthor, { body: { name: 'Smoke Author' } });

    const { status, out, err } = await runInProcess(app, ['smoke', app.baseUrl], { columns: 100 });

    expect(out).toContain(`All is well at ${app.baseUrl}; nothing was left behind.`);
    expect(out).toMatch(/^ok +live_event +\d+ ms {2}\S/m);
    expect({ status, err: err.includes('Smoke test') }).toEqual({ status: 0, err: true });
    expect((await app.call(listUsers)).items).toEqual([]);
    expect((await app.call(listAuthors)).items.map(({ name }) => name)).toEqual(['Smoke Author']);
  });

  it('fails at an address where nobody is, and tries nothing more', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;

    const { status, out } = await runInProcess(app, ['smoke', nowhere, '--json']);

    const report = JSON.parse(out);
    expect([status, report.outcome, report.left_behind]).toEqual([1, 'failed', []]);
    expect(outcomesOf(report)).toMatchObject({ health: 'failed', ready: 'skipped', documents: 'skipped' });
  });

  it.each<[string, Lie, string, RegExp]>([
    [
      'an unhealthy server',
      ['GET', /^\/health$/, 200, UNHEALTHY],
      'health',
      /^Unhealthy: database \(gone\)$/,
    ],
    ['no session', ['POST', /\/api\/session$/, 200, '{}'], 'sign_in', /^Signing in brought no session\.$/],
    ['sessions that do not end', ['DELETE', /\/api\/session$/, 204, ''], 'sign_in', /outlives signing out/],
    ['books that do not go', ['DELETE', /\/books\//, 204, ''], 'write_and_read', /outlives its removal/],
    ['a queue that fails', ['POST', /\/queue-check$/, 500, ''], 'queue', /500/],
    ['other metrics', ['GET', /^\/metrics$/, 200, 'up 1'], 'metrics', /not the metrics of MAMcrawler/],
    ['another document', ['GET', /openapi/, 200, '{}'], 'documents', /no OpenAPI document/],
  ])('tells of %s', async (_, lie, step, words) => {
    await using liar = await startLiar(app.baseUrl, lie);

    const { status, out } = await runInProcess(app, ['smoke', liar.url, '--json']);

    const { steps } = JSON.parse(out) as { steps: { name: string; outcome: string; detail: string }[] };
    expect(status).toBe(1);
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([
      expect.objectContaining({ name: step, detail: expect.stringMatching(words) }),
    ]);
  });

  it('tells what it could not remove, and what it could not look for', async () => {
    const leftAt = async (lie: Lie) => {
      await using liar = await startLiar(app.baseUrl, lie);
      return JSON.parse((await runInProcess(app, ['smoke', liar.url, '--json'])).out).left_behind;
    };

    expect(await leftAt(['DELETE', /\/users\//, 500, ''])).toEqual([
      expect.stringMatching(/^The user "smoke-.*" could not be removed: .*500/),
    ]);
    expect(await leftAt(['DELETE', /\/users\//, 204, ''])).toEqual([
      expect.stringMatching(/^The user "smoke-.*" is still there\.$/),
    ]);
    expect(await leftAt(['GET', /\/authors\?/, 500, ''])).toEqual([
      expect.stringMatching(/^Whether something was left could not be seen: .*500/),
    ]);
  });
});

/** What is answered for such requests instead of the truth: method, path, status, body. */
type Lie = readonly [method: string, path: RegExp, status: number, body: string];

/** Passes all on but what it lies about. */
async function startLiar(truth: string, [method, path, status, body]: Lie) {
  const server = createServer((asked, reply) => {
    if (asked.method === method && path.test(asked.url ?? '')) {
      asked.resume();
      reply.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return;
    }
    const { method: asking = 'GET', headers } = asked;
    const onwards = request(new URL(asked.url ?? '/', truth), { method: asking, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    onwards.on('error', () => reply.destroy());
    reply.on('close', () => onwards.destroy());
    asked.pipe(onwards);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
