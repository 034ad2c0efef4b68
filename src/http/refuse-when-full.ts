import type { PoolLoad } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';

/** What is looked at, several times a second. */
export interface LoadProbes {
  /** By how much the event loop ran late since the last look. */
  loopDelayMs(): number;
  readonly pool: PoolLoad;
}

export interface LoadWatch extends Disposable {
  /** Nothing more can be taken on now. */
  isFull(): boolean;
}

interface Load {
  readonly slowLooks: number;
  /** Since when the queue before the pool has not moved as a whole. */
  readonly stuckSinceMs: number | null;
  readonly acquired: number;
}

const LOOK_MS = 250;
const SLOW_MS = 500;
/** One long step, such as a large reply, is no overload. */
const SLOW_LOOKS = 2;
const STUCK_MS = 1_000;

export const UNLOADED: Load = { slowLooks: 0, stuckSinceMs: null, acquired: 0 };

/** Watches whether the process keeps up; whoever is refused then is answered at once instead of waiting for ever. */
export function watchLoad(probes: LoadProbes, log: Log, lookMs = LOOK_MS): LoadWatch {
  let load = UNLOADED;
  let wasFull = false;
  const looking = setInterval(() => {
    const sample = { loopDelayMs: probes.loopDelayMs(), pool: probes.pool };
    load = nextLoad(load, sample, performance.now());
    const full = isOverloaded(load, performance.now());
    if (full !== wasFull) {
      const { waiting } = probes.pool;
      const facts = { loop_delay_ms: Math.round(sample.loopDelayMs), waiting_for_database: waiting };
      if (full) log.warn(facts, 'more to do than can be done: requests are refused');
      else log.info(facts, 'requests are served again');
    }
    wasFull = full;
  }, lookMs).unref();
  return { isFull: () => wasFull, [Symbol.dispose]: () => clearInterval(looking) };
}

interface Sample {
  readonly loopDelayMs: number;
  readonly pool: PoolLoad;
}

export function nextLoad(before: Load, { loopDelayMs, pool }: Sample, nowMs: number): Load {
  const { waiting, acquired } = pool;
  // As many were served since the last look as wait now: the queue is long, but it moves.
  const moves = waiting === 0 || acquired - before.acquired >= waiting;
  return {
    slowLooks: loopDelayMs > SLOW_MS ? before.slowLooks + 1 : 0,
    stuckSinceMs: moves ? null : (before.stuckSinceMs ?? nowMs),
    acquired,
  };
}

export function isOverloaded({ slowLooks, stuckSinceMs }: Load, nowMs: number): boolean {
  return slowLooks >= SLOW_LOOKS || (stuckSinceMs !== null && nowMs - stuckSinceMs >= STUCK_MS);
}

/** By how much the looks at this process come late, which is by how much its event loop does. */
export function probeEventLoop(lookMs = LOOK_MS): () => number {
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    const lateMs = nowMs - lastMs - lookMs;
    lastMs = nowMs;
    return Math.max(0, lateMs);
  };
}
