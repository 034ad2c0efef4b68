const SAME_SIGNAL_MS = 2_000;

/**
 * Resolves with the first SIGINT or SIGTERM. Those within 2 s of it are the same one (npm doubles them, and a terminal
 * signals the whole group); a later one ends the process at once.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const heard = (signal: NodeJS.Signals) => {
      const now = performance.now();
      if (firstAt === null) {
        firstAt = now;
        resolve(signal);
      } else if (now - firstAt > SAME_SIGNAL_MS) process.exit(1);
    };
    process.on('SIGINT', heard);
    process.on('SIGTERM', heard);
    process.on('SIGHUP', heard);
  });
}
