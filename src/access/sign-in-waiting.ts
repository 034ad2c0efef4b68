import { setTimeout as delay } from 'node:timers/promises';
import { SECOND_MS } from '../base/clock.ts';
import { NotReady, TooManyRequests } from '../base/errors.ts';

/** Where attempts to sign in are held back. */
export interface SignInWaiting {
  /** Throws TooManyRequests where too many wait already, NotReady where the caller went away or the program stops. */
  hold(delayMs: number, signal: AbortSignal): Promise<void>;
  /** Ends all waiting, now and from now on. */
  end(): void;
}

export type Wait = (delayMs: number, signal: AbortSignal) => Promise<void>;

/** Each keeps a connection open. */
const AT_ONCE = 200;

export function createSignInWaiting(wait: Wait = waitInTime, atOnce = AT_ONCE): SignInWaiting {
  const stopping = new AbortController();
  let waiting = 0;
  return {
    async hold(delayMs, signal) {
      if (delayMs === 0) return;
      if (waiting >= atOnce) {
        throw new TooManyRequests(
          'Too many failed sign-ins at this moment. Try again in a few seconds.',
          Math.ceil(delayMs / SECOND_MS),
        );
      }
      const ended = AbortSignal.any([signal, stopping.signal]);
      waiting += 1;
      try {
        await wait(delayMs, ended).catch((error: unknown) => {
          if (!ended.aborted) throw error;
        });
      } finally {
        waiting -= 1;
      }
      if (ended.aborted) throw new NotReady('The sign-in was broken off. Try again in a moment.');
    },
    end: () => stopping.abort(),
  };
}

async function waitInTime(delayMs: number, signal: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal });
}
