import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import * as clients from '../../contract/download-clients.ts';
import { health } from '../../contract/health.ts';
import * as indexers from '../../contract/indexers.ts';
import { readEnabledDownloadClients } from '../../downloads/download-client-store.ts';
import { readEnabledIndexers } from '../../indexers/indexer-store.ts';

const SECRET = 'a-secret-of-the-user';
const NOWHERE = 'http://127.0.0.1:1';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({
    qbittorrent: { url: `${NOWHERE}/env`, username: 'ada', password: SECRET },
  });
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

function addIndexer(body: object = {}) {
  return app.call(indexers.addIndexer, {
    body: { kind: 'torznab', name: 'Mine', url: NOWHERE, api_key: SECRET, ...body },
  });
}

function addClient(body: object = {}) {
  return app.call(clients.addDownloadClient, {
    body: { kind: 'qbittorrent', name: 'Mine', url: NOWHERE, username: 'eve', password: SECRET, ...body },
  });
}

/** Everything that these tables hold, bytes as they are. */
async function tables(): Promise<string> {
  const [one, other] = await Promise.all([
    app.db.selectFrom('indexer').selectAll().execute(),
    app.db.selectFrom('download_client').selectAll().execute(),
  ]);
  return JSON.stringify([...one, ...other], (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

describe('what is secret', () => {
  it('is never told again, in no reply, and is encrypted in the table', async () => {
    const [indexer, client] = [await addIndexer(), await addClient()];
    const replies = [
      indexer,
      client,
      await app.call(indexers.listIndexers),
      await app.call(indexers.getIndexer, at(indexer.id)),
      await app.call(indexers.changeIndexer, { ...at(indexer.id), body: { name: 'Ours' } }),
      await app.call(indexers.testIndexer, at(indexer.id)),
      await app.call(clients.listDownloadClients),
      await app.call(clients.getDownloadClient, at(client.id)),
      await app.call(clients.changeDownloadClient, { ...at(client.id), body: { name: 'Ours' } }),
      await app.call(clients.testDownloadClient, at(client.id)),
      await app.call(health),
    ];

    expect(JSON.stringify(replies)).not.toContain(SECRET);
    expect(JSON.stringify(replies)).not.toMatch(/encrypted|"(?:api_key|password)"/);
    expect(await tables()).not.toContain(SECRET);
    expect([indexer.has_api_key, client.has_password]).toEqual([true, true]);
  });

  it('stays as it is where nothing or null is given, and goes where it is emptied', async () => {
    const [indexer, client] = [await addIndexer(), await addClient()];
    const keyOf = async (id: number) =>
      (await readEnabledIndexers(app.db)).find((each) => each.id === id)?.apiKeyEncrypted ?? null;
    const passwordOf = async (id: number) =>
      (await readEnabledDownloadClients(app.db)).find((each) => each.id === id)?.passwordEncrypted ?? null;
    const open = (sealed: Uint8Array | null) => (sealed === null ? null : app.needs.secretBox.open(sealed));

    await app.call(indexers.changeIndexer, { ...at(indexer.id), body: { name: 'Ours', api_key: null } });
    await app.call(clients.changeDownloadClient, { ...at(client.id), body: { password: null } });
    expect([open(await keyOf(indexer.id)), open(await passwordOf(client.id))]).toEqual([SECRET, SECRET]);

    await app.call(indexers.changeIndexer, { ...at(indexer.id), body: { api_key: 'new' } });
    await app.call(clients.changeDownloadClient, { ...at(client.id), body: { password: 'new' } });
    expect([open(await keyOf(indexer.id)), open(await passwordOf(client.id))]).toEqual(['new', 'new']);

    const emptied = await app.call(indexers.changeIndexer, { ...at(indexer.id), body: { api_key: '' } });
    expect([emptied.has_api_key, await keyOf(indexer.id)]).toEqual([false, null]);
    expect(await addClient({ password: undefined })).toMatchObject({ has_password: false });
  });

  it('is not told by a refusal either', async () => {
    const response = await app.fetch('/api/indexers', {
      method: 'POST',
      headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'torznab', name: '', url: 'ftp://x', api_key: SECRET }),
    });

    const reply = await readRefusal(response, 422, 'validation_error');
    expect(JSON.stringify(reply)).not.toContain(SECRET);
    expect(fieldFaults(reply)).toEqual([
      'name: must not be blank',
      'url: must be an address that begins with http:// or https://',
    ]);
  });
});

describe('a service outside', () => {
  it('is tested before and after it is saved, and says in words what is wrong', async () => {
    const indexer = await addIndexer();
    const client = await addClient();
    const unsaved = { kind: 'torznab' as const, name: 'x', url: NOWHERE };
    const refused = { ok: false, detail: expect.stringContaining('refuses the connection') };

    expect(await app.call(indexers.testIndexer, at(indexer.id))).toEqual(refused);
    expect(await app.call(indexers.testUnsavedIndexer, { body: unsaved })).toEqual(refused);
    expect(await app.call(clients.testDownloadClient, at(client.id))).toEqual(refused);
    const body = { kind: 'qbittorrent' as const, name: 'x', url: NOWHERE };
    expect(await app.call(clients.testUnsavedDownloadClient, { body })).toEqual(refused);
    await expect(app.call(indexers.testIndexer, at(4711))).rejects.toThrow('There is no indexer 4711.');
    await expect(app.call(clients.testDownloadClient, at(4711))).rejects.toThrow(
      'There is no download client 4711.',
    );
  });

  it('is listed by pages and removed', async () => {
    const [one, other] = [await addIndexer({ enabled: false }), await addIndexer()];
    expect(one.enabled).toBe(false);
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const query: { limit: number; cursor?: string } = {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      };
      const page = await app.call(indexers.listIndexers, { query });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.slice(-2)).toEqual([one.id, other.id]);

    await app.call(indexers.removeIndexer, at(one.id));
    await expect(app.call(indexers.removeIndexer, at(one.id))).rejects.toThrow('There is no indexer');
    const client = await addClient({ path_mappings: [{ remote: '/downloads', local: '/srv' }] });
    expect(client).toMatchObject({
      category: 'audiobooks',
      path_mappings: [{ remote: '/downloads', local: '/srv' }],
    });
    await app.call(clients.removeDownloadClient, at(client.id));
    await expect(app.call(clients.getDownloadClient, at(client.id))).rejects.toThrow(
      'There is no download client',
    );
  });

  it('that the environment names is there, and only the environment changes its address and credentials', async () => {
    const { items } = await app.call(clients.listDownloadClients, { query: { limit: 1 } });

    expect(items).toMatchObject([
      { from_environment: true, url: `${NOWHERE}/env`, username: 'ada', has_password: true },
    ]);
    const id = items[0]?.id ?? 0;
    const path_mappings = [{ remote: '/downloads', local: '/srv/downloads' }];
    const mapped = await app.call(clients.changeDownloadClient, { ...at(id), body: { path_mappings } });
    expect(mapped).toMatchObject({ path_mappings, from_environment: true });
    const change = app.call(clients.changeDownloadClient, { ...at(id), body: { username: 'x' } });
    await expect(change).rejects.toThrow('This client comes from the environment');
    await expect(app.call(clients.removeDownloadClient, at(id))).rejects.toThrow('change QB_URL');
  });
});
