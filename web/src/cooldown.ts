/** The pause that the server asked for by a 429: until when nothing is sent. */
export interface Cooldown {
  /** Begins a pause, or makes the present one longer. */
  start(seconds: number): void;
  /** Milliseconds of the clock at which the pause ends, or null where there is none. */
  endsAt(): number | null;
  /** Calls back whenever `endsAt` changed; answers how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Settles when nothing stands in the way of sending. */
  over(signal?: AbortSignal): Promise<void>;
}

export function createCooldown(): Cooldown {
  const listeners = new Set<() => void>();
  let end: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function set(next: number | null): void {
    end = next;
    for (const listener of [...listeners]) listener();
  }

  const cooldown: Cooldown = {
    start(seconds) {
      const next = Date.now() + seconds * 1000;
      if (end !== null && next <= end) return;
      clearTimeout(timer);
      timer = setTimeout(() => set(null), seconds * 1000);
      set(next);
    },
    endsAt: () => end,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async over(signal) {
      while (end !== null && signal?.aborted !== true) await changed(cooldown, signal);
    },
  };
  return cooldown;
}

function changed(cooldown: Cooldown, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = cooldown.subscribe(done);
    signal?.addEventListener('abort', done, { once: true });
    function done(): void {
      unsubscribe();
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}
