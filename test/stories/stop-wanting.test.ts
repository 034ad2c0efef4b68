import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import { stopWanting, wantBook } from '../../src/contract/wanted.ts';
import { connectQbittorrent } from '../../src/downloads/clients/qbittorrent.ts';
import type { DownloadClient } from '../../src/downloads/download-client.ts';
import { type Download, openDownloadOf } from '../../src/downloads/download-store.ts';
import { readTorrentFile } from '../../src/downloads/torrent-file.ts';
import { createOutbound } from '../../src/platform/outbound.ts';
import { handOverRelease } from '../../src/wanted/hand-over-release.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type QbittorrentServer, startQbittorrent } from '../support/qbittorrent.ts';
import { forgeTorrent } from '../support/torrent.ts';
import { startTorznabServer, type TorznabServer } from '../support/torznab-server.ts';
import { until } from '../support/until.ts';

const ending = new AsyncDisposableStack();
let app: TestApp;
let indexer: TorznabServer;
let users: QbittorrentServer;
let client: DownloadClient;

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stop-wanting-'));
  ending.defer(() => rm(dir, { recursive: true, force: true }));
  users = ending.use(await startQbittorrent({ dir }));
  indexer = ending.use(await startTorznabServer());
  app = ending.use(await startTestApp());
  client = connectQbittorrent(
    { ...users, category: 'mine' },
    { outbound: ending.use(createOutbound({ userAgent: 'test' })) },
  );
  const { url, username, password } = users;
  await app.call(addDownloadClient, {
    body: { kind: 'qbittorrent', name: 'qBittorrent', url, username, password },
  });
  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey },
  });
});

afterAll(() => ending.disposeAsync());

interface Offered {
  readonly torrent: Uint8Array;
  readonly infohash: string;
}

/** A release that nobody seeds: what is taken of it stays unfinished. */
function offer(title: string, author: string): Offered {
  const torrent = forgeTorrent({ name: title, length: 10 });
  const release = { title: `${title} by ${author} [ENG / MP3]`, torrent, categories: [3030], seeders: 3 };
  indexer.releases = [...indexer.releases, { ...release, sizeBytes: 200_000_000 }];
  return { torrent, infohash: readTorrentFile(torrent).infohash };
}

/** A book that is wanted and whose torrent is at the client. */
async function wantAndTake(
  title: string,
  author: string,
): Promise<{ readonly id: number; readonly download: Download }> {
  const { id } = await app.call(wantBook, { body: { title, authors: [author] } });
  await until(`${title} is handed over`, async () => {
    const open = await openDownloadOf(app.db, id);
    return open !== null && open.handed_over_at !== null;
  });
  const download = await openDownloadOf(app.db, id);
  if (download === null) throw new Error('It is not there');
  return { id, download };
}

const has = async ({ infohash }: Offered) => (await client.poll()).has(infohash);

async function stop(id: number): Promise<void> {
  await app.call(stopWanting, { params: { id }, query: { remove_download: 'true' } });
}

/** That nothing is removed shows only where something else has been, after it. */
async function untilAnotherIsRemoved(): Promise<void> {
  const other = offer('Emma', 'Jane Austen');
  const { id } = await wantAndTake('Emma', 'Jane Austen');
  await stop(id);
  await until('the other one is gone', async () => !(await has(other)));
}

describe('a want that is given up with its download', () => {
  it('takes the torrent out of the client where it came with the want', async () => {
    const ours = offer('Walden', 'Henry Thoreau');

    const { id, download } = await wantAndTake('Walden', 'Henry Thoreau');
    expect(download).toMatchObject({ was_there: false, infohash: ours.infohash });
    await stop(id);

    await until('it is gone', async () => !(await has(ours)));
  });

  it('leaves alone a torrent that the client had before', async () => {
    const theirs = offer('The Italian', 'Ann Radcliffe');
    const file = { kind: 'file', bytes: theirs.torrent, fileName: 'x.torrent' } as const;
    expect(await client.add(file, { infohash: theirs.infohash })).toBe('added');

    const { id, download } = await wantAndTake('The Italian', 'Ann Radcliffe');
    expect(download.was_there).toBe(true);
    await stop(id);

    await untilAnotherIsRemoved();
    expect((await client.poll()).get(theirs.infohash)).toMatchObject({ category: 'mine' });
  });

  it('leaves alone a torrent that another want needs', async () => {
    const shared = offer('Middlemarch', 'George Eliot');
    const first = await wantAndTake('Middlemarch', 'George Eliot');
    await app.db
      .insertInto('download')
      .values({
        client_id: first.download.client_id,
        infohash: shared.infohash,
        title: 'The same for another',
        state: 'downloading',
        handed_over_at: new Date(),
        was_there: true,
      })
      .execute();

    await stop(first.id);

    await untilAnotherIsRemoved();
    expect(await has(shared)).toBe(true);
  });

  it('knows its own torrent again when the hand-over broke off in the middle', async () => {
    const ours = offer('Dracula', 'Bram Stoker');
    const { id, download } = await wantAndTake('Dracula', 'Bram Stoker');
    // As if the program had ended between the client's answer and our note of it.
    await app.db
      .updateTable('download')
      .set({ state: 'queued', handed_over_at: null, client_state: null })
      .where('id', '=', download.id)
      .execute();

    const { db, clock, announce, secretBox, indexers, downloadClients: clients } = app.needs;
    const needs = { db, clock, announce, secretBox, indexers, clients };
    await handOverRelease(needs, download.id, { isLast: false, signal: new AbortController().signal });

    expect(await openDownloadOf(app.db, id)).toMatchObject({ was_there: false, state: 'downloading' });
    await stop(id);
    await until('it is gone', async () => !(await has(ours)));
  });
});
