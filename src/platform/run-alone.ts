import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { whileHeld } from './advisory-lock.ts';
import type { Log } from './log.ts';

const RETRY_MS = 5_000;

/** Several works of one process: where one breaks off, the others end too. */
export async function together(
  signal: AbortSignal,
  works: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const ending = new AbortController();
  const all = works.map((work) => work(AbortSignal.any([signal, ending.signal])));
  try {
    await Promise.all(all);
  } finally {
    ending.abort();
    await Promise.allSettled(all);
  }
}

/**
 * Runs `work` in one process at a time: whoever holds the advisory lock works until it stops or its connection breaks,
 * the others stand by. Disposing stops the work and lets the lock go.
 */
export function runAlone(
  {
    connection,
    lock,
    log,
    retryMs = RETRY_MS,
  }: {
    readonly connection: pg.ClientConfig;
    readonly lock: number;
    readonly log: Log;
    readonly retryMs?: number;
  },
  work: (signal: AbortSignal) => Promise<void>,
): AsyncDisposable {
  const stopping = new AbortController();
  const running = standBy(stopping.signal);

  async function standBy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await whileHeld(connection, lock, (lost) => work(AbortSignal.any([signal, lost])));
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error }, 'work that runs alone was interrupted');
      }
      await wait(retryMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}
