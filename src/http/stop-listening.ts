import { once } from 'node:events';
import { Server } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A proxy opens a connection a moment before it sends on it. */
const LATE_MS = 500;
const QUIET_TURN_MS = 0.05;
const MOST_TURNS = 10_000;

/**
 * Takes no more connections and answers what is on its way, so that a proxy, which does not send a POST twice, loses none:
 * ends when all connections have ended, at the latest after half a second. The server is still to be closed.
 */
export async function stopListening(server: Server): Promise<void> {
  // What runs for the first time is compiled while somebody may connect.
  await closeInQuiet(new Server());
  await closeInQuiet(server);
  await once(server, 'close', { signal: AbortSignal.timeout(LATE_MS) }).catch(() => {});
}

/** Whoever connects and is not yet taken in is cut off by the kernel: after a turn without work there is nobody. */
async function closeInQuiet(server: Server): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const startedMs = performance.now();
    await nextTurn();
    if (performance.now() - startedMs < QUIET_TURN_MS) break;
  }
  // Of net, for HTTP's own ends at once what waits for its next request.
  Server.prototype.close.call(server);
}
