import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { Conflict, Invalid, NotFound, orNull } from '../base/errors.ts';
import { readEnabledDownloadClients } from '../downloads/download-client-store.ts';
import { type Download, insertDownload, openDownloadOf, readDownload } from '../downloads/download-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import { ReleaseTaken } from './facts.ts';
import { markReleaseChosen, type Release, readRelease, readSearch } from './search-store.ts';
import { lockWanted, updateWanted, type WantedBook } from './wanted-store.ts';

interface Needs {
  readonly clock: Clock;
  readonly announce: Announce;
}

/** Makes a release the download of a want; the hand-over follows from the fact. Null where no client is set up. */
export async function takeRelease(
  { clock, announce }: Needs,
  tx: Tx,
  wanted: WantedBook,
  release: Release,
  byHand: boolean,
): Promise<number | null> {
  const [client] = await readEnabledDownloadClients(tx);
  if (client === undefined) return null;
  const downloadId = await insertDownload(tx, {
    wanted_book_id: wanted.id,
    search_id: release.search_id,
    release_id: release.id,
    client_id: client.id,
    title: release.title,
    size_bytes: release.size_bytes,
  });
  await markReleaseChosen(tx, release.id, clock.now());
  await updateWanted(tx, wanted.id, { state: 'downloading', reason: null, next_search_at: null });
  await announce(tx, ReleaseTaken, {
    wanted_id: wanted.id,
    book_id: wanted.book_id,
    title: wanted.title,
    download_id: downloadId,
    release: release.title,
    by_hand: byHand,
  });
  return downloadId;
}

/** A person takes a release, whatever its verdict. */
export function takeReleaseByHand(
  needs: Needs & { readonly db: Database },
  { searchId, releaseId }: { readonly searchId: number; readonly releaseId: number },
): Promise<Download> {
  return needs.db.transaction().execute(async (tx) => {
    const release = await orNull(readRelease(tx, releaseId));
    if (release === null || release.search_id !== searchId) {
      throw Invalid.field('release_id', `The search ${searchId} has no release ${releaseId}.`);
    }
    const search = await readSearch(tx, searchId);
    const wanted = search.wanted_book_id === null ? null : await lockWanted(tx, search.wanted_book_id);
    if (wanted === null) throw new NotFound('The book of this search is no longer wanted.');
    if (wanted.state === 'owned') throw new Conflict('This book is owned already.');
    const open = await openDownloadOf(tx, wanted.id);
    if (open !== null)
      throw new Conflict(`"${open.title}" is being downloaded for this book already.`, {
        download_id: open.id,
      });
    const id = await takeRelease(needs, tx, wanted, release, true);
    if (id === null) throw new Conflict('No download client is set up. Add one in the settings first.');
    return readDownload(tx, id);
  });
}
