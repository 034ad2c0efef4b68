import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { startRedis, type TestRedis } from '../../test/support/redis.ts';
import { severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { countInMemory } from './rate-limit-memory.ts';
import { countInRedis } from './rate-limit-redis.ts';
import { countInPostgres } from './rate-limit-store.ts';
import { createRateLimiter, type RateLimiter, type UseCounter } from './rate-limiter.ts';

const log = pino({ enabled: false });
const THREE = { points: 3, windowSeconds: 60 };

let database: TestDatabase;
let redis: TestRedis;
let keys = 0;

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
});

afterAll(async () => {
  await Promise.all([database[Symbol.asyncDispose](), redis[Symbol.asyncDispose]()]);
});

afterEach(() => {
  vi.useRealTimers();
});

function freshKey(): string {
  keys += 1;
  return `public:203.0.113.${keys}`;
}

const SHARED: readonly [string, () => UseCounter | Promise<UseCounter>][] = [
  ['PostgreSQL', () => countInPostgres(database.connection)],
  ['Redis', () => countInRedis(redis.url)],
];

describe.each([['memory', () => null] as const, ...SHARED])('limits counted in %s', (_, connect) => {
  it('allow so many uses of a key, and say how many are left and for how long', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();

    const taken = [];
    for (let use = 0; use < 5; use += 1) taken.push(await limiter.take(key, THREE));

    expect(taken.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ]);
    for (const { limit, resetSeconds } of taken) {
      expect(limit).toBe(3);
      expect(resetSeconds).toBeGreaterThan(55);
      expect(resetSeconds).toBeLessThanOrEqual(60);
    }
  });

  it('count each key apart', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const [one, other] = [freshKey(), freshKey()];
    for (let use = 0; use < 4; use += 1) await limiter.take(one, THREE);

    expect(await limiter.take(other, THREE)).toMatchObject({ allowed: true, remaining: 2 });
  });

  it('leave to who has more of the same key what is left of it', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();
    for (let use = 0; use < 5; use += 1) await limiter.take(key, THREE);
    const five = { points: 5, windowSeconds: 60 };

    expect(await limiter.take(key, five)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await limiter.take(key, THREE)).toMatchObject({ allowed: false });
    expect(await limiter.take(key, five)).toMatchObject({ allowed: false });
    expect([limiter.isUsedUp(key, 5), limiter.isUsedUp(key, 6)]).toEqual([true, false]);
  });

  it('are known to be used up once a use was refused', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();
    const known = [];
    for (let use = 0; use < 4; use += 1) {
      known.push(limiter.isUsedUp(key, 3));
      await limiter.take(key, THREE);
    }

    expect([...known, limiter.isUsedUp(key, 3)]).toEqual([false, false, false, false, true]);
  });

  it('lose none of many uses at once', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();

    const taken = await Promise.all(
      Array.from({ length: 40 }, () => limiter.take(key, { points: 25, windowSeconds: 60 })),
    );

    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(25);
  });

  it('begin anew when the window has ended', async () => {
    await using limiter = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();
    const once = { points: 1, windowSeconds: 1 };
    await limiter.take(key, once);
    expect(await limiter.take(key, once)).toMatchObject({ allowed: false, resetSeconds: 1 });

    await until('the window has ended', async () => (await limiter.take(key, once)).allowed, 3_000);
  });
});

describe.each(SHARED)('two limiters on one %s', (_, connect) => {
  it('share a count', async () => {
    await using one = createRateLimiter({ shared: await connect(), log });
    await using other = createRateLimiter({ shared: await connect(), log });
    const key = freshKey();

    await one.take(key, THREE);
    await other.take(key, THREE);
    await one.take(key, THREE);

    expect((await other.take(key, THREE)).allowed).toBe(false);
    expect((await one.take(key, THREE)).allowed).toBe(false);
  });
});

/** Lines of the log at warning and above, and how it went on. */
function listeningLog() {
  const lines: string[] = [];
  const told = pino({ messageKey: 'message' }, { write: (line: string) => void lines.push(line) });
  return { log: told, lines };
}

describe('while the shared counts cannot be reached', () => {
  it('PostgreSQL: counts alone by the same limits, says so once, and shares again afterwards', async () => {
    await using way = await severable(database.connection);
    const { log: told, lines } = listeningLog();
    const shared = countInPostgres(way.connection);
    await using limiter = createRateLimiter({ shared, log: told, restMs: 300 });
    await limiter.take(freshKey(), THREE);
    way.cut();

    const key = freshKey();
    const taken = [];
    for (let use = 0; use < 4; use += 1) taken.push(await limiter.take(key, THREE));

    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('cannot be reached');
    way.mend();
    await sharesAgain(limiter, lines);
  });

  it('Redis: the same', async () => {
    const own = await startRedis();
    const { log: told, lines } = listeningLog();
    const shared = await countInRedis(own.url);
    await using limiter = createRateLimiter({ shared, log: told, restMs: 300 });
    const key = freshKey();
    await limiter.take(key, THREE);
    await own[Symbol.asyncDispose]();
    await expect(shared.ping()).rejects.toThrow();

    const taken = [];
    for (let use = 0; use < 4; use += 1) taken.push(await limiter.take(key, THREE));

    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
    expect(lines).toHaveLength(1);
    const port = Number(new URL(own.url).port);
    await using _again = await startRedis(port);
    await sharesAgain(limiter, lines);
  });

  it('does not keep the program from starting', async () => {
    const { log: told, lines } = listeningLog();
    await using limiter = createRateLimiter({ shared: await countInRedis('redis://127.0.0.1:1'), log: told });

    expect(await limiter.take(freshKey(), THREE)).toMatchObject({ allowed: true, remaining: 2 });
    expect(lines).toHaveLength(1);
  });

  it.each<[string, (port: number) => UseCounter | Promise<UseCounter>]>([
    ['PostgreSQL', (port) => countInPostgres({ host: '127.0.0.1', port })],
    ['Redis', (port) => countInRedis(`redis://127.0.0.1:${port}`)],
  ])('%s that takes connections and never answers holds nobody up', async (_, connect) => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await using limiter = createRateLimiter({ shared: await connect(port), log });

    const begun = performance.now();
    const taken = await limiter.take(freshKey(), THREE);

    expect(taken.allowed).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2_000);
    silent.close();
  });
});

async function sharesAgain(limiter: RateLimiter, lines: readonly string[]): Promise<void> {
  await until('the counts are shared again', async () => {
    await limiter.take(freshKey(), THREE);
    return lines[1]?.includes('together with the other processes again') === true;
  });
}

describe('asking whether Redis is there', () => {
  it('counts nothing', async () => {
    await using own = await startRedis();
    const reader = new Redis(own.url);
    await using counter = await countInRedis(own.url);

    expect(await counter.ping()).toBe('PONG');

    expect(await reader.dbsize()).toBe(0);
    reader.disconnect();
  });
});

describe('what was counted', () => {
  it('is forgotten in memory when its window has ended', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await using counter = countInMemory();
    for (let at = 0; at < 500; at += 1) await counter.count(`key ${at}`, 60);
    // Each key is kept by its timer alone.
    expect(vi.getTimerCount()).toBe(500);

    vi.advanceTimersByTime(61_000);

    expect(vi.getTimerCount()).toBe(0);
    expect((await counter.count('key 7', 60)).uses).toBe(1);
  });

  it('is taken out of the table each minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await using counter = countInPostgres(database.connection);
    await database.database.deleteFrom('rate_limit').execute();
    await counter.count('of today', 3_600);
    await database.database
      .insertInto('rate_limit')
      .values({ key: 'of yesterday', points: 5, expire: Date.now() - 1 })
      .execute();

    vi.advanceTimersByTime(60_000);

    await until('the old one is gone', async () => {
      const rows = await database.database.selectFrom('rate_limit').select('key').execute();
      return rows.length === 1 && rows[0]?.key === 'of today';
    });
  });

  it('costs the shared counter nothing more once a key has used everything up', async () => {
    let counts = 0;
    const shared: UseCounter = {
      count: async () => {
        counts += 1;
        return { uses: counts, endsInMs: 60_000 };
      },
      [Symbol.asyncDispose]: async () => {},
    };
    await using limiter = createRateLimiter({ shared, log });

    for (let use = 0; use < 100; use += 1) await limiter.take('one', THREE);

    expect(counts).toBe(4);
  });
});
