import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { until } from '../../test/support/until.ts';
import { MINUTE_MS, systemClock } from '../base/clock.ts';
import { createLog } from '../platform/log.ts';
import { enterProcess, listLiveProcesses } from './enter-process.ts';
import { addProcess } from './process-store.ts';

let test: TestDatabase;

beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test[Symbol.asyncDispose]());

const needs = () => ({
  db: test.database,
  clock: systemClock,
  log: createLog('silent', { write() {} }),
  role: 'worker' as const,
  version: '1.2.3',
  beatMs: 5,
});
const live = () => listLiveProcesses(test.database);

it('enters a process while it runs', async () => {
  const entry = await enterProcess(needs());
  expect(await live()).toMatchObject([{ role: 'worker', version: '1.2.3', pid: process.pid }]);
  await entry[Symbol.asyncDispose]();
  expect(await live()).toEqual([]);
});

it('says again and again that it is there', async () => {
  await using _entry = await enterProcess(needs());
  const [entered] = await live();
  await until('it was seen again', async () => {
    const [now] = await live();
    return now !== undefined && entered !== undefined && now.seen_at > entered.seen_at;
  });
});

it('enters itself again where the database forgot it, as after a restored backup', async () => {
  await using _entry = await enterProcess(needs());
  await test.database.deleteFrom('process').execute();
  await until('it is entered again', async () => (await live()).length > 0);
  expect(await live()).toHaveLength(1);
});

it('leaves out, and forgets, who was not seen for long', async () => {
  const longAgo = new Date(Date.now() - MINUTE_MS);
  const dead = { role: 'web' as const, host: 'books-1', pid: 7, version: '1.2.3' };
  const id = await addProcess(test.database, { ...dead, started_at: longAgo });
  await test.database.updateTable('process').set({ seen_at: longAgo }).where('id', '=', id).execute();
  expect(await live()).toEqual([]);
  await using _entry = await enterProcess(needs());
  expect(await test.database.selectFrom('process').select('pid').execute()).toEqual([{ pid: process.pid }]);
});
