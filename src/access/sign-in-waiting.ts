import { setTimeout as delay } from 'node:timers/promises';
import { SECOND_MS } from '../base/clock.ts';
import { NotReady, TooManyRequests } from '../base/errors.ts';

/** Where attempts to sign in are held back. */
export interface SignInWaiting {
  /**
   * Throws TooManyRequests where too many wait already, NotReady where the caller went away or the program stops. What
   * strangers elsewhere do to an account, or to all, lets an early attempt through at once instead of turning it away.
   */
  hold(delayMs: number, attempt: HeldAttempt, signal: AbortSignal): Promise<void>;
  /** Ends all waiting, now and from now on. */
  end(): void;
}

export interface HeldAttempt {
  readonly account: string;
  /** Where it comes from, so wide that whoever has many addresses has them within one; null from a known device. */
  readonly network: string | null;
  /** From a known device, or one of the first in a row from its address. */
  readonly early: boolean;
}

export type Wait = (delayMs: number, signal: AbortSignal) => Promise<void>;

interface Places {
  /** Each keeps a connection open. */
  readonly all: number;
  readonly ofAccount: number;
  readonly ofNetwork: number;
}

const PLACES: Places = { all: 200, ofAccount: 100, ofNetwork: 20 };

export function createSignInWaiting(wait: Wait = waitInTime, places = PLACES): SignInWaiting {
  const stopping = new AbortController();
  const waiting = new Set<HeldAttempt>();
  return {
    async hold(delayMs, attempt, signal) {
      if (delayMs === 0) return;
      const full = whatIsFull(waiting, attempt, places);
      if (full === 'others' && attempt.early) return;
      if (full !== null) {
        throw new TooManyRequests(
          'Too many failed sign-ins at this moment. Try again in a few seconds.',
          Math.ceil(delayMs / SECOND_MS),
        );
      }
      const ended = AbortSignal.any([signal, stopping.signal]);
      const place = { ...attempt };
      waiting.add(place);
      try {
        await wait(delayMs, ended).catch((error: unknown) => {
          if (!ended.aborted) throw error;
        });
      } finally {
        waiting.delete(place);
      }
      if (ended.aborted) throw new NotReady('The sign-in was broken off. Try again in a moment.');
    },
    end: () => stopping.abort(),
  };
}

/** Whether the places of its own network are taken, or those of its account or of all. */
function whatIsFull(
  waiting: ReadonlySet<HeldAttempt>,
  { account, network }: HeldAttempt,
  places: Places,
): 'network' | 'others' | null {
  const held = [...waiting];
  const ofNetwork = network === null ? 0 : held.filter((one) => one.network === network).length;
  if (ofNetwork >= places.ofNetwork) return 'network';
  const ofAccount = held.filter((one) => one.account === account).length;
  return held.length >= places.all || ofAccount >= places.ofAccount ? 'others' : null;
}

async function waitInTime(delayMs: number, signal: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal });
}
