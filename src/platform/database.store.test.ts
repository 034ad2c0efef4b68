import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { databaseErrorCode, isDatabaseDown, isDatabaseError, json, openDatabase } from './database.ts';
import { createMetrics } from './metrics.ts';

const silent = pino({ enabled: false });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

/** A log that is kept, and the lines of it. */
function keptLog(level: string) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level, base: {} }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

describe('values', () => {
  it('come as the program uses them: whole numbers, days as text, instants as dates', async () => {
    const { rows } = await sql`select
      9007199254740991::bigint as big, count(*) as n, '{1,2}'::bigint[] as bigs, '{}'::bigint[] as none,
      date '2011-05-31' as day, timestamptz '2011-05-31 12:00+02' as at`.execute(database.database);

    expect(rows).toEqual([
      {
        big: 9007199254740991,
        n: 1,
        bigs: [1, 2],
        none: [],
        day: '2011-05-31',
        at: new Date('2011-05-31T10:00:00Z'),
      },
    ]);
  });

  it('of a list of texts come whole, whatever is in them', async () => {
    const lists = [[], ['one'], ['one', 'two_words'], ['a,b', '"', '{}', 'NULL', '', '\\'], [null, 'a']];
    for (const list of lists)
      expect((await sql`select ${list}::text[] as list`.execute(database.database)).rows).toEqual([{ list }]);
  });

  it('of a jsonb column go in as JSON, lists too', async () => {
    const { rows } = await sql`select ${json([1, 'a'])}::jsonb as list`.execute(database.database);

    expect(rows).toEqual([{ list: [1, 'a'] }]);
  });
});

describe('metrics', () => {
  it('tell of the pool, and count slow statements', async () => {
    const metrics = createMetrics({ version: '1' });
    const options = { connection: { ...database.connection }, log: silent, slowQueryMs: 20, metrics };
    await using db = openDatabase({ ...options, maxConnections: 2 });
    const value = async (name: string) =>
      (await metrics.metrics()).split('\n').find((line) => line.startsWith(`mamcrawler_${name} `));

    await sql`select 1`.execute(db);
    expect(await value('slow_statements_total')).toMatch(/ 0$/);
    expect(await value('database_pool_connections{state="idle"}')).toMatch(/ 1$/);
    const busy = [1, 2, 3].map(() => sql`select pg_sleep(0.2)`.execute(db));
    await until('both are in use', async () =>
      /2$/.test((await value('database_pool_connections{state="used"}')) ?? ''),
    );
    expect(await value('database_pool_waiting')).toMatch(/ 1$/);
    await Promise.all(busy);

    expect(await value('slow_statements_total')).toMatch(/ 3$/);
    expect(await value('database_pool_connections_max')).toMatch(/ 2$/);
  });
});

describe('statements', () => {
  it('that are slow are logged with their text, never with their values; migrations may take their time', async () => {
    const { log, lines } = keptLog('info');
    await using db = openDatabase({ connection: { ...database.connection }, log, slowQueryMs: 20 });

    await sql`select ${'secret'}`.execute(db);
    await sql`select ${'secret'}, pg_sleep(0.05)`.execute(db);
    await sql`select 1; select pg_sleep(0.05);`.execute(db);

    expect(lines).toEqual([
      expect.objectContaining({
        msg: 'slow statement',
        statement: 'select',
        sql: 'select $1, pg_sleep(0.05)',
      }),
    ]);
    expect(lines[0]?.['duration_ms']).toBeGreaterThan(40);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('are all logged with their time when debugging', async () => {
    const { log, lines } = keptLog('debug');
    await using db = openDatabase({ connection: { ...database.connection }, log, slowQueryMs: 1000 });

    await sql`select 1`.execute(db);

    expect(lines).toEqual([expect.objectContaining({ msg: 'statement', duration_ms: expect.any(Number) })]);
  });
});

describe('an error', () => {
  it('of a statement has its code, and does not mean that the database is down', async () => {
    const error = await sql`select 1 / 0`.execute(database.database).catch((thrown) => thrown);

    expect([databaseErrorCode(error), isDatabaseError(error), isDatabaseDown(error)]).toEqual([
      '22012',
      true,
      false,
    ]);
    expect([databaseErrorCode('x'), isDatabaseError(new Error('x')), isDatabaseDown('x')]).toEqual([
      null,
      false,
      false,
    ]);
  });

  it('of a server that cannot be reached means that the database is down', async () => {
    await using db = openDatabase({
      connection: { host: '127.0.0.1', port: 1 },
      log: silent,
      slowQueryMs: 1000,
    });

    const error = await sql`select 1`.execute(db).catch((thrown) => thrown);

    expect(isDatabaseDown(error)).toBe(true);
  });

  it('of a connection that breaks, idle or at work, ends nothing but the work', async () => {
    await using way = await severable(database.connection);
    await using db = openDatabase({ connection: { ...way.connection }, log: silent, slowQueryMs: 10_000 });
    await Promise.all([sql`select 1`.execute(db), sql`select 1`.execute(db)]);

    const asking = sql`select pg_sleep(30)`.execute(db);
    const working = db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      way.cut();
      await until('the connection is known to be broken', () =>
        sql`select 1`.execute(tx).then(
          () => false,
          () => true,
        ),
      );
      throw new Error('The work is lost.');
    });

    expect(isDatabaseDown(await asking.catch((thrown) => thrown))).toBe(true);
    await expect(working).rejects.toThrow();
    way.mend();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });
});
