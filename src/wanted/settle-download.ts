import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { type Download, updateDownload } from '../downloads/download-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import { ReleaseFailed } from './facts.ts';
import { bestUntriedRelease, markReleaseFailed } from './search-store.ts';
import { takeRelease } from './take-release.ts';
import { nextSearchAt } from './wanted-book.ts';
import { lockWanted, updateWanted } from './wanted-store.ts';

interface Needs {
  readonly clock: Clock;
  readonly announce: Announce;
}

/** A download came to nothing through its release: the next best one of the same search is taken, else the search waits. */
export async function settleFailedRelease(
  needs: Needs,
  tx: Tx,
  download: Download,
  why: string,
): Promise<void> {
  await updateDownload(tx, download.id, { state: 'failed', error: why });
  if (download.release_id !== null) await markReleaseFailed(tx, download.release_id, why);
  const wanted = download.wanted_book_id === null ? null : await lockWanted(tx, download.wanted_book_id);
  if (wanted === null) return;
  const { id, book_id, title } = wanted;
  await needs.announce(tx, ReleaseFailed, { wanted_id: id, book_id, title, release: download.title, why });
  const next = download.search_id === null ? null : await bestUntriedRelease(tx, download.search_id);
  if (next !== null && (await takeRelease(needs, tx, wanted, next, false)) !== null) return;
  await searchLater(
    needs,
    tx,
    id,
    wanted.fruitless_searches,
    `"${download.title}" could not be taken: ${why}`,
  );
}

/** A download came to nothing through its client: the release is as good as before. */
export async function settleFailedClient(
  needs: Needs,
  tx: Tx,
  download: Download,
  why: string,
): Promise<void> {
  await updateDownload(tx, download.id, { state: 'failed', error: why });
  const wanted = download.wanted_book_id === null ? null : await lockWanted(tx, download.wanted_book_id);
  if (wanted !== null) await searchLater(needs, tx, wanted.id, wanted.fruitless_searches, why);
}

async function searchLater(
  { clock }: Needs,
  tx: Tx,
  wantedId: number,
  fruitlessBefore: number,
  reason: string,
): Promise<void> {
  const fruitless = fruitlessBefore + 1;
  await updateWanted(tx, wantedId, {
    state: 'wanted',
    reason,
    fruitless_searches: fruitless,
    next_search_at: nextSearchAt(clock.now(), fruitless),
  });
}

/** Something happened that only a person can judge. */
export async function waitForPerson(db: Database, wantedId: number | null, reason: string): Promise<void> {
  if (wantedId !== null)
    await updateWanted(db, wantedId, { state: 'needs_person', reason, next_search_at: null });
}
