import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { startJobQueue } from '../platform/jobs.ts';
import { listen } from '../platform/listen.ts';
import { createQueueCheck, echoQueue } from './check-queue.ts';
import { EchoQueue } from './jobs.ts';

const log = pino({ enabled: false });
const ending: AsyncDisposable[] = [];
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  for (const each of ending.splice(0).reverse()) await each[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function startProcess(isWorker: boolean) {
  const { connection, database: db } = database;
  const queue = await startJobQueue(connection, { log, isWorker });
  const listener = await listen(connection, log);
  ending.push(queue, listener);
  await queue.declare([EchoQueue]);
  if (isWorker) await queue.work(EchoQueue, () => echoQueue({ db }));
  return {
    queue,
    check: (patienceMs: number) => createQueueCheck({ db, send: queue.send, listener, patienceMs }),
  };
}

it('hears the answer of a worker in another process, also where several ask at once', async () => {
  const web = await startProcess(false);
  await startProcess(true);
  const check = await web.check(10_000);

  const durations = await Promise.all([check(), check(), check()]);

  for (const ms of durations) expect(ms).toBeGreaterThan(0);
});

it('says that no worker is there, and leaves at most one job to the next', async () => {
  const { queue, check } = await startProcess(false);
  const checkQueue = await check(30);

  await expect(checkQueue()).rejects.toThrow(/^No worker answered within 0.03 s\..*MAMCRAWLER_ROLE=worker/);
  await expect(checkQueue()).rejects.toMatchObject({ name: 'NotReady' });
  expect(await queue.waiting()).toMatchObject([{ kind: 'echo-queue', count: 1 }]);
});
