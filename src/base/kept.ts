/** A fault is told to those who ask within a second, and no longer. */
const FAULT_KEPT_MS = 1_000;

/** What `read` answered a moment ago; those who ask meanwhile wait for one reading together. */
export function kept<T>(keptMs: number, read: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | null = null;
  let isRunning = false;
  let keptUntil = 0;
  return () => {
    if (last !== null && (isRunning || performance.now() < keptUntil)) return last;
    isRunning = true;
    const settled = (forMs: number) => {
      isRunning = false;
      keptUntil = performance.now() + forMs;
    };
    last = read();
    last.then(
      () => settled(keptMs),
      () => settled(Math.min(keptMs, FAULT_KEPT_MS)),
    );
    return last;
  };
}
