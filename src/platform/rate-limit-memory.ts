import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countWith } from './rate-limit-count.ts';
import type { UseCounter } from './rate-limiter.ts';

/** Counts for one process; a key is forgotten when its window ends. */
export function countInMemory(): UseCounter {
  const limiter = new RateLimiterMemory({ points: 0, duration: 60, keyPrefix: '' });
  return {
    count: countWith(limiter),
    async [Symbol.asyncDispose]() {
      for (const { key } of limiter.dump().storage) await limiter.delete(key);
    },
  };
}
