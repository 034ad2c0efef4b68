import { LRUCache } from 'lru-cache';
import type { Log } from './log.ts';
import { countInMemory } from './rate-limit-memory.ts';

/** How many times within a window, which begins with the first of them. */
export interface Allowance {
  readonly points: number;
  readonly windowSeconds: number;
}

export interface Taken {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window ends; at least 1. */
  readonly resetSeconds: number;
}

export interface RateLimiter extends AsyncDisposable {
  /** Counts one more use of a key; never throws. */
  take(key: string, allowance: Allowance): Promise<Taken>;
  /** Whether one more use is surely refused, as far as this process knows: nobody needs to be asked for that. */
  isUsedUp(key: string, points: number): boolean;
}

/** Where the uses of a key are counted, in windows that begin with the first use. */
export interface UseCounter extends AsyncDisposable {
  count(key: string, windowSeconds: number): Promise<{ readonly uses: number; readonly endsInMs: number }>;
}

/** More than these points were used; who has more of them for the same key may still have some. */
interface UsedUp {
  readonly points: number;
  readonly endsAt: number;
}

interface Needs {
  /** What several processes share; null: this process counts alone. */
  readonly shared: UseCounter | null;
  readonly log: Log;
  /** After a failure the shared counter is left alone for so long: nobody waits for it meanwhile. */
  readonly restMs?: number;
}

/** Of keys that have used everything up; they cost the shared counter nothing more. */
const MAX_REMEMBERED = 10_000;

/** Counts in what the processes share, and alone, by the same limits, while that cannot be reached. */
export function createRateLimiter({ shared, log, restMs = 5_000 }: Needs): RateLimiter {
  const own = countInMemory();
  const usedUp = new LRUCache<string, UsedUp>({ max: MAX_REMEMBERED });
  let isBroken = false;
  let restsUntil = 0;

  async function count(key: string, windowSeconds: number): ReturnType<UseCounter['count']> {
    if (shared === null || Date.now() < restsUntil) return own.count(key, windowSeconds);
    try {
      const counted = await shared.count(key, windowSeconds);
      if (isBroken) log.info('rate limits are counted together with the other processes again');
      isBroken = false;
      return counted;
    } catch (error) {
      if (!isBroken)
        log.warn(
          { err: error },
          'the shared counts of rate limits cannot be reached; counting alone until then',
        );
      isBroken = true;
      restsUntil = Date.now() + restMs;
      return own.count(key, windowSeconds);
    }
  }

  function restOfWindowMs(key: string, points: number): number {
    const found = usedUp.get(key);
    return found === undefined || points > found.points ? 0 : found.endsAt - Date.now();
  }

  return {
    isUsedUp: (key, points) => restOfWindowMs(key, points) > 0,
    async take(key, { points, windowSeconds }) {
      const restMs = restOfWindowMs(key, points);
      if (restMs > 0) return taken(points, points + 1, restMs);
      const { uses, endsInMs } = await count(key, windowSeconds);
      if (uses > points) usedUp.set(key, { points, endsAt: Date.now() + endsInMs });
      return taken(points, uses, endsInMs);
    },
    async [Symbol.asyncDispose]() {
      await shared?.[Symbol.asyncDispose]();
      await own[Symbol.asyncDispose]();
    },
  };
}

function taken(points: number, uses: number, endsInMs: number): Taken {
  return {
    allowed: uses <= points,
    limit: points,
    remaining: Math.max(0, points - uses),
    resetSeconds: Math.max(1, Math.ceil(endsInMs / 1000)),
  };
}
