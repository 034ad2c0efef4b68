import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectQbittorrent } from '../../src/downloads/clients/qbittorrent.ts';
import { readTorrentFile } from '../../src/downloads/torrent-file.ts';
import { fetchTorrent } from '../../src/indexers/fetch-torrent.ts';
import { connectTorznab } from '../../src/indexers/kinds/torznab.ts';
import { createOutbound, type Outbound } from '../../src/platform/outbound.ts';
import { type BittorrentTracker, startBittorrentTracker } from '../support/bittorrent-tracker.ts';
import { type QbittorrentServer, startQbittorrent } from '../support/qbittorrent.ts';
import { makeTorrent } from '../support/torrent.ts';
import { startTorznabServer, type TorznabServer } from '../support/torznab-server.ts';
import { until } from '../support/until.ts';

const BOOK = 'Charles Dickens - A Christmas Carol (1843)';
const SIZES = { '01 - Stave 1.mp3': 2_000_000, '02 - Stave 2.mp3': 1_500_000 };

let dir: string;
let tracker: BittorrentTracker;
let seeder: QbittorrentServer;
let users: QbittorrentServer;
let indexer: TorznabServer;
let outbound: Outbound;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'found-release-'));
  outbound = createOutbound({ userAgent: 'test' });
  [tracker, seeder, users] = await Promise.all([
    startBittorrentTracker(),
    startQbittorrent({ dir: join(dir, 'seeder') }),
    startQbittorrent({ dir: join(dir, 'user') }),
  ]);
  const contentPath = join(seeder.downloadsDir, BOOK);
  await mkdir(contentPath);
  for (const [name, size] of Object.entries(SIZES))
    await writeFile(join(contentPath, name), Buffer.alloc(size, name));
  const torrent = await makeTorrent({ contentPath, announceUrl: tracker.announceUrl });
  indexer = await startTorznabServer({ releases: [{ title: BOOK, author: 'Charles Dickens', torrent }] });
  await seeder.addSeed(torrent, seeder.downloadsDir);
  await tracker.waitForPeers(readTorrentFile(torrent).infohash, 1);
});

afterAll(async () => {
  await Promise.all([outbound[Symbol.asyncDispose](), indexer.stop(), seeder.stop(), users.stop()]);
  await tracker.stop();
  await rm(dir, { recursive: true, force: true });
});

it('is found at the indexer, handed to qBittorrent, and there in full some seconds later', async () => {
  const place = connectTorznab({ url: indexer.url, apiKey: indexer.apiKey }, { outbound });
  const client = connectQbittorrent({ ...users, category: 'audiobooks' }, { outbound });

  const [release] = await place.search({ title: 'A Christmas Carol', authors: ['Charles Dickens'] });
  const link = { downloadUrl: release?.downloadUrl ?? '', configured: [indexer.url] };
  const fetched = await fetchTorrent({ outbound }, link);
  if (fetched.kind !== 'file') throw new Error('A file was expected');
  const { infohash, name } = readTorrentFile(fetched.bytes);
  await client.add({ ...fetched, fileName: `${name}.torrent` }, { infohash });
  await until(
    'it is complete',
    async () => (await client.poll()).get(infohash)?.state === 'complete',
    25_000,
  );

  const torrent = (await client.poll()).get(infohash);
  expect(torrent).toMatchObject({
    progress: 1,
    downloadedBytes: 3_500_000,
    contentPath: join(users.downloadsDir, BOOK),
    errorText: null,
  });
  for (const fileName of Object.keys(SIZES)) {
    const [original, copy] = await Promise.all(
      [seeder, users].map(({ downloadsDir }) => readFile(join(downloadsDir, BOOK, fileName))),
    );
    expect(copy?.equals(original ?? Buffer.alloc(0))).toBe(true);
  }
});
