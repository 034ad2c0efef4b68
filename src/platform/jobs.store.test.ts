import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { until } from '../../test/support/until.ts';
import type { Tx } from './database.ts';
import { type JobEnd, type JobKind, type JobQueue, jobKind, startJobQueue } from './jobs.ts';
import { createLog } from './log.ts';
import { currentRequestId, traced } from './trace.ts';

const log = pino({ enabled: false });
const payload = z.object({ book: z.string().trim() });

let database: TestDatabase;
let queue: JobQueue;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  queue = await startJobQueue({ ...database.connection }, { log });
});

afterEach(() => queue[Symbol.asyncDispose]());

afterAll(() => database[Symbol.asyncDispose]());

/** A kind of job of the test's own. */
async function declareKind(more: Partial<JobKind<typeof payload>> = {}) {
  made += 1;
  const kind = jobKind({ name: `read-book-${made}`, payload, retryDelaySeconds: 0, ...more });
  await queue.declare([kind]);
  return kind;
}

function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.database.transaction().execute(work);
}

describe('a job', () => {
  it('is done after the transaction that sent it, for the request that caused it', async () => {
    const kind = await declareKind();
    const done: unknown[] = [];
    await queue.work(kind, async ({ book }, { isLast }) => {
      done.push([book, isLast, currentRequestId()]);
    });

    await traced('req-7', () => inTransaction((tx) => queue.send(tx, kind, { book: ' Emma ' })));
    await until('it is done', () => done.length === 1);

    expect(done).toEqual([['Emma', false, 'req-7']]);
  });

  it('waits for no look at the queue: twelve that wait for each other would take a minute by looks', async () => {
    const kind = await declareKind();
    const done: string[] = [];
    await queue.work(kind, async ({ book }) => void done.push(book));

    for (let at = 1; at <= 12; at += 1) {
      await inTransaction((tx) => queue.send(tx, kind, { book: `Book ${at}` }));
      await until('it is done', () => done.length === at);
    }
  }, 25_000);

  it('is not done where the transaction is taken back', async () => {
    const kind = await declareKind();
    const done: string[] = [];
    await queue.work(kind, async ({ book }) => void done.push(book));

    const taken = inTransaction(async (tx) => {
      await queue.send(tx, kind, { book: 'Emma' });
      throw new Error('taken back');
    });

    await expect(taken).rejects.toThrow('taken back');
    await inTransaction((tx) => queue.send(tx, kind, { book: 'Persuasion' }));
    await until('the other is done', () => done.includes('Persuasion'));
    expect(done).toEqual(['Persuasion']);
  });

  it('that waits is not sent a second time, but another one is, and the same once it runs', async () => {
    const kind = await declareKind();
    for (const book of ['Emma', 'Emma', 'Persuasion', 'Emma'])
      await inTransaction((tx) => queue.send(tx, kind, { book }));
    const done: string[] = [];
    let again = true;
    await queue.work(kind, async ({ book }) => {
      done.push(book);
      if (again) await inTransaction((tx) => queue.send(tx, kind, { book }));
      again = false;
    });

    await until('all are done', () => done.length >= 3);

    expect(done.toSorted()).toEqual(['Emma', 'Emma', 'Persuasion']);
  });

  it('that fails is tried again, and is told when it is the last time', async () => {
    const kind = await declareKind({ retryLimit: 1 });
    const tries: boolean[] = [];
    await queue.work(kind, async (_, { isLast }) => {
      tries.push(isLast);
      throw new Error('not now');
    });

    await inTransaction((tx) => queue.send(tx, kind, { book: 'Emma' }));
    await until('it was tried twice', () => tries.length === 2, 35_000);

    expect(tries).toEqual([false, true]);
  }, 40_000);

  it('with a payload of another kind is not sent', async () => {
    const kind = await declareKind();
    const wrong = { book: 7 as unknown as string };

    await expect(inTransaction((tx) => queue.send(tx, kind, wrong))).rejects.toThrow();
  });

  it('that runs when the program stops is told so, and waited for', async () => {
    const kind = await declareKind();
    const said: string[] = [];
    await queue.work(kind, async (_, { signal }) => {
      said.push('begun');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await delay(50);
      said.push('ended');
    });
    await inTransaction((tx) => queue.send(tx, kind, { book: 'Emma' }));
    await until('it runs', () => said.length === 1);

    await queue[Symbol.asyncDispose]();

    expect(said).toEqual(['begun', 'ended']);
  });
});

describe('the end of a run', () => {
  it('is told with kind, outcome, time and request, and logged with the request', async () => {
    await queue[Symbol.asyncDispose]();
    const ends: JobEnd[] = [];
    const lines: string[] = [];
    queue = await startJobQueue(
      { ...database.connection },
      {
        log: createLog('info', { write: (line: string) => void lines.push(line) }),
        onEnd: (end) => void ends.push(end),
      },
    );
    const kind = await declareKind({ retryLimit: 1 });
    await queue.work(kind, async ({ book }) => {
      if (book === 'Emma') throw new Error(`${book} is not there`);
    });

    for (const book of ['Persuasion', 'Emma'])
      await traced(`req-${book}`, () => inTransaction((tx) => queue.send(tx, kind, { book })));
    await until('all have ended', () => ends.length === 3, 35_000);

    const durationMs = expect.any(Number);
    const error = expect.objectContaining({ message: 'Emma is not there' });
    const emma = { kind: kind.name, requestId: 'req-Emma', durationMs, error };
    expect(ends).toHaveLength(3);
    expect(ends).toEqual(
      expect.arrayContaining([
        { kind: kind.name, outcome: 'done', requestId: 'req-Persuasion', durationMs, error: null },
        { ...emma, outcome: 'retried' },
        { ...emma, outcome: 'failed' },
      ]),
    );
    const told = lines.map((line): unknown => JSON.parse(line));
    const line = { job: kind.name, duration_ms: durationMs };
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...line, request_id: 'req-Persuasion', level: 'info', outcome: 'done' }),
        expect.objectContaining({
          ...line,
          request_id: 'req-Emma',
          level: 'warn',
          outcome: 'failed',
          attempt: 2,
        }),
      ]),
    );
    const failures = async () =>
      (await queue.failedSince(new Date(Date.now() - 60_000))).filter(({ kind: name }) => name === kind.name);
    // The row is written when the run has been told.
    await until('the queue has it as failed', async () => (await failures()).length > 0);
    expect(await failures()).toEqual([{ kind: kind.name, count: 1 }]);
    expect(await queue.failedSince(new Date(Date.now() + 60_000))).toEqual([]);
  }, 40_000);
});

describe('the queue', () => {
  it('tells what waits, since when, and whether it works', async () => {
    const kind = await declareKind();
    expect([await queue.waiting(), queue.isWorking()]).toEqual([[], false]);
    for (const book of ['Emma', 'Persuasion']) await inTransaction((tx) => queue.send(tx, kind, { book }));
    await sql`update pgboss.job set start_after = now() - interval '90 seconds' where name = ${kind.name}`.execute(
      database.database,
    );

    const [waiting] = await queue.waiting();
    expect(waiting).toEqual({ kind: kind.name, count: 2, oldestSeconds: expect.any(Number) });
    expect(Math.round((waiting?.oldestSeconds ?? 0) / 10)).toBe(9);

    await queue.work(kind, async () => {});
    await until('nothing waits', async () => (await queue.waiting()).length === 0);
    expect(queue.isWorking()).toBe(true);
    await queue.stopWork();
    expect(queue.isWorking()).toBe(false);
  });

  it('is the same after a second start: what waited is done then', async () => {
    const kind = await declareKind();
    await inTransaction((tx) => queue.send(tx, kind, { book: 'Emma' }));
    await queue[Symbol.asyncDispose]();

    queue = await startJobQueue({ ...database.connection }, { log });
    await queue.declare([kind]);
    const done: string[] = [];
    await queue.work(kind, async ({ book }) => void done.push(book));

    await until('it is done', () => done.length === 1);
  });

  it('keeps one timetable entry for a job, however often the program starts', async () => {
    const kind = await declareKind();

    await queue.schedule(kind, '* * * * *');
    await queue.schedule(kind, '17 3 * * *');

    const { rows } =
      await sql`select name, cron, data from pgboss.schedule where name = ${kind.name}`.execute(
        database.database,
      );
    expect(rows).toEqual([{ name: kind.name, cron: '17 3 * * *', data: { payload: {} } }]);
  });
});
