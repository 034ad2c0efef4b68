import { setTimeout as wait } from 'node:timers/promises';
import type { LiveEvents } from '../activity/live-events.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { followDownloads } from './follow-downloads.ts';

const ACTIVE_MS = 2_000;
const IDLE_MS = 30_000;

interface Needs {
  readonly live: LiveEvents;
}

/** Asks the clients every 2 s while a download is under way, else every 30 s; a new download ends the longer wait. */
export async function keepFollowing(
  needs: Needs & Parameters<typeof followDownloads>[0],
  signal: AbortSignal,
): Promise<void> {
  let isDue = false;
  let wake = () => {};
  // Heard all the time: what comes while the clients are asked ends the next wait.
  const unsubscribe = needs.live.subscribe(({ kind }) => {
    if (kind !== 'download' && kind !== 'download_client' && kind !== 'reset') return;
    isDue = true;
    wake();
  });
  try {
    while (!signal.aborted) {
      isDue = false;
      // A client that does not answer must not hold up the end of the program.
      const isActive = await untilAborted(followDownloads(needs), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
        return false;
      });
      if (isActive) await pause(ACTIVE_MS, signal);
      else if (!isDue) {
        const woken = new AbortController();
        wake = () => woken.abort();
        await pause(IDLE_MS, AbortSignal.any([signal, woken.signal]));
      }
    }
  } finally {
    unsubscribe();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {});
}
