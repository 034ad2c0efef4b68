import type { Announce } from '../activity/facts.ts';
import { tellChanges } from '../activity/live-events.ts';
import { type Clock, MINUTE_MS } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import type { ClientTorrent } from './download-client.ts';
import {
  noteClientUse,
  readEnabledDownloadClients,
  type StoredDownloadClient,
} from './download-client-store.ts';
import type { DownloadClients } from './download-clients.ts';
import {
  type Download,
  type DownloadChanges,
  lockDownload,
  readFollowedDownloads,
  updateDownload,
} from './download-store.ts';
import { DownloadFinished, DownloadStuck, DownloadVanished } from './facts.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly clients: DownloadClients;
}

/** A client may need a while to list what it was given. */
const GRACE_MS = MINUTE_MS;

/**
 * Asks every client once and moves the downloads to where their torrents are. Answers whether any is still under way.
 * A client that does not answer changes nothing but its own health: it is never a fault of the release.
 */
export async function followDownloads(needs: Needs): Promise<boolean> {
  const followed = await readFollowedDownloads(needs.db);
  const clients = await readEnabledDownloadClients(needs.db);
  await Promise.all(
    clients.map((client) =>
      followClient(
        needs,
        client,
        followed.filter(({ client_id }) => client_id === client.id),
      ),
    ),
  );
  return followed.some(({ state }) => state === 'queued' || state === 'downloading');
}

async function followClient(
  needs: Needs,
  client: StoredDownloadClient,
  downloads: readonly Download[],
): Promise<void> {
  const torrents = await askClient(needs, client);
  if (torrents === null) return;
  for (const download of downloads) {
    const torrent = torrents.get(download.infohash ?? '');
    if (torrent !== undefined) await follow(needs, download, torrent);
    // What is complete lies on the disk, whether or not the client still lists it.
    else if (download.state !== 'completed') await missing(needs, download, client);
  }
}

async function askClient(
  { db, clock, clients }: Needs,
  client: StoredDownloadClient,
): Promise<ReadonlyMap<string, ClientTorrent> | null> {
  const { torrents, error } = await Promise.try(() => clients.of(client).poll()).then(
    (answer) => ({ torrents: answer, error: null }),
    (failure: unknown) => ({ torrents: null, error: messageOf(failure) }),
  );
  const isNews = await noteClientUse(db, client.id, clock.now(), error);
  if (isNews) await tellChanges(db, [{ kind: 'download_client', ids: [client.id] }]);
  return torrents;
}

async function follow(
  { db, clock, announce }: Needs,
  download: Download,
  torrent: ClientTorrent,
): Promise<void> {
  const changes = changesOf(download, torrent);
  if (torrent.state !== 'complete' || download.state === 'completed') {
    if (Object.keys(changes).length === 0) return;
    return db.transaction().execute(async (tx) => {
      await updateDownload(tx, download.id, changes);
      if (!changes.error) return;
      await announce(tx, DownloadStuck, { ...aboutDownload(download), why: changes.error });
    });
  }
  await db.transaction().execute(async (tx) => {
    const locked = await lockDownload(tx, download.id);
    if (locked.state !== 'queued' && locked.state !== 'downloading') return;
    await updateDownload(tx, download.id, {
      ...changes,
      state: 'completed',
      progress: 1,
      completed_at: clock.now(),
    });
    await announce(tx, DownloadFinished, aboutDownload(download));
  });
}

/** Only what differs, so that a torrent at rest costs no write. */
function changesOf(download: Download, torrent: ClientTorrent): DownloadChanges {
  const now: DownloadChanges = {
    client_state: torrent.rawState,
    progress: torrent.progress,
    size_bytes: torrent.sizeBytes,
    speed_bytes_per_second: torrent.speedBytesPerSecond,
    eta_seconds: torrent.etaSeconds,
    content_path: torrent.contentPath === '' ? null : torrent.contentPath,
    error: torrent.errorText,
    ...(download.state === 'queued' ? { state: 'downloading' as const } : {}),
  };
  const known: Readonly<Record<string, unknown>> = { ...download };
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => known[field] !== value));
}

async function missing(
  { db, clock, announce }: Needs,
  download: Download,
  client: StoredDownloadClient,
): Promise<void> {
  const handedOverAt = download.handed_over_at?.getTime() ?? 0;
  if (clock.now().getTime() - handedOverAt < GRACE_MS) return;
  await db.transaction().execute(async (tx) => {
    const locked = await lockDownload(tx, download.id);
    if (locked.state !== download.state) return;
    await updateDownload(tx, download.id, { state: 'removed', error: `It is no longer in ${client.name}.` });
    await announce(tx, DownloadVanished, { ...aboutDownload(download), client: client.name });
  });
}

function aboutDownload({ id, wanted_book_id, title }: Download) {
  return { download_id: id, wanted_id: wanted_book_id, title };
}
