import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { createLoopback } from '../../../test/support/loopback.ts';
import { startStandInProxy } from '../../../test/support/proxies.ts';
import { startQbittorrentContractServer } from '../../../test/support/qbittorrent-contract-server.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { listAudit } from '../../contract/audit.ts';
import * as contract from '../../contract/download-clients.ts';
import { health } from '../../contract/health.ts';
import { readDownloadClient } from '../../downloads/download-client-store.ts';
import { keepEnvironmentClient } from '../../downloads/keep-environment-client.ts';

const SECRET = 'a-secret-of-the-user';
const NOWHERE = 'http://127.0.0.1:1';
const PROXY = `socks5://ada:${SECRET}@127.0.0.1:2`;

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({
    qbittorrent: { url: `${NOWHERE}/env`, username: 'ada', password: SECRET },
  });
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

function add(body: object = {}) {
  return app.call(contract.addDownloadClient, {
    body: { kind: 'qbittorrent', name: 'Mine', url: NOWHERE, username: 'eve', password: SECRET, ...body },
  });
}

function change(id: number, body: object) {
  return app.call(contract.changeDownloadClient, { ...at(id), body });
}

async function passwordOf(id: number): Promise<string | null> {
  const { passwordEncrypted } = await readDownloadClient(app.db, id);
  return passwordEncrypted === null ? null : app.needs.secretBox.open(passwordEncrypted);
}

/** Everything that the table holds, bytes as they are. */
async function table(): Promise<string> {
  return JSON.stringify(await app.db.selectFrom('download_client').selectAll().execute(), (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

describe('what is secret', () => {
  it('is never told again, in no reply, and is encrypted in the table', async () => {
    const client = await add({ proxy: PROXY });
    const replies = [
      client,
      await app.call(contract.listDownloadClients),
      await app.call(contract.getDownloadClient, at(client.id)),
      await change(client.id, { name: 'Ours' }),
      await app.call(contract.testDownloadClient, at(client.id)),
      await app.call(health),
    ];

    expect(JSON.stringify(replies)).not.toContain(SECRET);
    expect(JSON.stringify(replies)).not.toMatch(/encrypted|"password"/);
    expect(await table()).not.toContain(SECRET);
    expect(client).toMatchObject({ has_password: true, proxy: 'own' });
  });

  it('stays as it is where nothing or null is given, and goes where it is emptied', async () => {
    const { id } = await add();

    await change(id, { password: null });
    expect(await passwordOf(id)).toBe(SECRET);
    await change(id, { password: 'new' });
    expect(await passwordOf(id)).toBe('new');
    await change(id, { password: '' });
    expect(await passwordOf(id)).toBeNull();
    expect(await add({ password: undefined })).toMatchObject({ has_password: false });
  });

  it('does not belong in the address', async () => {
    const refusal = await refusalOf(add({ url: `http://eve:${SECRET}@127.0.0.1:8080` }));

    expect(refusal).toMatchObject({ status_code: 422 });
    expect(JSON.stringify(refusal)).toContain('may not hold a name, password or key');
    expect(JSON.stringify(refusal)).not.toContain(SECRET);
  });
});

describe('the stored password of a download client', () => {
  it.each([
    { url: 'http://attacker.example/' },
    { url: 'http://127.0.0.1:2' },
    { proxy: 'http://attacker.example:3128' },
  ])('goes to no other address: %j', async (body) => {
    const { id } = await add();

    const refusal = await refusalOf(change(id, body));

    expect(refusal).toMatchObject({
      status_code: 422,
      context: { fields: [{ path: 'password', message: 'must be given again for another address' }] },
    });
    expect(await change(id, { ...body, password: 'of the other' })).toMatchObject(
      'url' in body ? body : { proxy: 'own' },
    );
  });
});

describe('the proxy of a download client', () => {
  it('is the general one, none, or its own, and stays where it is not given', async () => {
    const { id, proxy } = await add();
    expect(proxy).toBe('default');

    expect((await change(id, { proxy: 'direct' })).proxy).toBe('direct');
    expect((await change(id, { name: 'Ours' })).proxy).toBe('direct');
    expect((await change(id, { proxy: PROXY, password: SECRET })).proxy).toBe('own');
    expect((await change(id, { enabled: false })).proxy).toBe('own');
    expect((await change(id, { proxy: null })).proxy).toBe('default');
    expect((await readDownloadClient(app.db, id)).proxyEncrypted).toBeNull();
  });

  it('carries its calls, before and after it is saved', async () => {
    await using server = await startQbittorrentContractServer({ webApi: '2.11.4' });
    await using loopback = createLoopback();
    const proxy = await startStandInProxy(loopback, Number(new URL(server.url).port));
    const { username, password } = server;
    const url = 'http://client.of-the-vpn:8080';
    const body = { kind: 'qbittorrent' as const, name: 'x', url, username, password, proxy: proxy.url };

    expect(await app.call(contract.testUnsavedDownloadClient, { body })).toMatchObject({ ok: true });
    const { id } = await add(body);
    expect(await app.call(contract.testDownloadClient, at(id))).toMatchObject({ ok: true });
    expect(new Set(proxy.asked)).toEqual(new Set(['client.of-the-vpn:8080']));
  });

  it('that does not work is named, without its password', async () => {
    const { id } = await add({ proxy: PROXY });

    expect(await app.call(contract.testDownloadClient, at(id))).toEqual({
      ok: false,
      detail: 'The proxy at 127.0.0.1:2 refuses the connection: nothing listens at this address and port',
    });
  });
});

describe('a download client', () => {
  it('is tested before and after it is saved, and says in words what is wrong', async () => {
    const { id } = await add();
    const refused = { ok: false, detail: expect.stringContaining('refuses the connection') };

    expect(await app.call(contract.testDownloadClient, at(id))).toEqual(refused);
    const body = { kind: 'qbittorrent' as const, name: 'x', url: NOWHERE };
    expect(await app.call(contract.testUnsavedDownloadClient, { body })).toEqual(refused);
    await expect(app.call(contract.testDownloadClient, at(4711))).rejects.toThrow(
      'There is no download client 4711.',
    );
  });

  it('has what was entered, and is removed', async () => {
    const client = await add({ path_mappings: [{ remote: '/downloads', local: '/srv' }] });
    expect(client).toMatchObject({
      category: 'audiobooks',
      path_mappings: [{ remote: '/downloads', local: '/srv' }],
    });

    await app.call(contract.removeDownloadClient, at(client.id));
    await expect(app.call(contract.getDownloadClient, at(client.id))).rejects.toThrow(
      'There is no download client',
    );
  });
});

describe('the client that the environment names', () => {
  async function ofEnvironment() {
    const { items } = await app.call(contract.listDownloadClients, { query: { limit: 200 } });
    const client = items.find(({ from_environment }) => from_environment);
    if (client === undefined) throw new Error('There is none');
    return client;
  }

  it('is there, and only the environment changes its address and credentials', async () => {
    const { id, ...client } = await ofEnvironment();

    expect(client).toMatchObject({ url: `${NOWHERE}/env`, username: 'ada', has_password: true });
    const path_mappings = [{ remote: '/downloads', local: '/srv/downloads' }];
    expect(await change(id, { path_mappings })).toMatchObject({ path_mappings, from_environment: true });
    await expect(change(id, { username: 'x' })).rejects.toThrow('This client comes from the environment');
    await expect(app.call(contract.removeDownloadClient, at(id))).rejects.toThrow('change QB_URL');
  });

  it('gets a proxy of its own from whoever knows its password', async () => {
    const { id } = await ofEnvironment();

    await expect(change(id, { proxy: PROXY })).rejects.toThrow('password must be given again');
    await expect(change(id, { proxy: PROXY, password: 'guessed' })).rejects.toThrow('change QB_URL');
    expect(await change(id, { proxy: PROXY, password: SECRET })).toMatchObject({ proxy: 'own' });
    await change(id, { proxy: null });
  });

  it('goes as the general proxy says, until a person says otherwise', async () => {
    const { id, proxy } = await ofEnvironment();
    expect(proxy).toBe('default');

    await change(id, { proxy: 'direct' });
    await keepEnvironmentClient(app.needs, { url: NOWHERE, username: 'ada', password: SECRET });

    expect((await ofEnvironment()).proxy).toBe('direct');
  });

  it('shows an address without the name and the password that stood in it', async () => {
    const url = `http://bob:${SECRET}%21@127.0.0.1:1/qb`;

    await keepEnvironmentClient(app.needs, { url, username: '', password: '' });

    const client = await ofEnvironment();
    expect(client).toMatchObject({ url: `${NOWHERE}/qb`, username: 'bob' });
    expect(await passwordOf(client.id)).toBe(`${SECRET}!`);
    await keepEnvironmentClient(app.needs, { url, username: 'ada', password: 'given' });
    expect(await ofEnvironment()).toMatchObject({ url: `${NOWHERE}/qb`, username: 'ada' });
    expect(await passwordOf(client.id)).toBe('given');
  });
});

describe('the connection that is kept of a download client', () => {
  it('is forgotten when its settings change, and when it is removed', async () => {
    const { id } = await add();
    const { downloadClients: connections } = app.needs;
    const stored = await readDownloadClient(app.db, id);
    const first = connections.of(stored);
    expect(connections.of(stored)).toBe(first);

    await change(id, { name: 'Ours' });
    const second = connections.of(stored);
    expect(second).not.toBe(first);

    await app.call(contract.removeDownloadClient, at(id));
    expect(connections.of(stored)).not.toBe(second);
  });

  it('is noted in the audit log where it is made, changed or left to people, and only then', async () => {
    const actionsSince = async (id: number) => {
      const { items } = await app.call(listAudit, { query: { limit: 200 } });
      return items
        .filter((entry) => entry.id > id && entry.actor.kind === 'program')
        .map(({ action }) => action)
        .toReversed();
    };
    const { items } = await app.call(listAudit, { query: { limit: 1 } });
    const last = items[0]?.id ?? 0;
    expect(await actionsSince(0)).toContain('takeUpEnvironmentClient');
    const given = { url: NOWHERE, username: 'ada', password: 'another' };

    await keepEnvironmentClient(app.needs, given);
    await keepEnvironmentClient(app.needs, given);
    await keepEnvironmentClient(app.needs, { ...given, password: '' });
    await keepEnvironmentClient(app.needs, { ...given, password: '' });
    await keepEnvironmentClient(app.needs, null);
    await keepEnvironmentClient(app.needs, null);

    const changed = 'takeUpEnvironmentClient';
    expect(await actionsSince(last)).toEqual([changed, changed, 'releaseEnvironmentClient']);
  });
});
