import pino from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDownloadClient } from '../../test/support/add-download-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import type { DownloadClient } from '../downloads/download-client.ts';
import type { TrackerTraffic } from '../downloads/tracker-traffic.ts';
import { measureTrackers } from './measure-trackers.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

/** Each client has seen this; those without an entry cannot be opened. Every other call fails the test. */
function measure(seen: Readonly<Record<string, readonly TrackerTraffic[] | null>>) {
  const metrics = new Registry();
  measureTrackers({
    metrics,
    db: database.database,
    log: pino({ enabled: false }),
    clients: {
      of({ name }) {
        const traffic = seen[name];
        if (traffic === undefined) throw new Error('Its password cannot be read.');
        return { seenTraffic: () => traffic } as unknown as DownloadClient;
      },
    },
  });
  return async () => (await metrics.metrics()).split('\n').filter((line) => /^[^#]/.test(line));
}

it('tells of each client and tracker, and goes on where a client cannot be opened', async () => {
  for (const name of ['broken', 'one', 'two']) await addDownloadClient(database.database, { name });
  const read = measure({
    one: [
      { tracker: 'a.example', uploadedBytes: 30, downloadedBytes: 20 },
      { tracker: 'b.example', uploadedBytes: 30, downloadedBytes: 0 },
    ],
    two: [{ tracker: 'a.example', uploadedBytes: 5, downloadedBytes: 20 }],
  });

  expect(await read()).toEqual([
    'mamcrawler_tracker_ratio{client="one",tracker="a.example"} 1.5',
    'mamcrawler_tracker_ratio{client="two",tracker="a.example"} 0.25',
  ]);
});

it('tells nothing where nobody follows here, nor without the database', async () => {
  await addDownloadClient(database.database, { name: 'one' });
  const traffic = [{ tracker: 'a.example', uploadedBytes: 30, downloadedBytes: 20 }];
  expect(await measure({ one: null })()).toEqual([]);
  const read = measure({ one: traffic });
  expect(await read()).toHaveLength(1);

  await database.database.destroy();

  expect(await read()).toEqual([]);
});
