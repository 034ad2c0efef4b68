import { basename, join } from 'node:path';
import { type CallOptions, call } from '../../src/contract/call.ts';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import { readTorrentFile } from '../../src/downloads/torrent-file.ts';
import { generateLibrary } from './audio-files/generate-library.ts';
import { madeUpBook } from './audio-files/made-up-book.ts';
import { patiently } from './patiently.ts';
import {
  type QbittorrentContractServer,
  startQbittorrentContractServer,
} from './qbittorrent-contract-server.ts';
import { forgeTorrent } from './torrent.ts';
import { startTorznabServer, type TorznabServer } from './torznab-server.ts';

export interface OfferedBook {
  readonly title: string;
  readonly authors: readonly string[];
  /** Where its files lie. */
  readonly folder: string;
  readonly infohash: string;
}

/** An indexer that offers made-up books, and a client that has each of them as soon as it is asked for it. */
export interface MadeUpDownloads extends AsyncDisposable {
  readonly indexer: TorznabServer;
  readonly client: QbittorrentContractServer;
  readonly books: readonly OfferedBook[];
  /** While it is false, what was handed over stays at its beginning. */
  finishes: boolean;
  /** Tells a program of both. */
  enter(options: CallOptions): Promise<void>;
}

const LOOK_MS = 50;

/** `first`: the number of the first book, so that it is no other one's (`madeUpBook`). */
export async function startMadeUpDownloads({
  folder,
  count,
  first,
}: {
  readonly folder: string;
  readonly count: number;
  readonly first: number;
}): Promise<MadeUpDownloads> {
  await generateLibrary(folder, count, first);
  const releases = Array.from({ length: count }, (_, at) => offer(folder, first + at));
  const books = new Map(releases.map(({ book }) => [book.infohash, book]));
  const [indexer, client] = await Promise.all([
    startTorznabServer({ releases: releases.map(({ release }) => release) }),
    startQbittorrentContractServer({ webApi: '2.11' }),
  ]);
  const downloads: MadeUpDownloads = {
    indexer,
    client,
    books: [...books.values()],
    finishes: true,
    async enter(options) {
      const { url, username, password } = client;
      const named = { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey } as const;
      await patiently(() => call(addIndexer, { body: named }, options));
      const body = { kind: 'qbittorrent', name: 'qBittorrent', url, username, password } as const;
      await patiently(() => call(addDownloadClient, { body }, options));
    },
    async [Symbol.asyncDispose]() {
      clearInterval(looking);
      await Promise.all([indexer.stop(), client.stop()]);
    },
  };
  const looking = setInterval(() => {
    if (downloads.finishes) finishAll(client, books);
  }, LOOK_MS);
  return downloads;
}

function offer(folder: string, index: number) {
  const { folder: place, tags } = madeUpBook(index);
  const torrent = forgeTorrent({
    name: basename(place),
    length: 16_384,
    pieces: Buffer.alloc(20, `${index}`),
  });
  const author = String(tags.artist);
  const book: OfferedBook = {
    title: tags.title,
    authors: [author],
    folder: join(folder, place),
    infohash: readTorrentFile(torrent).infohash,
  };
  const release = {
    title: `${author} - ${tags.title} [ENG / M4B]`,
    torrent,
    author,
    bookTitle: tags.title,
    seeders: 5,
    sizeBytes: 300_000_000,
    categories: [3030],
  };
  return { book, release };
}

function finishAll({ torrents }: QbittorrentContractServer, books: ReadonlyMap<string, OfferedBook>): void {
  for (const [infohash, torrent] of torrents) {
    const book = books.get(infohash);
    if (book === undefined || torrent['state'] !== 'metaDL') continue;
    const { folder } = book;
    const done = { progress: 1, size: 1000, completed: 1000, num_seeds: 1 };
    const where = { name: basename(folder), save_path: join(folder, '..'), content_path: folder };
    torrents.set(infohash, { ...torrent, ...done, ...where, state: 'stalledUP' });
  }
}
