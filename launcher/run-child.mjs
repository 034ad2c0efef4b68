import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { Refusal } from './refusal.mjs';

/** npm passes on what the terminal has sent to everybody already. */
const SAME_SIGNAL_MS = 2_000;

/** A closed terminal is an order to stop like any other. */
const ORDERS = { SIGINT: 'SIGINT', SIGTERM: 'SIGTERM', SIGHUP: 'SIGTERM' };

/**
 * Runs a program to its end and returns its exit status. An order to stop is passed on once, and we stay until the
 * program has obeyed; a second order, later than 2 s after the first, kills it.
 */
export async function runChild(file, args, { onStart, ...options }) {
  const child = spawn(file, args, { stdio: 'inherit', ...options });
  if (child.pid !== undefined) onStart?.(child.pid);
  let orderedAt = null;
  function passOn(signal) {
    if (orderedAt === null) child.kill(ORDERS[signal]);
    else if (performance.now() - orderedAt > SAME_SIGNAL_MS) child.kill('SIGKILL');
    orderedAt ??= performance.now();
  }
  for (const signal of Object.keys(ORDERS)) process.on(signal, passOn);
  try {
    const [status, signal] = await once(child, 'exit');
    return status ?? 128 + constants.signals[signal];
  } catch (error) {
    throw new Refusal(`${file} cannot be run: ${error.message}`);
  } finally {
    for (const signal of Object.keys(ORDERS)) process.off(signal, passOn);
  }
}
