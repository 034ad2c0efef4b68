import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { insertDownloadClient, noteClientUse } from '../downloads/download-client-store.ts';
import { insertIndexer, noteIndexerUse } from '../indexers/indexer-store.ts';
import { openDatabase } from '../platform/database.ts';
import { checkHealth } from './health.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

async function addIndexer(name: string, error: string | null, enabled = true): Promise<void> {
  const { database: db } = database;
  const settings = { kind: 'torznab', name, url: 'http://a', apiKeyEncrypted: null, enabled } as const;
  const id = await db.transaction().execute((tx) => insertIndexer(tx, settings));
  await noteIndexerUse(db, id, NOW, error);
}

async function addClient(error: string | null): Promise<void> {
  const { database: db } = database;
  const id = await db.transaction().execute((tx) =>
    insertDownloadClient(tx, {
      kind: 'qbittorrent',
      name: 'qBittorrent',
      url: 'http://b',
      username: '',
      passwordEncrypted: null,
      category: 'audiobooks',
      pathMappings: [],
      enabled: true,
    }),
  );
  await noteClientUse(db, id, NOW, error);
}

const health = () => checkHealth(database.database);

describe('the health of the program', () => {
  it('is good where nothing is set up, and where all that is works', async () => {
    expect(await health()).toMatchObject({
      status: 'healthy',
      services: { indexers: { detail: '0 indexers' }, download_clients: { detail: '0 download clients' } },
    });
    await addIndexer('One', null);
    await addClient(null);

    expect(await health()).toMatchObject({
      status: 'healthy',
      services: {
        database: { status: 'healthy', detail: expect.stringMatching(/^PostgreSQL \d+/) },
        indexers: { status: 'healthy', detail: '1 indexer' },
        download_clients: { status: 'healthy', detail: '1 download client' },
      },
    });
  });

  it('says which indexers failed at their last use, and what to do', async () => {
    await addIndexer('One', 'One refuses the key.');
    await addIndexer('Two', null);

    expect(await health()).toMatchObject({
      status: 'degraded',
      services: {
        indexers: {
          status: 'degraded',
          error: 'One: One refuses the key.',
          what_to_do: 'Test it in the settings, and mend what the test says.',
        },
        download_clients: { status: 'healthy' },
      },
    });
  });

  it('is worse where all of a kind failed, and asks nothing of those that are switched off', async () => {
    await addIndexer('One', 'One is down.');
    await addIndexer('Two', 'Two is down.', false);
    await addClient('It refuses the password.');

    const { status, services } = await health();

    expect(status).toBe('degraded');
    expect(services).toMatchObject({
      indexers: { status: 'unhealthy', error: 'One: One is down.' },
      download_clients: { status: 'unhealthy', error: 'qBittorrent: It refuses the password.' },
    });
  });

  it('is degraded where the database cannot be reached, and says nothing of the rest', async () => {
    const log = pino({ enabled: false });
    await using db = openDatabase({ connection: { host: '127.0.0.1', port: 1 }, log, slowQueryMs: 1000 });

    const { status, services } = await checkHealth(db);

    expect(status).toBe('degraded');
    expect(services).toEqual({
      database: {
        status: 'unhealthy',
        database: 'disconnected',
        error: expect.stringContaining('ECONNREFUSED'),
        what_to_do: expect.stringContaining('restarted by itself'),
      },
    });
  });
});
