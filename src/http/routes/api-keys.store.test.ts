import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { createTestDatabase } from '../../../test/support/postgres.ts';
import { fieldFaults } from '../../../test/support/refusal.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { signedIn } from '../../../test/support/sessions.ts';
import { until } from '../../../test/support/until.ts';
import { keepAdministratorKey } from '../../access/api-keys.ts';
import { me } from '../../contract/access.ts';
import * as contract from '../../contract/api-keys.ts';
import { hashToken } from '../../platform/signed-token.ts';

let app: TestApp;
let administrator: string;
let member: string;

beforeAll(async () => {
  app = await startTestApp();
  administrator = await signedIn(app, 'Ada', 'administrator');
  member = await signedIn(app, 'Mia', 'member');
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

function add(cookie: string, body: object = {}) {
  const given = { name: 'Dashboard', scope: 'read' as const, ...body };
  return app.call(contract.addApiKey, { body: given }, { cookie });
}

async function statusOf(path: string, key: string, method = 'GET', where = app): Promise<number> {
  return (await where.fetch(path, { method, headers: { 'x-api-key': key } })).status;
}

describe('an API key', () => {
  it('is shown once, kept by its hash, and works for its user within its scope', async () => {
    const { key, ...made } = await add(member);

    expect(made).toEqual({
      id: expect.any(Number),
      name: 'Dashboard',
      user: { id: expect.any(Number), name: 'Mia' },
      scope: 'read',
      origin: 'user',
      hint: key.slice(-4),
      created_at: expect.any(String),
      used_at: null,
      expires_at: null,
    });
    expect(key).toMatch(/^mam_[\w-]{43}$/);
    const row = await app.db
      .selectFrom('api_key')
      .selectAll()
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(row.key_hash).equals(hashToken(key))).toBe(true);
    expect(JSON.stringify(row)).not.toContain(key.slice(4, -4));

    expect(await statusOf('/api/books', key)).toBe(200);
    expect(await statusOf('/api/wanted/4711', key, 'DELETE')).toBe(403);
    const who = await app.call(me, {}, { 'x-api-key': key });
    expect(who).toMatchObject({ user: { name: 'Mia' }, via: 'api_key' });
    expect(who.permissions).toEqual(['library.read', 'wanted.read', 'metrics.read']);
    const { items } = await app.call(contract.listApiKeys, {}, { cookie: member });
    expect(items[0]).toEqual({ ...made, used_at: expect.any(String) });
    expect(JSON.stringify(items)).not.toContain(key);
  });

  it('has an end, if one is given', async () => {
    const expires_at = new Date(Date.now() + 60_000).toISOString();

    const made = await add(member, { expires_at });

    expect(made.expires_at).toBe(expires_at);
    expect(await statusOf('/api/books', made.key)).toBe(200);
  });

  it.each<[object, string]>([
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at: must lie in the future'],
    [{ expires_at: 'tomorrow' }, 'expires_at: must be an instant in UTC, such as 2027-11-22T00:00:00Z'],
    [{ name: ' ' }, 'name: must not be blank'],
  ])('is not made with %j', async (body, fault) => {
    const refusal = await refusalOf(add(member, body));

    expect([refusal.status_code, fieldFaults(refusal)]).toEqual([422, [fault]]);
  });

  it('is one of fifty that work at most, also where two are made at once', async () => {
    const cookie = await signedIn(app, 'Collector', 'viewer');
    const made = [
      await add(cookie),
      await add(cookie, { expires_at: new Date(Date.now() + 60_000).toISOString() }),
    ];
    for (let keys = made.length; keys < 49; keys += 1) made.push(await add(cookie));

    const attempts = await Promise.allSettled([add(cookie), add(cookie), add(cookie)]);

    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await refusalOf(add(cookie))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('You have 50 API keys'),
    });
    // One that is over does not count.
    await app.db
      .updateTable('api_key')
      .set({ expires_at: new Date() })
      .where('id', '=', made[1]?.id ?? 0)
      .execute();
    await add(cookie);
    await add(member);
  });

  it('may do no more than whoever makes it', async () => {
    const viewer = await signedIn(app, 'Vera', 'viewer');

    for (const [cookie, scope] of [
      [member, 'admin'],
      [viewer, 'member'],
    ] as const) {
      expect(await refusalOf(add(cookie, { scope }))).toMatchObject({
        code: 'forbidden',
        message: `A key with the scope "${scope}" could do more than you may yourself. Choose a smaller scope.`,
      });
    }
    expect((await add(administrator, { scope: 'admin' })).scope).toBe('admin');
  });

  it('of a smaller scope makes no keys, neither lists nor revokes them', async () => {
    const { key, id } = await add(administrator, { scope: 'member' });
    const headers = { 'x-api-key': key };

    const attempts = [
      app.call(contract.addApiKey, { body: { name: 'More', scope: 'read' } }, headers),
      app.call(contract.listApiKeys, {}, headers),
      app.call(contract.revokeApiKey, at(id), headers),
    ];
    for (const refusal of await Promise.all(attempts.map(refusalOf))) {
      expect(refusal).toMatchObject({
        code: 'forbidden',
        message: 'The scope of this API key (member) does not allow this.',
      });
    }
  });

  it('is made by a key of the program for the program', async () => {
    const { user, key } = await app.call(contract.addApiKey, { body: { name: 'Script', scope: 'member' } });

    expect(user).toBeNull();
    expect(await app.call(me, {}, { 'x-api-key': key })).toMatchObject({ user: null, via: 'api_key' });
  });
});

describe('the list of keys', () => {
  it('has your own, newest first, in pages; administrators see those of everybody', async () => {
    await using own = await startTestApp();
    const [ada, mia] = [await signedIn(own, 'Ada', 'administrator'), await signedIn(own, 'Mia', 'member')];
    for (const [cookie, name] of [
      [mia, 'One'],
      [ada, 'Two'],
      [mia, 'Three'],
      [mia, 'Four'],
    ] as const)
      await own.call(contract.addApiKey, { body: { name, scope: 'read' } }, { cookie });
    const list = (cookie: string, query: object = {}) =>
      own.call(contract.listApiKeys, { query }, { cookie });
    const names = (page: { items: readonly { name: string }[] }) => page.items.map(({ name }) => name);

    const first = await list(mia, { limit: 2, count: 'true' });
    expect([names(first), first.total]).toEqual([['Four', 'Three'], 3]);
    expect(names(await list(mia, { cursor: first.next_cursor }))).toEqual(['One']);
    expect(names(await list(ada))).toEqual(['Two']);
    const all = await list(ada, { all: 'true', count: 'true' });
    expect(names(all)).toEqual(['Four', 'Three', 'Two', 'One', 'API_KEY of the environment']);
    expect([all.total, all.items.at(-1)?.origin, all.items.at(-1)?.user]).toEqual([5, 'environment', null]);
    expect((await refusalOf(list(mia, { all: 'true' }))).code).toBe('forbidden');
  });
});

describe('revoking', () => {
  it('ends a key at once; those of others are not there for you, but for administrators', async () => {
    const [mine, theirs] = [await add(member), await add(administrator)];
    for (const { key } of [mine, theirs]) expect(await statusOf('/api/books', key)).toBe(200);
    const revoke = (id: number, cookie: string) => app.call(contract.revokeApiKey, at(id), { cookie });

    expect(await refusalOf(revoke(theirs.id, member))).toMatchObject({
      code: 'not_found',
      message: `There is no API key ${theirs.id}.`,
    });
    await revoke(mine.id, administrator);
    await revoke(theirs.id, administrator);

    for (const { key } of [mine, theirs]) expect(await statusOf('/api/books', key)).toBe(401);
    expect((await refusalOf(revoke(mine.id, member))).code).toBe('not_found');
  });

  it('is not how the key of the environment ends', async () => {
    const { items } = await app.call(contract.listApiKeys, { query: { all: 'true', limit: 200 } });
    const key = items.find(({ origin }) => origin === 'environment');

    expect(await refusalOf(app.call(contract.revokeApiKey, at(key?.id ?? 0)))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Give API_KEY another value'),
    });
    expect((await app.call(me)).via).toBe('api_key');
  });

  it('is heard by the other processes on the same database within moments', async () => {
    await using database = await createTestDatabase();
    const options = { connection: { ...database.connection }, isAlone: false };
    await using here = await startTestApp(options);
    await using there = await startTestApp(options);
    const made = await here.call(contract.addApiKey, { body: { name: 'Short-lived', scope: 'read' } });
    for (const each of [here, there]) expect(await statusOf('/api/books', made.key, 'GET', each)).toBe(200);

    await here.call(contract.revokeApiKey, at(made.id));

    expect(await statusOf('/api/books', made.key, 'GET', here)).toBe(401);
    const isRefused = async () => (await statusOf('/api/books', made.key, 'GET', there)) === 401;
    await until('the other process refuses it', isRefused, 2_000);
  });

  it('also happens to the key of the environment when a start brings another one', async () => {
    await using own = await startTestApp();
    expect(await statusOf('/api/books', own.apiKey, 'GET', own)).toBe(200);

    await keepAdministratorKey(own.needs, { current: 'another key', previous: null, isAlone: true });

    const isRefused = async () => (await statusOf('/api/books', own.apiKey, 'GET', own)) === 401;
    await until('the key before is refused', isRefused, 2_000);
    expect(await statusOf('/api/books', 'another key', 'GET', own)).toBe(200);
  });
});
