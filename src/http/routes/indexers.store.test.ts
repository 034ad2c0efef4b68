import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { createLoopback } from '../../../test/support/loopback.ts';
import { startStandInProxy } from '../../../test/support/proxies.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import { startTorznabServer } from '../../../test/support/torznab-server.ts';
import { health } from '../../contract/health.ts';
import * as contract from '../../contract/indexers.ts';
import { readIndexer } from '../../indexers/indexer-store.ts';

const SECRET = 'a-secret-of-the-user';
const NOWHERE = 'http://127.0.0.1:1';
const PROXY = `http://ada:${SECRET}@127.0.0.1:2`;

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

function add(body: object = {}) {
  return app.call(contract.addIndexer, {
    body: { kind: 'torznab', name: 'Mine', url: NOWHERE, api_key: SECRET, ...body },
  });
}

function change(id: number, body: object) {
  return app.call(contract.changeIndexer, { ...at(id), body });
}

async function keyOf(id: number): Promise<string | null> {
  const { apiKeyEncrypted } = await readIndexer(app.db, id);
  return apiKeyEncrypted === null ? null : app.needs.secretBox.open(apiKeyEncrypted);
}

async function proxyOf(id: number): Promise<string | null> {
  const { proxyEncrypted } = await readIndexer(app.db, id);
  return proxyEncrypted === null ? null : app.needs.secretBox.open(proxyEncrypted);
}

/** Everything that the table holds, bytes as they are. */
async function table(): Promise<string> {
  return JSON.stringify(await app.db.selectFrom('indexer').selectAll().execute(), (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

async function refusalTo(body: object): Promise<string> {
  const response = await app.fetch('/api/indexers', {
    method: 'POST',
    headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'torznab', name: 'Mine', url: NOWHERE, ...body }),
  });
  const reply = await readRefusal(response, 422, 'validation_error');
  expect(JSON.stringify(reply)).not.toContain(SECRET);
  return fieldFaults(reply).join('\n');
}

describe('what is secret', () => {
  it('is never told again, in no reply, and is encrypted in the table', async () => {
    const indexer = await add({ proxy: PROXY });
    const replies = [
      indexer,
      await app.call(contract.listIndexers),
      await app.call(contract.getIndexer, at(indexer.id)),
      await change(indexer.id, { name: 'Ours' }),
      await app.call(contract.testIndexer, at(indexer.id)),
      await app.call(health),
    ];

    expect(JSON.stringify(replies)).not.toContain(SECRET);
    expect(JSON.stringify(replies)).not.toMatch(/encrypted|"api_key"/);
    expect(await table()).not.toContain(SECRET);
    expect(indexer).toMatchObject({ has_api_key: true, proxy: 'own' });
  });

  it('stays as it is where nothing or null is given, and goes where it is emptied', async () => {
    const { id } = await add();

    await change(id, { name: 'Ours', api_key: null });
    expect(await keyOf(id)).toBe(SECRET);
    await change(id, { api_key: 'new' });
    expect(await keyOf(id)).toBe('new');
    expect([(await change(id, { api_key: '' })).has_api_key, await keyOf(id)]).toEqual([false, null]);
  });

  it('is not told by a refusal either', async () => {
    expect(await refusalTo({ name: '', url: 'ftp://x', api_key: SECRET })).toBe(
      'name: must not be blank\nurl: must be an address that begins with http:// or https://',
    );
  });

  it.each([
    `http://jackett:9117/api/v2.0/indexers/all/results/torznab/api?t=caps&apikey=${SECRET}`,
    `http://tracker.example/rss?torrent_pass=${SECRET}`,
    `http://tracker.example/api?access-token=${SECRET}`,
    `http://ada:${SECRET}@prowlarr:9696/1/api`,
    `http://${SECRET}@prowlarr:9696/1/api`,
  ])('does not belong in the address: %s', async (url) => {
    expect(await refusalTo({ url })).toMatch(/^url: may not hold a name, password or key: .* fields$/);
  });
});

describe('the stored key of an indexer', () => {
  const asked = 'api_key: must be given again for another address';

  async function refusalOfChange(id: number, body: object): Promise<string> {
    const refusal = await app.fetch(`/api/indexers/${id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return fieldFaults(await readRefusal(refusal, 422, 'validation_error')).join('\n');
  }

  it.each([
    { url: 'http://attacker.example/' },
    { url: 'https://127.0.0.1:1' },
    { url: 'http://127.0.0.1:2' },
    { url: 'http://attacker.example/', api_key: null },
    { proxy: 'http://attacker.example:3128' },
  ])('goes to no other address: %j', async (body) => {
    const { id } = await add();

    expect(await refusalOfChange(id, body)).toBe(asked);

    expect(await app.call(contract.getIndexer, at(id))).toMatchObject({ url: NOWHERE, proxy: 'default' });
  });

  it('goes through no other proxy of its own', async () => {
    const { id } = await add({ proxy: PROXY });

    expect(await refusalOfChange(id, { proxy: 'http://attacker.example:3128' })).toBe(asked);
    expect(await change(id, { proxy: PROXY })).toMatchObject({ proxy: 'own' });
  });

  it('goes on to another path, and to another address where it is given again or taken away', async () => {
    const { id } = await add();

    expect((await change(id, { url: `${NOWHERE}/2/api` })).url).toBe(`${NOWHERE}/2/api`);
    expect((await change(id, { url: 'http://a.example', api_key: 'of-a' })).url).toBe('http://a.example');
    expect(await change(id, { url: 'http://b.example', api_key: '' })).toMatchObject({ has_api_key: false });
    expect((await change(id, { url: 'http://c.example' })).url).toBe('http://c.example');
  });
});

describe('the proxy of an indexer', () => {
  it('is the general one, none, or its own, and stays where it is not given', async () => {
    const { id, proxy } = await add();
    expect(proxy).toBe('default');

    expect((await change(id, { proxy: 'direct' })).proxy).toBe('direct');
    expect((await change(id, { name: 'Ours' })).proxy).toBe('direct');
    const own = await change(id, { proxy: PROXY, api_key: SECRET });
    expect([own.proxy, await proxyOf(id)]).toEqual(['own', PROXY]);
    expect([(await change(id, { enabled: false })).proxy, await proxyOf(id)]).toEqual(['own', PROXY]);
    expect([(await change(id, { proxy: null })).proxy, await proxyOf(id)]).toEqual(['default', null]);
  });

  it.each(['', 'ftp://127.0.0.1', 'localhost:1080', 'none'])('is no such address: %j', async (proxy) => {
    expect(await refusalTo({ proxy })).toMatch(/^proxy: /);
  });

  it('carries its calls, before and after it is saved', async () => {
    await using server = await startTorznabServer();
    await using loopback = createLoopback();
    const proxy = await startStandInProxy(loopback, Number(new URL(server.url).port));
    const url = 'http://indexer.of-the-vpn:9696';
    const body = { kind: 'torznab' as const, name: 'x', url, api_key: server.apiKey, proxy: proxy.url };

    expect(await app.call(contract.testUnsavedIndexer, { body })).toMatchObject({ ok: true });
    const { id } = await add(body);
    expect(await app.call(contract.testIndexer, at(id))).toMatchObject({ ok: true });
    expect(new Set(proxy.asked)).toEqual(new Set(['indexer.of-the-vpn:9696']));
    await change(id, { proxy: 'direct' });
    expect(await app.call(contract.testIndexer, at(id))).toMatchObject({
      ok: false,
      detail: 'indexer.of-the-vpn:9696 cannot be found: no such host name',
    });
  });

  it('that does not work is named, without its password', async () => {
    const { id } = await add({ proxy: PROXY });

    expect(await app.call(contract.testIndexer, at(id))).toEqual({
      ok: false,
      detail: 'The proxy at 127.0.0.1:2 refuses the connection: nothing listens at this address and port',
    });
  });
});

describe('an indexer', () => {
  it('is tested before and after it is saved, and says in words what is wrong', async () => {
    const { id } = await add();
    const refused = { ok: false, detail: expect.stringContaining('refuses the connection') };

    expect(await app.call(contract.testIndexer, at(id))).toEqual(refused);
    const body = { kind: 'torznab' as const, name: 'x', url: NOWHERE };
    expect(await app.call(contract.testUnsavedIndexer, { body })).toEqual(refused);
    await expect(app.call(contract.testIndexer, at(4711))).rejects.toThrow('There is no indexer 4711.');
  });

  it('is listed by pages and removed', async () => {
    const [one, other] = [await add({ enabled: false }), await add()];
    expect(one.enabled).toBe(false);
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const query: { limit: number; cursor?: string } = {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      };
      const page = await app.call(contract.listIndexers, { query });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.slice(-2)).toEqual([one.id, other.id]);

    await app.call(contract.removeIndexer, at(one.id));
    await expect(app.call(contract.removeIndexer, at(one.id))).rejects.toThrow('There is no indexer');
  });
});

describe('the connection that is kept of an indexer', () => {
  it('is forgotten when its settings change, and when it is removed', async () => {
    const { id } = await add();
    const { indexers: connections } = app.needs;
    const stored = await readIndexer(app.db, id);
    const first = connections.of(stored);
    expect(connections.of(stored)).toBe(first);

    await change(id, { name: 'Ours' });
    const second = connections.of(stored);
    expect(second).not.toBe(first);

    await app.call(contract.removeIndexer, at(id));
    expect(connections.of(stored)).not.toBe(second);
  });
});
