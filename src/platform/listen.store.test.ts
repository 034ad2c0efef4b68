import { sql } from 'kysely';
import pino from 'pino';
import { describe, expect } from 'vitest';
import type { TestDatabase } from '../../test/support/postgres.ts';
import { severable } from '../../test/support/severable-connection.ts';
import { it } from '../../test/support/severable-database.ts';
import { until } from '../../test/support/until.ts';
import { type Listener, listen } from './listen.ts';

const log = pino({ enabled: false });

async function collect(listener: Listener, channel: string): Promise<string[]> {
  const heard: string[] = [];
  await listener.on(channel, (payload) => heard.push(payload));
  return heard;
}

const tell = ({ database }: TestDatabase, channel: string, payload: string) =>
  sql`select pg_notify(${channel}, ${payload})`.execute(database);

/** How many listen to this database. */
async function connections({ database }: TestDatabase): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where application_name = 'mamcrawler live' and datname = current_database()`.execute(database);
  return rows[0]?.n ?? 0;
}

describe('a listener', () => {
  it('hears several channels on one connection, each by whoever asked for it', async ({ database, way }) => {
    await using listener = await listen({ ...way.connection }, log);
    const [red, red2, blue] = [
      await collect(listener, 'red'),
      await collect(listener, 'red'),
      await collect(listener, 'Blue "one"'),
    ];

    await tell(database, 'green', '0');
    await tell(database, 'red', '1');
    await tell(database, 'Blue "one"', '');
    await until('both were heard', () => blue.length === 1);

    expect([red, red2, blue]).toEqual([['1'], ['1'], ['']]);
    expect(way.arrivals).toBe(1);
    expect(listener.isListening).toBe(true);
  });

  it('says when it is lost and when it is back, and hears everything as before then', async ({
    database,
    way,
  }) => {
    await using listener = await listen({ ...way.connection }, log);
    const story: string[] = [];
    listener.onLost(() => story.push(`lost, listening: ${listener.isListening}`));
    listener.onBack(() => story.push(`back, listening: ${listener.isListening}`));
    const red = await collect(listener, 'red');

    way.cut();
    await until('it was lost', () => story.length === 1);
    const blue = await collect(listener, 'blue');
    await tell(database, 'red', 'missed');
    way.mend();
    await until('it is back', () => story.length === 2);
    await tell(database, 'red', '1');
    await tell(database, 'blue', '2');
    await until('it is heard', () => blue.length === 1);

    expect(story).toEqual(['lost, listening: false', 'back, listening: true']);
    expect([red, blue]).toEqual([['1'], ['2']]);
  });

  it('asks for a connection again one at a time and ever more slowly while there is none', async ({
    database,
    way,
  }) => {
    await using listener = await listen({ ...way.connection }, log);
    const red = await collect(listener, 'red');
    let returns = 0;
    listener.onBack(() => {
      returns += 1;
    });

    const cutAtMs = performance.now();
    way.cut();
    await until('it was tried three times', () => way.arrivals === 4);
    const [, first = 0, second = 0, third = 0] = way.arrivedAtMs;
    way.mend();
    await until('it is back', () => returns > 0);

    // After 200, 400 and 800 ms; a timer may be a moment early.
    expect(first - cutAtMs).toBeGreaterThan(195);
    expect(second - first).toBeGreaterThan(395);
    expect(third - second).toBeGreaterThan(795);
    await tell(database, 'red', '1');
    await until('it is heard', () => red.length > 0);
    expect([red, returns, await connections(database)]).toEqual([['1'], 1, 1]);
  });

  it('that ends while there is no connection asks for none any more', async ({ database, way }) => {
    await using otherWay = await severable(database.connection);
    await using _other = await listen({ ...otherWay.connection }, log);
    const listener = await listen({ ...way.connection }, log);
    way.cut();
    await until('it was tried again', () => way.arrivals > 1);

    await listener[Symbol.asyncDispose]();

    const { arrivals } = way;
    otherWay.cut();
    await until('another one was tried for longer', () => otherWay.arrivals === 4);
    expect(way.arrivals).toBe(arrivals);
  });
});
