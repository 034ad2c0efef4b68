import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDownloadClient } from '../../test/support/add-download-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { insertLibrary } from '../library/library-store.ts';
import { createDiskSpace } from './disk-space.ts';
import { measureDisk } from './measure-disk.ts';

const DISK = { bsize: 1_000, blocks: 100_000, bavail: 50_000 };
const INODES = { files: 1_000, ffree: 400 };

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const { database: db } = database;
  await db
    .transaction()
    .execute((tx) => insertLibrary(tx, { name: 'Books', path: '/books', namingTemplate: null }));
  await addDownloadClient(db, { pathMappings: [{ remote: '/downloads', local: '/mnt/downloads' }] });
});

afterEach(() => database[Symbol.asyncDispose]());

function measure(ask: (path: string) => Promise<typeof DISK & Partial<typeof INODES>>) {
  const metrics = new Registry();
  const readDiskSpace = createDiskSpace({ ask, timeoutMs: 30 });
  measureDisk({ metrics, db: database.database, dataDir: '/data', readDiskSpace, keptMs: 0 });
  return async () => (await metrics.metrics()).split('\n').filter((line) => /^[^#]/.test(line));
}

it('tells of the data folder, the libraries and the download folders', async () => {
  const read = measure(async (path) => (path === '/books' ? DISK : { ...DISK, ...INODES }));

  expect(await read()).toEqual([
    'mamcrawler_disk_free_bytes{place="The data folder"} 50000000',
    'mamcrawler_disk_free_bytes{place="The library \\"Books\\""} 50000000',
    'mamcrawler_disk_free_bytes{place="The download folder \\"/mnt/downloads\\""} 50000000',
    'mamcrawler_disk_total_bytes{place="The data folder"} 100000000',
    'mamcrawler_disk_total_bytes{place="The library \\"Books\\""} 100000000',
    'mamcrawler_disk_total_bytes{place="The download folder \\"/mnt/downloads\\""} 100000000',
    'mamcrawler_disk_free_inodes{place="The data folder"} 400',
    'mamcrawler_disk_free_inodes{place="The download folder \\"/mnt/downloads\\""} 400',
  ]);
});

it('leaves out a place that hangs, and knows the others when the database is gone', async () => {
  const read = measure((path) => (path === '/books' ? new Promise(() => {}) : Promise.resolve(DISK)));
  const free = async () => (await read()).filter((line) => line.startsWith('mamcrawler_disk_free_bytes'));
  const before = await free();
  expect(before).toHaveLength(2);

  await database.database.destroy();

  expect(await free()).toEqual(before);
});
