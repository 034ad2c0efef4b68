import { readFileSync } from 'node:fs';

/** Begins to measure which share of its time this process waits for the disk. Answers 0 where the system does not tell. */
export function watchWaiting(): () => number {
  const before = spent();
  return () => {
    const now = spent();
    if (before === null || now === null) return 0;
    const passed = now.at - before.at;
    return passed > 0 ? Math.max(0, 1 - (now.notWaiting - before.notWaiting) / passed) : 0;
  };
}

/** In nanoseconds: the time now, and how much of it was spent working or waiting for a core (proc_pid_schedstat(5)). */
function spent(): { readonly at: number; readonly notWaiting: number } | null {
  try {
    const [worked = Number.NaN, queued = Number.NaN] = readFileSync('/proc/thread-self/schedstat', 'utf8')
      .split(' ')
      .map(Number);
    const notWaiting = worked + queued;
    return Number.isFinite(notWaiting) ? { at: performance.now() * 1e6, notWaiting } : null;
  } catch {
    return null;
  }
}
