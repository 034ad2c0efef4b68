import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { makeScratchFolder } from '../../../test/support/scratch-folder.ts';
import { until } from '../../../test/support/until.ts';
import type { LiveEvents } from '../../activity/live-events.ts';
import type { Log } from '../../platform/log.ts';
import { insertLibrary, readRefusedWatches, summariseLibrary } from '../library-store.ts';
import { keepWatching } from './keep-watching.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

it('says once in the log, and keeps, that the system refuses to watch a library', async () => {
  const { database: db } = database;
  using folder = makeScratchFolder();
  const id = await db
    .transaction()
    .execute((tx) => insertLibrary(tx, { name: 'Books', path: folder.path, namingTemplate: null }));
  const warnings: unknown[] = [];
  const log = { warn: (detail: unknown) => void warnings.push(detail) } as unknown as Log;
  const live = { subscribe: () => () => {} } as unknown as LiveEvents;
  const stopping = new AbortController();
  const watchFolder = () => {
    throw Object.assign(new Error('ENOSPC: watch'), { code: 'ENOSPC' });
  };
  const times = { settleMs: 10, lookWithEventsMs: 60_000, lookMs: 10 };
  const watching = keepWatching({ db, send: async () => {}, live, log, watchFolder }, stopping.signal, times);

  await until('it is known', async () => (await summariseLibrary(db, id)).watchState !== null);
  const reason = expect.stringMatching(/max_user_watches/);
  expect(await readRefusedWatches(db)).toEqual([{ name: 'Books', reason }]);
  stopping.abort();
  await watching;

  expect(warnings).toEqual([{ library: 'Books', reason }]);
  expect(await readRefusedWatches(db)).toEqual([]);
});
