import { type EventEmitter, once } from 'node:events';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { within } from '../base/within.ts';
import { countWith } from './rate-limit-count.ts';
import type { UseCounter } from './rate-limiter.ts';

/** Who asks does not wait longer for a count. */
const PATIENCE_MS = 500;
const MAX_PAUSE_MS = 5_000;
const FIRST_PATIENCE_MS = 2_000;

interface RedisCounter extends UseCounter {
  /** Rejects while Redis cannot be reached; counts nothing. */
  ping(): Promise<unknown>;
}

/** Counts in Redis, for all processes that are given the same one. Its library is loaded here, for few have one. */
export async function countInRedis(url: string): Promise<RedisCounter> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    keyPrefix: 'mamcrawler:rate-limit:',
    connectTimeout: FIRST_PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (attempts) => Math.min(attempts * 200, MAX_PAUSE_MS),
  });
  // Without a listener it writes each failed attempt to the terminal; the next count tells of it.
  redis.on('error', () => {});
  await firstAttempt(redis);
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    rejectIfRedisNotReady: true,
    keyPrefix: '',
    points: 0,
    duration: 60,
  });
  return {
    count: countWith(limiter),
    ping: () => redis.ping(),
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}

/** The first requests shall not be counted apart only because they came before the connection. */
async function firstAttempt(redis: EventEmitter): Promise<void> {
  await within(FIRST_PATIENCE_MS, once(redis, 'ready')).catch(() => {});
}
