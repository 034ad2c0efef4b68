import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { type SeverableConnection, severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { type Listener, listen } from './listen.ts';

const log = pino({ enabled: false });

let database: TestDatabase;
let way: SeverableConnection;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  way = await severable(database.connection);
  return () => way[Symbol.asyncDispose]();
});

afterAll(() => database[Symbol.asyncDispose]());

async function collect(listener: Listener, channel: string): Promise<string[]> {
  const heard: string[] = [];
  await listener.on(channel, (payload) => heard.push(payload));
  return heard;
}

const tell = (channel: string, payload: string) =>
  sql`select pg_notify(${channel}, ${payload})`.execute(database.database);

describe('a listener', () => {
  it('hears several channels on one connection, each by whoever asked for it', async () => {
    await using listener = await listen({ ...way.connection }, log);
    const [red, red2, blue] = [
      await collect(listener, 'red'),
      await collect(listener, 'red'),
      await collect(listener, 'Blue "one"'),
    ];

    await tell('green', '0');
    await tell('red', '1');
    await tell('Blue "one"', '');
    await until('both were heard', () => blue.length === 1);

    expect([red, red2, blue]).toEqual([['1'], ['1'], ['']]);
    expect(way.arrivals).toBe(1);
    expect(listener.isListening).toBe(true);
  });

  it('says when it is lost and when it is back, and hears everything as before then', async () => {
    await using listener = await listen({ ...way.connection }, log);
    const story: string[] = [];
    listener.onLost(() => story.push(`lost, listening: ${listener.isListening}`));
    listener.onBack(() => story.push(`back, listening: ${listener.isListening}`));
    const red = await collect(listener, 'red');

    way.cut();
    await until('it was lost', () => story.length === 1);
    const blue = await collect(listener, 'blue');
    await tell('red', 'missed');
    way.mend();
    await until('it is back', () => story.length === 2);
    await tell('red', '1');
    await tell('blue', '2');
    await until('it is heard', () => blue.length === 1);

    expect(story).toEqual(['lost, listening: false', 'back, listening: true']);
    expect([red, blue]).toEqual([['1'], ['2']]);
  });

  it('asks for a connection again one at a time and ever more slowly while there is none', async () => {
    await using listener = await listen({ ...way.connection }, log);
    const red = await collect(listener, 'red');
    let returns = 0;
    listener.onBack(() => {
      returns += 1;
    });

    way.cut();
    await delay(1_700);
    const arrivals = way.arrivals;
    way.mend();
    await until('it is back', () => returns > 0);

    // One at the start, then after 200, 400 and 800 ms.
    expect(arrivals).toBeGreaterThanOrEqual(3);
    expect(arrivals).toBeLessThanOrEqual(4);
    await tell('red', '1');
    await until('it is heard', () => red.length > 0);
    await delay(100);
    expect([red, returns]).toEqual([['1'], 1]);
  });

  it('ends at once while there is no connection', async () => {
    const listener = await listen({ ...way.connection }, log);
    way.cut();
    await until('it was tried again', () => way.arrivals > 1);

    const begun = performance.now();
    await listener[Symbol.asyncDispose]();

    expect(performance.now() - begun).toBeLessThan(1_000);
    const { arrivals } = way;
    await delay(900);
    expect(way.arrivals).toBe(arrivals);
  });
});
