import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something holds, and says after the deadline what did not. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  deadlineMs = 15_000,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${deadlineMs / 1000} s in vain until ${what}`);
    await delay(20);
  }
}
