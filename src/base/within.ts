import { setTimeout as wait } from 'node:timers/promises';

/** Throws where work is not done within so many milliseconds; the work itself goes on, unheard. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = wait(ms, undefined, { ref: false, signal: done.signal }).then(() => {
    throw new Error(`It did not answer within ${ms / 1000} s.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
