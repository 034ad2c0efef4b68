import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppOptions } from '../../src/app.ts';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import type { ReplyOf } from '../../src/contract/endpoint.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import { addLibrary } from '../../src/contract/libraries.ts';
import { getSearch } from '../../src/contract/searches.ts';
import { getWanted, wantBook } from '../../src/contract/wanted.ts';
import { readTorrentFile } from '../../src/downloads/torrent-file.ts';
import { startTestApp, type TestApp } from './app.ts';
import { type AudioFileSpec, makeAudioFile } from './audio-files.ts';
import { type BittorrentTracker, startBittorrentTracker } from './bittorrent-tracker.ts';
import { type QbittorrentServer, startQbittorrent } from './qbittorrent.ts';
import { makeTorrent } from './torrent.ts';
import { startTorznabServer, type TorznabServer } from './torznab-server.ts';
import { until } from './until.ts';

type Wanted = ReplyOf<typeof getWanted>;

/** A release that really can be downloaded: its files, by name, are made and seeded. */
export interface Offer {
  readonly title: string;
  /** The folder of the torrent. */
  readonly folder: string;
  readonly files: Readonly<Record<string, AudioFileSpec>>;
  readonly author?: string;
  readonly seeders?: number;
}

/** The program with a library, an indexer, a seeder and a qBittorrent of the user's: all real, all on loopback. */
export interface World extends AsyncDisposable {
  readonly dir: string;
  readonly app: TestApp;
  readonly tracker: BittorrentTracker;
  readonly indexer: TorznabServer;
  readonly seeder: QbittorrentServer;
  readonly users: QbittorrentServer;
  readonly libraryDir: string;
  readonly libraryId: number;
  offer(offer: Offer): Promise<{ readonly infohash: string }>;
  want(title: string, authors: readonly string[]): Promise<Wanted>;
  /** Waits until the first search of a want has ended. */
  untilSearched(id: number): Promise<Wanted>;
  /** The newest search of a want, with up to 200 releases. */
  searchOf(id: number): Promise<ReplyOf<typeof getSearch>>;
  /** Waits until a want is in a state. */
  untilWanted(id: number, state: Wanted['state'], deadlineMs?: number): Promise<Wanted>;
}

export async function startWorld(options: Partial<AppOptions> = {}): Promise<World> {
  await using ending = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'mamcrawler-world-'));
  ending.defer(() => rm(dir, { recursive: true, force: true }));
  const tracker = await startBittorrentTracker();
  ending.defer(() => tracker.stop());
  const [seeder, users, indexer, app] = await Promise.all([
    startQbittorrent({ dir: join(dir, 'seeder') }),
    startQbittorrent({ dir: join(dir, 'user') }),
    startTorznabServer(),
    startTestApp(options),
  ]);
  for (const part of [indexer, seeder, users, app]) ending.use(part);
  const libraryDir = join(dir, 'library');
  await mkdir(libraryDir);
  const { id: libraryId } = await app.call(addLibrary, { body: { name: 'Books', path: libraryDir } });
  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey },
  });
  await app.call(addDownloadClient, {
    body: {
      kind: 'qbittorrent',
      name: 'qBittorrent',
      url: users.url,
      username: users.username,
      password: users.password,
    },
  });

  const lookAt = (id: number) => app.call(getWanted, { params: { id } });
  const atTheEnd = ending.move();
  return {
    dir,
    app,
    tracker,
    indexer,
    seeder,
    users,
    libraryDir,
    libraryId,
    async offer({ title, folder, files, author, seeders = 5 }) {
      const contentPath = join(seeder.downloadsDir, folder);
      for (const [name, spec] of Object.entries(files)) await makeAudioFile(join(contentPath, name), spec);
      const torrent = await makeTorrent({ contentPath, announceUrl: tracker.announceUrl });
      const { infohash, sizeBytes } = readTorrentFile(torrent);
      await seeder.addSeed(torrent, seeder.downloadsDir);
      await tracker.waitForPeers(infohash, 1);
      indexer.releases = [
        ...indexer.releases,
        {
          title,
          torrent,
          seeders,
          sizeBytes,
          categories: [3030],
          ...(author === undefined ? {} : { author }),
        },
      ];
      return { infohash };
    },
    want: (title, authors) => app.call(wantBook, { body: { title, authors: [...authors] } }),
    async untilSearched(id) {
      await until('it was searched', async () => (await lookAt(id)).searched_at !== null);
      return lookAt(id);
    },
    async searchOf(id) {
      const { search_id } = await lookAt(id);
      return app.call(getSearch, { params: { id: search_id ?? 0 }, query: { limit: 200 } });
    },
    async untilWanted(id, state, deadlineMs = 60_000) {
      const isThere = async () => (await lookAt(id)).state === state;
      await until(`want ${id} is ${state}`, isThere, deadlineMs).catch(async (error: unknown) => {
        const { state: is, reason } = await lookAt(id);
        throw new Error(`It is ${is}: ${reason}`, { cause: error });
      });
      return lookAt(id);
    },
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}
