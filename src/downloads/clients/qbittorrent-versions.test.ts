import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type QbittorrentContractServer,
  startQbittorrentContractServer,
} from '../../../test/support/qbittorrent-contract-server.ts';
import { forgeTorrent } from '../../../test/support/torrent.ts';
import { Invalid, Refused, Unavailable } from '../../base/errors.ts';
import { createOutbound, type Outbound } from '../../platform/outbound.ts';
import { readTorrentFile } from '../torrent-file.ts';
import { connectQbittorrent, type QbittorrentSettings } from './qbittorrent.ts';

const BYTES = forgeTorrent({ length: 10 });
const { infohash: INFOHASH } = readTorrentFile(BYTES);
const FILE = { kind: 'file', bytes: BYTES, fileName: 'book.torrent' } as const;
const OTHER = 'b'.repeat(40);

let outbound: Outbound;
let server: QbittorrentContractServer;

beforeEach(() => {
  outbound = createOutbound({ userAgent: 'test' });
});

afterEach(async () => {
  await outbound[Symbol.asyncDispose]();
  await server.stop();
});

function connect(settings: Partial<QbittorrentSettings> = {}) {
  const { url, username, password } = server;
  return connectQbittorrent({ url, username, password, category: 'audiobooks', ...settings }, { outbound });
}

describe.each([
  ['4.5', '2.8.19', 'paused'],
  ['5.0', '2.11.2', 'stopped'],
  ['5.1', '2.11.4', 'stopped'],
  ['5.2', '2.15.1', 'stopped'],
])('qBittorrent %s', (_version, webApi, paused) => {
  beforeEach(async () => {
    server = await startQbittorrentContractServer({ webApi });
  });

  it('takes a torrent, its category, and the same torrent again', async () => {
    const client = connect();

    expect(await client.add(FILE, { infohash: INFOHASH })).toBe('added');
    expect(await client.add(FILE, { infohash: INFOHASH })).toBe('was_there');

    expect([...server.categories]).toEqual(['audiobooks']);
    expect(server.addedWith).toEqual(['torrents', 'category', paused]);
    expect(server.requests.filter((request) => request.includes('torrents/add'))).toHaveLength(1);
    expect((await client.poll()).get(INFOHASH)).toMatchObject({ category: 'audiobooks' });
  });

  it('takes a magnet link', async () => {
    const client = connect();

    await client.add(
      { kind: 'magnet', url: `magnet:?xt=urn:btih:${OTHER}` },
      { infohash: OTHER, category: 'other' },
    );

    expect((await client.poll()).get(OTHER)).toMatchObject({ category: 'other', state: 'downloading' });
  });

  it('takes a refusal for done where another has added the torrent meanwhile', async () => {
    const client = connect();
    await client.poll();
    const racing: Outbound = {
      ...outbound,
      request: (call) => {
        const isAdd = String(call.url).endsWith('torrents/add');
        if (isAdd) server.torrents.set(INFOHASH, { name: 'raced', infohash_v1: INFOHASH });
        return outbound.request(call);
      },
    };
    const { url, username, password } = server;
    const other = connectQbittorrent(
      { url, username, password, category: 'audiobooks' },
      { outbound: racing },
    );

    await expect(other.add(FILE, { infohash: INFOHASH })).resolves.toBe('was_there');
  });

  it('tries a wrong password once, whatever is asked of it', async () => {
    const client = connect({ password: 'wrong' });

    const failures = await Promise.all(
      [client.poll(), client.files(INFOHASH), client.remove(INFOHASH, { deleteFiles: false })].map((call) =>
        call.catch((error: unknown) => error),
      ),
    );
    const { ok, detail } = await client.test();

    expect(failures.every((failure) => failure instanceof Refused)).toBe(true);
    expect(ok).toBe(false);
    expect(detail).toMatch(/refuses the user name or the password\. It is not asked again/);
    expect(server.loginCount()).toBe(1);
  });

  it('signs in anew, once, when its session has ended, and reads the whole list again', async () => {
    const client = connect();
    server.torrents.set(OTHER, { name: 'old', state: 'stalledUP', progress: 1, infohash_v1: OTHER });
    await client.poll();
    server.endSessions();
    server.torrents.delete(OTHER);
    server.torrents.set(INFOHASH, { name: 'new', state: 'stoppedUP', progress: 1, infohash_v1: INFOHASH });

    const answers = await Promise.all([client.poll(), client.poll()]);

    expect(answers.map((torrents) => [...torrents.keys()])).toEqual([[INFOHASH], [INFOHASH]]);
    expect(answers[0]?.get(INFOHASH)?.state).toBe('complete');
    expect(server.loginCount()).toBe(2);
  });

  it('answers a test in words', async () => {
    await expect(connect().test()).resolves.toEqual({
      ok: true,
      detail: expect.stringMatching(
        /^qBittorrent v[45]\.\d\.\d answers\. It saves to \/downloads; the category "audiobooks" will be made/,
      ),
    });
  });

  it('forgets what has been removed', async () => {
    const client = connect();
    server.torrents.set(OTHER, { name: 'other', infohash_v1: OTHER });
    await client.add(FILE, { infohash: INFOHASH });

    await client.remove(INFOHASH, { deleteFiles: true });

    expect([...(await client.poll()).keys()]).toEqual([OTHER]);
  });
});

describe('qBittorrent in trouble', () => {
  beforeEach(async () => {
    server = await startQbittorrentContractServer({ webApi: '2.11.4' });
  });

  it('asks for what has changed, and keeps what has not', async () => {
    const client = connect();
    server.torrents.set(OTHER, {
      name: 'book',
      state: 'downloading',
      progress: 0.25,
      size: 100,
      infohash_v1: OTHER,
    });
    await client.poll();
    server.torrents.set(OTHER, {
      name: 'book',
      state: 'downloading',
      progress: 0.5,
      size: 100,
      infohash_v1: OTHER,
    });

    const torrent = (await client.poll()).get(OTHER);

    expect(torrent).toMatchObject({ name: 'book', progress: 0.5, sizeBytes: 100 });
    expect(server.requests.filter((request) => request.includes('maindata'))).toEqual([
      'GET sync/maindata?rid=0',
      'GET sync/maindata?rid=1',
    ]);
  });

  it('finds a torrent of v1 and v2, whose id is neither', async () => {
    const client = connect();
    server.torrents.set(OTHER, { name: 'both', infohash_v1: INFOHASH });

    await expect(client.files(INFOHASH)).resolves.toEqual([{ name: 'both', sizeBytes: 5, progress: 1 }]);
    await client.remove(INFOHASH, { deleteFiles: false });

    expect(server.torrents.size).toBe(0);
  });

  it('remembers the traffic of its category by tracker, and asks nobody for it', async () => {
    const client = connect();
    expect(client.seenTraffic()).toBeNull();
    const torrent = (category: string, uploaded: number, trackers: readonly string[]) => ({
      category,
      uploaded,
      downloaded: 100,
      trackers,
    });
    const [one, two] = ['http://one.example/key/announce', 'udp://two.example:80'];
    server.torrents.set(OTHER, torrent('audiobooks', 50, [one, two]));
    server.torrents.set(INFOHASH, torrent('films', 900, [one]));
    await client.poll();
    const asked = server.requests.length;

    const first = client.seenTraffic();

    expect(first).toEqual([
      { tracker: 'one.example', uploadedBytes: 50, downloadedBytes: 100 },
      { tracker: 'two.example', uploadedBytes: 50, downloadedBytes: 100 },
    ]);
    expect(server.requests.length).toBe(asked);
    server.torrents.set(OTHER, torrent('audiobooks', 80, [one]));
    await client.poll();
    expect(client.seenTraffic()).toEqual([
      { tracker: 'one.example', uploadedBytes: 80, downloadedBytes: 100 },
    ]);
  });

  it('says that it has banned us, and does not ask again', async () => {
    server.isBanned = true;
    const client = connect();

    const first = await client.test();
    server.isBanned = false;
    const second = await client.test();

    expect(first.detail).toMatch(/has banned this server's address .* wait an hour or restart qBittorrent/);
    expect(second).toEqual(first);
    expect(server.loginCount()).toBe(1);
  });

  it('tries again after a failure that says nothing about the credentials', async () => {
    const client = connect();
    server.brokenStatus = 502;
    await expect(client.poll()).rejects.toThrow(/failed with HTTP 502/);

    server.brokenStatus = null;

    await expect(client.poll()).resolves.toEqual(new Map());
  });

  it.each([
    [404, /does not answer as qBittorrent's web interface does \(HTTP 404\): check the URL/],
    [200, /does not answer as qBittorrent's web interface does \(HTTP 200\): check the URL/],
    [500, /failed with HTTP 500/],
  ])('says that another program answers with HTTP %d', async (status, sentence) => {
    server.brokenStatus = status;

    await expect(connect().poll()).rejects.toBeInstanceOf(Unavailable);
    await expect(connect().test()).resolves.toEqual({ ok: false, detail: expect.stringMatching(sentence) });
  });

  it('says that a category cannot be made', async () => {
    await expect(connect({ category: 'a//b' }).add(FILE, { infohash: INFOHASH })).rejects.toThrow(
      'qBittorrent does not take "a//b" as the name of a category.',
    );
  });

  it('says that nothing listens there', async () => {
    const { ok, detail } = await connect({ url: 'http://127.0.0.1:9' }).test();

    expect(ok).toBe(false);
    expect(detail).toMatch(/refuses the connection/);
  });

  it.each(['', 'localhost:8080', 'ftp://localhost'])('refuses the URL %j', (url) => {
    expect(() => connect({ url })).toThrow(Invalid);
  });

  it.each(['/', '/#/', '/api/v2', '/api/v2/', '?x=1'])('takes a URL that ends in %s', async (end) => {
    await expect(connect({ url: `${server.url}${end}` }).poll()).resolves.toEqual(new Map());
  });
});

it('says that qBittorrent is too old', async () => {
  server = await startQbittorrentContractServer({ webApi: '2.2.1' });

  await expect(connect().test()).resolves.toEqual({
    ok: false,
    detail: expect.stringMatching(/is too old: 4\.5 or newer is needed/),
  });
});
