/** Runs work that is asked for often, never twice at once and never sooner than `restMs` after it ended. */
export interface Pacer {
  /** Asks for a run; several asked for while one waits become one. */
  ask(): void;
  stop(): void;
}

/** `run` answers how long to rest before the next run, in milliseconds. */
export function createPacer(run: () => Promise<number>, firstDelayMs: number): Pacer {
  let state: 'idle' | 'waiting' | 'running' | 'stopped' = 'idle';
  let asked = false;
  let restUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    state = 'waiting';
    timer = setTimeout(go, Math.max(firstDelayMs, restUntil - Date.now()));
  }

  async function go(): Promise<void> {
    state = 'running';
    asked = false;
    const restMs = await run().catch(() => 1000);
    restUntil = Date.now() + restMs;
    if (isStopped()) return;
    state = 'idle';
    if (asked) schedule();
  }

  function isStopped(): boolean {
    return state === 'stopped';
  }

  return {
    ask() {
      asked = true;
      if (state === 'idle') schedule();
    },
    stop() {
      state = 'stopped';
      clearTimeout(timer);
    },
  };
}
