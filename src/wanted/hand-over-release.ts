import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, orNull, Refused } from '../base/errors.ts';
import { type DownloadClient, TorrentRefused, type TorrentToAdd } from '../downloads/download-client.ts';
import { readDownloadClient } from '../downloads/download-client-store.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import { type Download, lockDownload, readDownload, updateDownload } from '../downloads/download-store.ts';
import { DownloadStarted } from '../downloads/facts.ts';
import { infohashOfMagnet } from '../downloads/magnet-link.ts';
import { readTorrentFile } from '../downloads/torrent-file.ts';
import type { FetchedTorrent } from '../indexers/fetch-torrent.ts';
import { readIndexer } from '../indexers/indexer-store.ts';
import type { Indexers } from '../indexers/indexers.ts';
import type { Database } from '../platform/database.ts';
import type { JobAttempt } from '../platform/jobs.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { openReleaseLink, readRelease } from './search-store.ts';
import { settleFailedClient, settleFailedRelease } from './settle-download.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly secretBox: SecretBox;
  readonly indexers: Indexers;
  readonly clients: DownloadClients;
}

interface ReadyTorrent {
  readonly infohash: string;
  readonly torrent: TorrentToAdd;
}

/** Gives a taken release to its client, once: a second run finds the torrent there. Throws where another try may help. */
export async function handOverRelease(needs: Needs, downloadId: number, attempt: JobAttempt): Promise<void> {
  const download = await orNull(readDownload(needs.db, downloadId));
  if (download === null || download.state !== 'queued' || download.handed_over_at !== null) return;
  const ready = await prepare(needs, download, attempt);
  if (ready !== null) await give(needs, download, ready, attempt);
}

/** The torrent of the release, its infohash kept before anything is handed over; null where the release is settled as failed. */
async function prepare(needs: Needs, download: Download, attempt: JobAttempt): Promise<ReadyTorrent | null> {
  const { db } = needs;
  try {
    if (download.release_id === null) throw new Refused('Its search is no longer kept.');
    const ready = readyTorrent(await fetchRelease(needs, download.release_id), download.title);
    await updateDownload(db, download.id, { infohash: ready.infohash, error: null });
    return ready;
  } catch (error) {
    if (!(error instanceof Refused) && !attempt.isLast) {
      await updateDownload(db, download.id, { error: messageOf(error) });
      throw error;
    }
    // Only a no speaks against the release; an indexer that is down says nothing of it.
    const settleAs = error instanceof Refused ? settleFailedRelease : settleFailedClient;
    await settle(needs, download, (tx, locked) => settleAs(needs, tx, locked, messageOf(error)));
    return null;
  }
}

async function fetchRelease({ db, secretBox, indexers }: Needs, releaseId: number): Promise<FetchedTorrent> {
  const { indexer_id } = await readRelease(db, releaseId);
  const indexer = indexer_id === null ? null : await orNull(readIndexer(db, indexer_id));
  return indexers.fetchTorrent(indexer, await openReleaseLink(db, secretBox, releaseId));
}

async function give(
  needs: Needs,
  download: Download,
  ready: ReadyTorrent,
  attempt: JobAttempt,
): Promise<void> {
  const { db, clients } = needs;
  try {
    if (download.client_id === null) throw new Refused('Its download client was removed.');
    const client = await readDownloadClient(db, download.client_id);
    const wasThere = await add(needs, download, clients.of(client), ready);
    await db.transaction().execute(async (tx) => {
      const locked = await lockDownload(tx, download.id);
      if (locked.state !== 'queued') return;
      await updateDownload(tx, download.id, {
        state: 'downloading',
        was_there: wasThere,
        handed_over_at: needs.clock.now(),
        error: null,
      });
      await needs.announce(tx, DownloadStarted, {
        download_id: download.id,
        wanted_id: download.wanted_book_id,
        title: download.title,
        client: client.name,
      });
    });
  } catch (error) {
    if (!(error instanceof Refused) && !attempt.isLast) {
      await updateDownload(db, download.id, { error: messageOf(error) });
      throw error;
    }
    const settleAs = error instanceof TorrentRefused ? settleFailedRelease : settleFailedClient;
    await settle(needs, download, (tx, locked) => settleAs(needs, tx, locked, messageOf(error)));
  }
}

/**
 * Adds the torrent and answers whether it was there before us. We look before the first try and keep what we saw: what a
 * later try finds there is its own.
 */
async function add(
  { db }: Needs,
  { id, was_there: seenBefore }: Download,
  client: DownloadClient,
  { torrent, infohash }: ReadyTorrent,
): Promise<boolean> {
  const seen = seenBefore ?? (await client.poll()).has(infohash);
  if (seenBefore === null) await updateDownload(db, id, { was_there: seen });
  const outcome = await client.add(torrent, { infohash });
  return seen || (seenBefore === null && outcome === 'was_there');
}

async function settle(
  { db }: Needs,
  download: Download,
  how: (tx: Parameters<typeof lockDownload>[0], locked: Download) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const locked = await lockDownload(tx, download.id);
    if (locked.state === 'queued') await how(tx, locked);
  });
}

function readyTorrent(fetched: FetchedTorrent, title: string): ReadyTorrent {
  if (fetched.kind === 'magnet') {
    const infohash = infohashOfMagnet(fetched.url);
    if (infohash === null) throw new Refused('The magnet link of the release names no torrent.');
    return { infohash, torrent: { kind: 'magnet', url: fetched.url } };
  }
  const { infohash } = readTorrentFile(fetched.bytes);
  return { infohash, torrent: { kind: 'file', bytes: fetched.bytes, fileName: `${title}.torrent` } };
}
