import { type EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { UseCounter } from './rate-limiter.ts';

/** Who asks does not wait longer for a count. */
const PATIENCE_MS = 500;
const MAX_PAUSE_MS = 5_000;
const FIRST_PATIENCE_MS = 2_000;

/** Counts in Redis, for all processes that are given the same one. Its library is loaded here, for few have one. */
export async function countInRedis(url: string): Promise<UseCounter> {
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
    async count(key, windowSeconds) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, 1, {
        customDuration: windowSeconds,
      });
      return { uses: consumedPoints, endsInMs: msBeforeNext };
    },
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}

/** The first requests shall not be counted apart only because they came before the connection. */
async function firstAttempt(redis: EventEmitter): Promise<void> {
  await Promise.race([once(redis, 'ready'), delay(FIRST_PATIENCE_MS, null, { ref: false })]).catch(() => {});
}
