import { setTimeout as delay } from 'node:timers/promises';
import { lookAtProcess } from './running-process.ts';

/** What to send in turn, and how long to wait for the end after it. */
const ORDERS: readonly { readonly signal: NodeJS.Signals; readonly patienceMs: number }[] = [
  // Ends all sessions and writes everything out.
  { signal: 'SIGINT', patienceMs: 20_000 },
  // Ends at once; the next start recovers from the log.
  { signal: 'SIGQUIT', patienceMs: 8_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
];

const LOOK_EVERY_MS = 15;

/** Ends a server and waits until it is gone. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const { signal, patienceMs } of ORDERS) {
    if (!sendSignal(pid, signal)) return;
    if (await isGoneWithin(pid, patienceMs)) return;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (lookAtProcess(pid).state !== 'gone') {
    if (Date.now() > deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}
