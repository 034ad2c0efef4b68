import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addDownloadClient, removeDownloadClient } from '../src/contract/download-clients.ts';
import { getWanted, wantBook } from '../src/contract/wanted.ts';
import { readTorrentFile } from '../src/downloads/torrent-file.ts';
import { makeAudioFile } from '../test/support/audio-files.ts';
import { startBittorrentTracker } from '../test/support/bittorrent-tracker.ts';
import { type QbittorrentServer, startQbittorrent } from '../test/support/qbittorrent.ts';
import { makeTorrent } from '../test/support/torrent.ts';
import { until } from '../test/support/until.ts';
import type { Outcome } from './drill.ts';
import { timed } from './drill.ts';
import type { Household } from './household.ts';
import { FILLER, fill } from './small-disk.ts';

const TITLE = 'The Time Machine';
const AUTHOR = 'H. G. Wells';
/** More than is left on a disk of a megabyte or two that is nearly full. */
const BOOK_SECONDS = 120;

/** The disk that a real qBittorrent downloads to is full; a person makes room and starts the torrent again. */
export async function downloadsFull(household: Household, smallDisk: string): Promise<Outcome> {
  const { ask, downloads, folder } = household;
  await using tracker = await startBittorrentTracker();
  await using seeder = await startQbittorrent({ dir: join(folder, 'seeder') });
  await using client = await startQbittorrent({ dir: join(folder, 'client'), savePath: smallDisk });
  const contentPath = join(seeder.downloadsDir, `${AUTHOR} - ${TITLE}`);
  const tags = { title: TITLE, album: TITLE, artist: AUTHOR };
  await makeAudioFile(join(contentPath, 'book.mp3'), { format: 'mp3', seconds: BOOK_SECONDS, tags });
  const torrent = await makeTorrent({ contentPath, announceUrl: tracker.announceUrl });
  await seeder.addSeed(torrent, seeder.downloadsDir);
  await tracker.waitForPeers(readTorrentFile(torrent).infohash, 1);
  const title = `${AUTHOR} - ${TITLE} [ENG / MP3]`;
  downloads.indexer.releases = [{ title, torrent, seeders: 5, sizeBytes: 300_000_000, categories: [3030] }];
  await ask(removeDownloadClient, { params: { id: 1 } });
  const { url, username, password } = client;
  const named = { kind: 'qbittorrent', name: 'Full qBittorrent', url, username, password } as const;
  await ask(addDownloadClient, { body: named });

  await fill(smallDisk);
  const { id } = await ask(wantBook, {
    body: { title: TITLE, authors: [AUTHOR], library_id: household.libraryId },
  });
  const wanted = () => ask(getWanted, { params: { id } });
  await until('a person is asked', async () => /disk is full/.test((await wanted()).reason ?? ''), 120_000);
  const { reason } = await wanted();
  await rm(join(smallDisk, FILLER));
  await startAgain(client);
  const seconds = await timed(() => household.untilWanted(id, 'owned'));
  return { drill: 'Disk of the downloads full', happened: `told: ${reason}`, seconds };
}

/** As a person does it in qBittorrent. */
async function startAgain({ url, username, password }: QbittorrentServer): Promise<void> {
  const signIn = await fetch(`${url}/api/v2/auth/login`, {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const body = new URLSearchParams({ hashes: 'all' });
  // As it is called before version 5, and since.
  for (const call of ['resume', 'start'])
    await fetch(`${url}/api/v2/torrents/${call}`, { method: 'POST', headers: { cookie }, body });
}
