import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { UseCounter } from './rate-limiter.ts';

/** Counts uses by a limiter of the library, which refuses nothing itself. */
export function countWith(limiter: RateLimiterAbstract): UseCounter['count'] {
  return async (key, windowSeconds) => {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key, 1, { customDuration: windowSeconds });
    return { uses: consumedPoints, endsInMs: msBeforeNext };
  };
}
