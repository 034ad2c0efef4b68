import { type Clock, MINUTE_MS } from '../base/clock.ts';
import { readStalledDownloads } from '../downloads/download-store.ts';
import { ImportDownload } from '../imports/jobs.ts';
import type { Database } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import { HandOverRelease } from '../wanted/jobs.ts';

/** Longer than any job waits between two tries. */
const STALLED_MS = 15 * MINUTE_MS;

/** Sends the next job again of downloads that rest although it is the program's turn: should it have been lost. */
export async function resumeStalled({
  db,
  send,
  clock,
}: {
  readonly db: Database;
  readonly send: SendJob;
  readonly clock: Clock;
}): Promise<void> {
  const stalled = await readStalledDownloads(db, new Date(clock.now().getTime() - STALLED_MS));
  for (const { id, state } of stalled) {
    const kind = state === 'queued' ? HandOverRelease : ImportDownload;
    await db.transaction().execute((tx) => send(tx, kind, { download_id: id }));
  }
}
