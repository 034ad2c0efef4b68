import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { signInAdministrator } from '../../test/support/sessions.ts';
import { until } from '../../test/support/until.ts';
import { addAuthor } from '../contract/authors.ts';
import { currentRequestId } from '../platform/trace.ts';

let app: TestApp;
const lines: string[] = [];

beforeAll(async () => {
  const mixin = () => ({ request_id: currentRequestId() });
  const log = pino({ messageKey: 'message', mixin }, { write: (line: string) => void lines.push(line) });
  app = await startTestApp({ log, trustedProxies: ['127.0.0.1'] });
});

afterAll(() => app[Symbol.asyncDispose]());

/** The line of the request with this id. */
async function lineOf(id: string, path: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const headers = { 'x-request-id': id, 'x-forwarded-for': '203.0.113.9', ...init.headers };
  await (await app.fetch(path, { ...init, headers })).body?.cancel();
  const isIts = (line: string) =>
    line.includes(`"request_id":"${id}"`) && line.includes('"message":"request"');
  await until('the request is logged', () => lines.some(isIts));
  return JSON.parse(lines.find(isIts) ?? '{}');
}

describe('the line of a request', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'an endpoint',
      '/api/books/4711?secret=1',
      { path: '/api/books/4711', route: '/api/books/{id}', status: 401 },
    ],
    ['a file', '/assets/nothing.js', { route: 'files', status: 404 }],
    ['what is not there', '/api/nothing', { route: 'none', status: 404 }],
    ['what cannot be read', '/api/books/%E0%A4%A', { route: 'none', status: 400 }],
  ])('of %s names its template, never its query', async (what, path, expected) => {
    const line = await lineOf(what.replaceAll(' ', '-'), path);

    expect(line).toMatchObject({
      method: 'GET',
      address: '203.0.113.9',
      duration_ms: expect.any(Number),
      ...expected,
    });
    expect(JSON.stringify(line)).not.toContain('secret');
  });

  it('names the user of a session, or the key', async () => {
    const { cookie, userId } = await signInAdministrator(app, 'Ada');

    expect(await lineOf('by-session', '/api/books', { headers: { cookie } })).toMatchObject({
      user_id: userId,
    });
    const byKey = await lineOf('by-key', '/api/books', { headers: { 'x-api-key': app.apiKey } });
    expect(byKey).toMatchObject({ api_key_id: expect.any(Number) });
    expect(byKey).not.toHaveProperty('user_id');
  });
});

describe('requests that a limit refuses', () => {
  it('are told once, and how many more there were', async () => {
    const written: Record<string, unknown>[] = [];
    const log = pino(
      { messageKey: 'message' },
      { write: (line: string) => void written.push(JSON.parse(line)) },
    );
    const rateLimits = { ...app.needs.rateLimits, publicPerMinute: 2 };
    const narrow = await startTestApp({ log, rateLimits, trustedProxies: ['127.0.0.1'] });
    const ask = async (address: string) =>
      (await narrow.fetch('/api/books', { headers: { 'x-forwarded-for': address } })).body?.cancel();
    for (let asked = 0; asked < 7; asked += 1) await ask('203.0.113.1');
    for (let asked = 0; asked < 3; asked += 1) await ask('203.0.113.2');
    await narrow[Symbol.asyncDispose]();

    const told = written.filter(({ address }) => address !== undefined);
    const statuses = (address: string) =>
      told.filter((line) => line['address'] === address).map(({ status }) => status);
    expect(statuses('203.0.113.1')).toEqual([401, 401, 429, undefined]);
    expect(statuses('203.0.113.2')).toEqual([401, 401, 429]);
    expect(told.filter(({ status }) => status === undefined)).toMatchObject([
      {
        message: 'more requests were refused by the same limit',
        count: 4,
        limit: 'public:203.0.113.1',
        address: '203.0.113.1',
      },
    ]);
  });
});

describe('the audit log', () => {
  it('has each change with who, from where, and the names of what was given', async () => {
    const author = await app.call(addAuthor, { body: { name: 'Jane Austen' } });

    const entry = await app.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject', '=', `authors/${author.id}`)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({
      action: 'addAuthor',
      outcome: 'done',
      actor_kind: 'api_key',
      address: '127.0.0.1',
      detail: { fields: ['name'] },
    });
    expect(JSON.stringify(entry)).not.toContain('Austen');
  });

  it('that cannot be written takes nothing back, but somebody hears of it', async () => {
    await app.db.schema.alterTable('audit_entry').renameTo('audit_entry_away').execute();
    const author = await app.call(addAuthor, { body: { name: 'George Eliot' } });
    await app.db.schema.alterTable('audit_entry_away').renameTo('audit_entry').execute();

    expect(author.name).toBe('George Eliot');
    expect(lines.some((line) => line.includes('the audit log missed a change'))).toBe(true);
  });
});
