import { setTimeout as delay } from 'node:timers/promises';
import { listDownloads } from '../contract/downloads.ts';
import { getWanted } from '../contract/wanted.ts';
import type { Session } from './session.ts';
import type { WantedBook } from './things.ts';
import { FIRST_PAUSE_MS, longerPause } from './wait-for-task.ts';

/** Waits until a wanted book is owned, or until it goes no further by itself, and shows its download. */
export async function waitForWanted({ ask, progress }: Session, first: WantedBook): Promise<WantedBook> {
  const params = { id: first.id };
  let pauseMs = FIRST_PAUSE_MS;
  const display = progress(`Downloading ${first.book.title} (MB)`);
  try {
    for (let wanted = first; ; wanted = await ask(getWanted, { params })) {
      if (isSettled(wanted)) return wanted;
      if (wanted.state === 'downloading') {
        const { items } = await ask(listDownloads, { query: { wanted_id: wanted.id, limit: 1 } });
        const [download] = items;
        if (download !== undefined && download.size_bytes !== null) {
          const megabytes = Math.ceil(download.size_bytes / 1e6);
          display.show(Math.floor(download.progress * megabytes), megabytes);
        }
      }
      await delay(pauseMs);
      pauseMs = longerPause(pauseMs);
    }
  } finally {
    display.end();
  }
}

/** A want that was searched without success waits for its next search, which may be hours away. */
export function isSettled({ state, reason }: Pick<WantedBook, 'state' | 'reason'>): boolean {
  if (state === 'wanted') return reason !== null;
  return state === 'owned' || state === 'needs_person' || state === 'gave_up';
}
