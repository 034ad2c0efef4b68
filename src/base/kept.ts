/** What `read` answered a moment ago; those who ask meanwhile wait for one reading together. */
export function kept<T>(keptMs: number, read: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | null = null;
  let isRunning = false;
  let keptUntil = 0;
  return () => {
    if (last !== null && (isRunning || performance.now() < keptUntil)) return last;
    isRunning = true;
    last = read().finally(() => {
      isRunning = false;
      keptUntil = performance.now() + keptMs;
    });
    return last;
  };
}
