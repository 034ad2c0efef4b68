import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDownloadClient } from '../../test/support/add-download-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { createAnnounce } from '../activity/facts.ts';
import { Unavailable } from '../base/errors.ts';
import type { ClientTorrent, DownloadClient } from './download-client.ts';
import { readDownloadClient } from './download-client-store.ts';
import type { DownloadClients } from './download-clients.ts';
import { insertDownload, readDownload, updateDownload } from './download-store.ts';
import { followDownloads } from './follow-downloads.ts';

const HASH = 'a'.repeat(40);
const HANDED_OVER = new Date('2026-11-22T12:00:00Z');

const TORRENT: ClientTorrent = {
  infohash: HASH,
  name: 'Book',
  category: 'audiobooks',
  state: 'downloading',
  rawState: 'downloading',
  progress: 0.5,
  sizeBytes: 100,
  downloadedBytes: 50,
  speedBytesPerSecond: 10,
  etaSeconds: 5,
  savePath: '/dl',
  contentPath: '/dl/Book',
  seeders: 1,
  ratio: 0,
  seedingSeconds: 0,
  errorText: null,
};

let database: TestDatabase;
let clientId: number;
let downloadId: number;
let torrents: readonly ClientTorrent[] | Error;
let now: Date;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => database[Symbol.asyncDispose]());

beforeEach(async () => {
  const db = database.database;
  now = HANDED_OVER;
  torrents = [TORRENT];
  await db.deleteFrom('download').execute();
  await db.deleteFrom('download_client').execute();
  await db.deleteFrom('fact').execute();
  clientId = await addDownloadClient(db, { name: 'Client' });
  await db.transaction().execute(async (tx) => {
    const parts = {
      wanted_book_id: null,
      search_id: null,
      release_id: null,
      client_id: clientId,
      size_bytes: null,
    };
    downloadId = await insertDownload(tx, { ...parts, title: 'Book' });
    await updateDownload(tx, downloadId, {
      infohash: HASH,
      state: 'downloading',
      handed_over_at: HANDED_OVER,
    });
  });
});

/** A client that lists what the test says. */
function clients(): DownloadClients {
  const client: DownloadClient = {
    test: async () => ({ ok: true, detail: '' }),
    add: async () => 'added',
    files: async () => [],
    seenTraffic: () => null,
    remove: async () => {},
    poll: async () => {
      if (torrents instanceof Error) throw torrents;
      return new Map(torrents.map((torrent) => [torrent.infohash, torrent]));
    },
  };
  return { connect: () => client, of: () => client, renew: () => client, forget: () => {} };
}

function follow() {
  return followDownloads({
    db: database.database,
    clock: { now: () => now },
    announce: createAnnounce([]),
    clients: clients(),
  });
}

async function factKinds(): Promise<readonly string[]> {
  const rows = await database.database.selectFrom('fact').select('kind').orderBy('id').execute();
  return rows.map(({ kind }) => kind);
}

describe('followDownloads', () => {
  it('brings the download to where its torrent is, and says that it is under way', async () => {
    expect(await follow()).toBe(true);

    expect(await readDownload(database.database, downloadId)).toMatchObject({
      state: 'downloading',
      client_state: 'downloading',
      progress: 0.5,
      eta_seconds: 5,
      content_path: '/dl/Book',
    });
  });

  it('finishes a download once, however often it is asked', async () => {
    torrents = [{ ...TORRENT, state: 'complete', rawState: 'stalledUP', progress: 1 }];

    await Promise.all([follow(), follow()]);
    await follow();

    expect(await readDownload(database.database, downloadId)).toMatchObject({
      state: 'completed',
      progress: 1,
    });
    expect(await factKinds()).toEqual(['DownloadFinished']);
  });

  it('keeps the fault of a client that does not answer, and changes no download for it', async () => {
    torrents = new Unavailable('client.test refuses the connection');

    await follow();

    expect(await readDownloadClient(database.database, clientId)).toMatchObject({
      lastError: 'client.test refuses the connection',
    });
    expect(await readDownload(database.database, downloadId)).toMatchObject({
      state: 'downloading',
      error: null,
    });
    torrents = [TORRENT];
    await follow();
    expect((await readDownloadClient(database.database, clientId)).lastError).toBeNull();
  });

  it('gives a client a minute to list what it was given; then it is gone', async () => {
    torrents = [];
    now = new Date(HANDED_OVER.getTime() + 59_000);
    await follow();
    expect((await readDownload(database.database, downloadId)).state).toBe('downloading');

    now = new Date(HANDED_OVER.getTime() + 61_000);
    await follow();

    expect(await readDownload(database.database, downloadId)).toMatchObject({
      state: 'removed',
      error: 'It is no longer in Client.',
    });
    expect(await factKinds()).toEqual(['DownloadVanished']);
    expect(await follow()).toBe(false);
  });

  it('tells what the client complains of', async () => {
    torrents = [
      { ...TORRENT, state: 'error', rawState: 'error', errorText: 'The disk of the client is full.' },
    ];

    await follow();

    expect((await readDownload(database.database, downloadId)).error).toBe('The disk of the client is full.');
  });
});
