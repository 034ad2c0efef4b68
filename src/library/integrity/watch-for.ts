import { setTimeout as wait } from 'node:timers/promises';

/** A question that is asked again and again until it is answered yes: then the signal is aborted. */
export interface Watch extends AsyncDisposable {
  readonly signal: AbortSignal;
}

/** What cannot be asked now is asked again; disposing ends it. */
export function watchFor(everyMs: number, ask: () => Promise<boolean>): Watch {
  const found = new AbortController();
  const ending = new AbortController();
  const asking = keepAsking();

  async function keepAsking(): Promise<void> {
    while (!ending.signal.aborted) {
      await wait(everyMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
      if (ending.signal.aborted) return;
      if (await ask().catch(() => false)) return found.abort();
    }
  }

  return {
    signal: found.signal,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await asking;
    },
  };
}
