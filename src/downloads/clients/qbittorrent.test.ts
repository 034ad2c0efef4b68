import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type QbittorrentServer, startQbittorrent } from '../../../test/support/qbittorrent.ts';
import { makeTorrent, makeV2Torrent } from '../../../test/support/torrent.ts';
import { until } from '../../../test/support/until.ts';
import { NotFound, Refused } from '../../base/errors.ts';
import { createOutbound, type Outbound } from '../../platform/outbound.ts';
import { readTorrentFile } from '../torrent-file.ts';
import { connectQbittorrent, type QbittorrentSettings } from './qbittorrent.ts';

vi.setConfig({ testTimeout: 30_000 });

let dir: string;
let server: QbittorrentServer;
let outbound: Outbound;
let logins = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'qbittorrent-'));
  server = await startQbittorrent({ dir });
  const real = createOutbound({ userAgent: 'test' });
  outbound = {
    request: (call) => {
      if (String(call.url).endsWith('auth/login')) logins += 1;
      return real.request(call);
    },
    [Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
  };
});

afterAll(async () => {
  await outbound[Symbol.asyncDispose]();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

function connect(settings: Partial<QbittorrentSettings> = {}) {
  const { url, username, password } = server;
  return connectQbittorrent({ url, username, password, category: 'audiobooks', ...settings }, { outbound });
}

async function aTorrent(name: string) {
  const contentPath = join(dir, 'content', name);
  await mkdir(contentPath, { recursive: true });
  await writeFile(join(contentPath, '01.mp3'), Buffer.alloc(50_000, name));
  await writeFile(join(contentPath, '02.mp3'), Buffer.alloc(20_000, name));
  const bytes = await makeTorrent({ contentPath, announceUrl: 'http://127.0.0.1:9/announce' });
  const { infohash } = readTorrentFile(bytes);
  return { infohash, file: { kind: 'file', bytes, fileName: 'book.torrent' } as const };
}

it('tries a wrong password once, and is not locked out', async () => {
  const before = logins;
  const wrong = connect({ password: 'wrong' });

  for (let attempt = 0; attempt < 6; attempt += 1) await expect(wrong.poll()).rejects.toBeInstanceOf(Refused);

  expect(logins - before).toBe(1);
  await expect(wrong.test()).resolves.toMatchObject({
    ok: false,
    detail: expect.stringMatching(/refuses the user name/),
  });
  await expect(connect().test()).resolves.toMatchObject({ ok: true });
});

it('says in words what answers', async () => {
  await expect(connect({ category: 'new' }).test()).resolves.toEqual({
    ok: true,
    detail: `qBittorrent v4.5.2 answers. It saves to ${server.downloadsDir}; the category "new" will be made with the first download.`,
  });
});

it('adds a torrent once, follows it, names its files, and removes it', async () => {
  const client = connect();
  const { infohash, file } = await aTorrent('A Christmas Carol');

  expect(await client.add(file, { infohash })).toBe('added');
  expect(await client.add(file, { infohash })).toBe('was_there');
  expect(await connect().add(file, { infohash })).toBe('was_there');

  const stalled = async () => (await client.poll()).get(infohash)?.contentPath !== '';
  await until('qBittorrent knows where the torrent goes', stalled);
  expect((await client.poll()).get(infohash)).toMatchObject({
    name: 'A Christmas Carol',
    category: 'audiobooks',
    progress: 0,
    sizeBytes: 70_000,
    downloadedBytes: 0,
    savePath: server.downloadsDir,
    contentPath: join(server.downloadsDir, 'A Christmas Carol'),
    errorText: null,
  });
  expect(client.seenTraffic()).toContainEqual({
    tracker: '127.0.0.1',
    uploadedBytes: 0,
    downloadedBytes: 0,
  });
  expect(await client.files(infohash)).toEqual(
    expect.arrayContaining([
      { name: 'A Christmas Carol/01.mp3', sizeBytes: 50_000, progress: 0 },
      { name: 'A Christmas Carol/02.mp3', sizeBytes: 20_000, progress: 0 },
    ]),
  );
  await expect(client.test()).resolves.toMatchObject({
    detail: expect.stringMatching(/"audiobooks" is there/),
  });

  await client.remove(infohash, { deleteFiles: true });
  await until('the torrent is gone', async () => !(await client.poll()).has(infohash));
  await expect(client.files(infohash)).rejects.toBeInstanceOf(NotFound);
  await expect(client.remove(infohash, { deleteFiles: true })).resolves.toBeUndefined();
});

it('adds a torrent that two ask for at the same time', async () => {
  const { infohash, file } = await aTorrent('Oliver Twist');
  const [one, other] = [connect(), connect()];

  const outcomes = await Promise.all([
    one.add(file, { infohash }),
    one.add(file, { infohash }),
    other.add(file, { infohash }),
  ]);

  expect(outcomes.toSorted()).toEqual(['added', 'was_there', 'was_there']);
  expect((await one.poll()).has(infohash)).toBe(true);
});

it('knows a torrent of both versions, and one of v2 alone, by the infohash of the file', async () => {
  const client = connect();
  for (const isHybrid of [true, false]) {
    const bytes = makeV2Torrent({
      name: `${isHybrid}.m4b`,
      content: Buffer.from('once upon a time'),
      isHybrid,
    });
    const { infohash } = readTorrentFile(bytes);

    await client.add({ kind: 'file', bytes, fileName: 'book.torrent' }, { infohash });

    expect(await client.files(infohash)).toEqual([{ name: `${isHybrid}.m4b`, sizeBytes: 16, progress: 0 }]);
  }
});

it('adds a magnet link, of which nothing is known yet', async () => {
  const client = connect();
  const infohash = 'c'.repeat(40);

  await client.add(
    { kind: 'magnet', url: `magnet:?xt=urn:btih:${infohash}&dn=Emma` },
    { infohash, category: 'magnets' },
  );

  expect((await client.poll()).get(infohash)).toMatchObject({
    name: 'Emma',
    category: 'magnets',
    progress: 0,
  });
});

it('says that a file is no torrent', async () => {
  const file = { kind: 'file', bytes: Buffer.from('d4:infod4:name1:aee'), fileName: 'x' } as const;

  await expect(connect().add(file, { infohash: 'd'.repeat(40) })).rejects.toThrow(/no valid torrent file/);
});

it('keeps one session over many polls', async () => {
  const client = connect();
  const before = logins;

  for (let poll = 0; poll < 20; poll += 1) await client.poll();

  expect(logins - before).toBe(1);
});
