import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { type SeverableConnection, severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { openDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { collectErrors, type ErrorCollector } from './collect-errors.ts';
import { countErrorGroups, listErrorGroups } from './error-group-store.ts';

const log = createLog('silent', { write() {} });

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

const collect = (more: Partial<Parameters<typeof collectErrors>[0]> = {}): ErrorCollector =>
  collectErrors({
    db: database.database,
    clock: { now: () => new Date() },
    log,
    version: '1.2.3',
    metrics: new Registry(),
    send: null,
    gatherMs: 1,
    retryMs: 20,
    ...more,
  });

const list = async () => (await listErrorGroups(database.database, { limit: 200 })).items;

function fault(kind: string, message = 'it broke'): Error {
  const error = new Error(message);
  error.name = kind;
  return error;
}

describe('unexpected errors', () => {
  it('of one kind and place are one group, with the newest message', async () => {
    await using errors = collect();
    errors.note({ error: fault('Odd', 'first'), place: 'GET /api/books', requestId: 'r-1' });
    await errors.written();
    for (const message of ['second', 'third'])
      errors.note({ error: fault('Odd', message), place: 'GET /api/books', requestId: 'r-2' });
    errors.note({ error: fault('Odd'), place: 'job scan-library', requestId: null });
    await errors.written();

    expect((await list()).toSorted((one, other) => one.place.localeCompare(other.place))).toMatchObject([
      {
        name: 'Odd',
        message: 'third',
        place: 'GET /api/books',
        occurrences: 3,
        version: '1.2.3',
        last_request_id: 'r-2',
        stack: expect.stringContaining('collect-errors.store.test.ts'),
      },
      { name: 'Odd', place: 'job scan-library', occurrences: 1, last_request_id: null },
    ]);
  });

  it('are at most 500 groups: the oldest go', async () => {
    await using errors = collect();
    const portions = [0, 100, 200, 300, 400, 500];
    for (const from of portions) {
      for (let at = from; at < from + 100; at += 1)
        errors.note({ error: fault(`Kind${at}`), place: 'job a', requestId: null });
      await errors.written();
    }

    expect(await countErrorGroups(database.database)).toBe(500);
    const names = (await list()).map(({ name }) => name);
    expect(names).toContain('Kind599');
    expect(names).not.toContain('Kind1');
  });

  it('that were just noted are written before the end', async () => {
    const errors = collect({ gatherMs: 60_000 });
    errors.note({ error: fault('Late'), place: 'job a', requestId: null });

    await errors[Symbol.asyncDispose]();

    expect(await list()).toMatchObject([{ name: 'Late', occurrences: 1 }]);
  });

  it('are counted and sent', async () => {
    const metrics = new Registry();
    const sent: unknown[] = [];
    await using errors = collect({
      metrics,
      send: ({ name }, requestId) => void sent.push([name, requestId]),
    });

    errors.note({ error: fault('Odd'), place: 'job a', requestId: 'r-9' });

    expect(sent).toEqual([['Odd', 'r-9']]);
    expect(await metrics.metrics()).toContain('mamcrawler_unexpected_errors_total{place="job"} 1');
  });

  it('never break who notes them', async () => {
    await using errors = collect({
      send: () => {
        throw new Error('the sender is broken');
      },
    });

    expect(() =>
      errors.note({
        error: {
          get stack() {
            throw new Error('no');
          },
        },
        place: 'a',
        requestId: null,
      }),
    ).not.toThrow();
  });
});

describe('while the database is down', () => {
  let way: SeverableConnection;

  beforeEach(async () => {
    way = await severable(database.connection);
  });

  afterEach(() => way[Symbol.asyncDispose]());

  it('they wait, are counted, and are written once when it is back', async () => {
    await using db = openDatabase({ connection: way.connection, log, slowQueryMs: 1000 });
    await using errors = collect({ db });
    way.cut();
    for (let at = 0; at < 1_000; at += 1)
      errors.note({ error: fault(`Kind${at % 200}`), place: 'job a', requestId: null });
    await until('it was tried', () => way.arrivals > 2);
    expect(way.arrivals).toBeLessThan(200);

    way.mend();
    await errors.written();

    const groups = await list();
    // The first hundred kinds; more are not kept in memory.
    expect(groups).toHaveLength(100);
    expect(groups.every(({ occurrences }) => occurrences === 5)).toBe(true);
  });
});
