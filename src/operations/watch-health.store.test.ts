import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDownloadClient } from '../../test/support/add-download-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { noteClientUse } from '../downloads/download-client-store.ts';
import { insertIndexer, noteIndexerUse } from '../indexers/indexer-store.ts';
import { insertLibrary, noteWatchState } from '../library/library-store.ts';
import type { Database } from '../platform/database.ts';
import { createDiskSpace } from './disk-space.ts';
import { type Health, watchHealth } from './watch-health.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const BLOCKS = { bsize: 1_000_000, blocks: 100_000, bavail: 50_000 };
const IDLE = { waiting: async () => [], failedSince: async () => [], isWorking: () => true };

const BACKUPS = {
  schedule: null,
  verifySchedule: null,
  keep: { daily: 7, weekly: 4, monthly: 12 },
  dir: '/data/backups',
  s3: null,
};

type Needs = Parameters<typeof watchHealth>[0];

let database: TestDatabase;
let db: Database;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.database;
});

afterEach(() => database[Symbol.asyncDispose]());

async function addIndexer(name: string, error: string | null, enabled = true): Promise<void> {
  const id = await db.transaction().execute((tx) =>
    insertIndexer(tx, {
      kind: 'torznab',
      name,
      url: 'http://a',
      apiKeyEncrypted: null,
      enabled,
      proxy: 'default',
      proxyEncrypted: null,
    }),
  );
  await noteIndexerUse(db, id, NOW, error);
}

async function addClient(error: string | null): Promise<void> {
  await noteClientUse(db, await addDownloadClient(db), NOW, error);
}

function watch(more: Partial<Needs> = {}) {
  return watchHealth({
    db,
    role: 'all',
    queue: IDLE,
    clock: { now: () => NOW },
    dataDir: '/data',
    readDiskSpace: createDiskSpace({ ask: async () => BLOCKS }),
    libraryFiles: async () => null,
    embedded: null,
    pingRedis: null,
    backups: BACKUPS,
    ...more,
  });
}

const health = (more: Partial<Needs> = {}): Promise<Health> => watch(more).check();

/** As a database that takes questions and never answers. */
const hanging = (): Promise<never> => new Promise(() => {});

describe('the health of the program', () => {
  it('suffers where the system refuses to watch a library', async () => {
    await db.transaction().execute(async (tx) => {
      const id = await insertLibrary(tx, { name: 'Books', path: '/books', namingTemplate: null });
      const reason = 'The system watches no more folders';
      await noteWatchState(tx, id, { by: 'polling', reason, every_seconds: 300, refused: true });
    });

    expect((await health()).services['watching']).toMatchObject({
      status: 'degraded',
      detail: 'Looked at now and then, instead of being watched: "Books".',
      error: 'The system watches no more folders.',
    });
  });

  it('is good where nothing is set up, and where all that is works', async () => {
    expect(await health()).toEqual({
      status: 'healthy',
      services: {
        backups: {
          status: 'healthy',
          detail: 'There is no backup, and BACKUP_SCHEDULE=off makes none.',
        },
        database: {
          status: 'healthy',
          database: 'connected',
          detail: expect.stringMatching(/^PostgreSQL \d+[^,]*$/),
        },
        jobs: { status: 'healthy', detail: 'No job waits.' },
        disk: { status: 'healthy', detail: 'The data folder has 50.0 GB of 100 GB left.' },
        indexers: { status: 'healthy', detail: '0 indexers' },
        download_clients: { status: 'healthy', detail: '0 download clients' },
      },
    });
    await addIndexer('One', null);
    await addClient(null);

    expect(await health()).toMatchObject({
      status: 'healthy',
      services: {
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

  it('tells of an embedded database, and how often it had to be brought back', async () => {
    const detail = async (restarts: number) =>
      (await health({ embedded: { isUp: true, restarts } })).services['database']?.detail;

    expect(await detail(0)).toMatch(/^PostgreSQL \d\S*, embedded$/);
    expect(await detail(2)).toMatch(/, embedded, brought back 2 times$/);
  });

  it('looks at the disk of each library', async () => {
    await db
      .transaction()
      .execute((tx) => insertLibrary(tx, { name: 'Books', path: '/books', namingTemplate: null }));
    const ask = async (path: string) => ({ ...BLOCKS, bavail: path === '/books' ? 800 : 50_000 });

    expect((await health({ readDiskSpace: createDiskSpace({ ask }) })).services['disk']).toEqual({
      status: 'degraded',
      detail: 'The data folder has 50.0 GB of 100 GB left. The library "Books" has 800 MB of 100 GB left.',
      error: 'The library "Books" has only 800 MB left, 0.8 % of its disk.',
      what_to_do: 'Free some space, or move to a larger disk.',
    });
  });

  it('tells of Redis only where it is used', async () => {
    expect((await health({ pingRedis: async () => {} })).services['redis']).toEqual({ status: 'healthy' });
    const pingRedis = () => Promise.reject(new Error('redis://:s3cret@cache refuses'));
    expect(await health({ pingRedis })).toMatchObject({
      status: 'degraded',
      services: {
        redis: { status: 'degraded', error: 'Redis cannot be reached: redis://[hidden]@cache refuses' },
      },
    });
  });
});

describe('where something hangs', () => {
  it.each([
    ['the queue', { queue: { ...IDLE, waiting: hanging } }, 'jobs', 'unhealthy'],
    ['Redis', { pingRedis: hanging }, 'redis', 'degraded'],
    [
      'a network drive',
      { readDiskSpace: createDiskSpace({ ask: hanging, timeoutMs: 30 }) },
      'disk',
      'degraded',
    ],
  ])('the health is told all the same: %s', async (_, more, service, status) => {
    const { services } = await health({ ...more, patienceMs: 30 });

    expect(services[service]).toMatchObject({ status, error: expect.stringContaining('not answer') });
    expect(services['database']).toMatchObject({ status: 'healthy' });
  });

  it('nobody is asked twice at once, nor again at once', async () => {
    let asked = 0;
    const waiting = async () => {
      asked += 1;
      return [];
    };
    const { check } = watch({ queue: { ...IDLE, waiting } });

    await Promise.all([check(), check(), check()]);
    await check();

    expect(asked).toBe(1);
  });

  it('is asked again after a moment', async () => {
    let isWorking = false;
    const { check } = watch({ queue: { ...IDLE, isWorking: () => isWorking }, keptMs: 0 });

    expect((await check()).services['jobs']).toMatchObject({ status: 'unhealthy' });
    isWorking = true;
    expect((await check()).services['jobs']).toMatchObject({ status: 'healthy' });
  });
});
