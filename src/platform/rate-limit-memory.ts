import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { UseCounter } from './rate-limiter.ts';

/** Counts for one process; a key is forgotten when its window ends. */
export function countInMemory(): UseCounter & { readonly size: () => number } {
  const limiter = new RateLimiterMemory({ points: 0, duration: 60, keyPrefix: '' });
  return {
    async count(key, windowSeconds) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, 1, {
        customDuration: windowSeconds,
      });
      return { uses: consumedPoints, endsInMs: msBeforeNext };
    },
    size: () => limiter.dump().storage.length,
    async [Symbol.asyncDispose]() {
      for (const { key } of limiter.dump().storage) await limiter.delete(key);
    },
  };
}
