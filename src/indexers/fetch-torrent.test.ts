import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoopback, type Loopback } from '../../test/support/loopback.ts';
import { startTorznabServer, type TorznabServer } from '../../test/support/torznab-server.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import { createOutbound, type Outbound } from '../platform/outbound.ts';
import { fetchTorrent, type ReleaseLink } from './fetch-torrent.ts';
import { connectTorznab } from './kinds/torznab.ts';

const FILE = new TextEncoder().encode('d4:infod4:name1:aee');
const MAGNET = 'magnet:?xt=urn:btih:fd98f3f22d2f1189eba6ac757820536597ae4562&dn=b';

let server: TorznabServer;
let outbound: Outbound;

beforeEach(async () => {
  server = await startTorznabServer({
    releases: [
      { title: 'file', torrent: FILE },
      { title: 'magnet', torrent: { magnet: MAGNET } },
    ],
  });
  outbound = createOutbound({ userAgent: 'test' });
});

afterEach(async () => {
  await outbound[Symbol.asyncDispose]();
  await server.stop();
});

async function found(title: string): Promise<ReleaseLink> {
  const indexer = connectTorznab({ url: server.url, apiKey: server.apiKey }, { outbound, gapMs: 0 });
  const [release] = await indexer.search({ title, authors: [] });
  if (release === undefined) throw new Error(`${title} was not found`);
  return { downloadUrl: release.downloadUrl, configured: [server.url] };
}

it('gives the bytes of a torrent file', async () => {
  const fetched = await fetchTorrent({ outbound }, await found('file'));

  expect(fetched).toEqual({ kind: 'file', bytes: Buffer.from(FILE) });
});

it('follows a redirect to a magnet link', async () => {
  await expect(fetchTorrent({ outbound }, await found('magnet'))).resolves.toEqual({
    kind: 'magnet',
    url: MAGNET,
  });
});

it('takes a magnet link as it is', async () => {
  await expect(fetchTorrent({ outbound }, { downloadUrl: MAGNET, configured: [] })).resolves.toEqual({
    kind: 'magnet',
    url: MAGNET,
  });
});

it.each([
  ['the server fails', 'server_error', Unavailable, /failed with HTTP 500/],
  ['it is asked too often', 'too_many_requests', Unavailable, /HTTP 429/],
  ['the key is refused', 'unauthorized', Refused, /does not give the torrent \(HTTP 401\)/],
] as const)('says in words that %s', async (_name, fault, kind, sentence) => {
  const release = await found('file');
  server.fault = fault;

  const failure = await fetchTorrent({ outbound }, release).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(kind);
  expect(String(failure)).toMatch(sentence);
  expect(String(failure)).not.toContain(server.apiKey);
});

it('says that the torrent is gone', async () => {
  const release = await found('magnet');
  server.releases = [];

  await expect(fetchTorrent({ outbound }, release)).rejects.toThrow(/no longer has the torrent \(HTTP 404\)/);
});

it.each(['', 'nothing', 'http://'])('says that %j is no link', async (downloadUrl) => {
  await expect(fetchTorrent({ outbound }, { downloadUrl, configured: [] })).rejects.toThrow(
    'is not an address',
  );
});

describe('a link and what it redirects to', () => {
  let loopback: Loopback;
  /** Another service of this machine, which nobody set up. */
  let other: string;

  beforeEach(async () => {
    loopback = createLoopback();
    other = await loopback.serve((_, reply) => void reply.end('not for strangers'));
  });

  afterEach(() => loopback[Symbol.asyncDispose]());

  /** An indexer whose links lead there. */
  function redirecting(location: (own: string) => string): Promise<string> {
    return loopback.serve((request, reply) => {
      if (request.url === '/file') return void reply.end(FILE);
      return void reply.writeHead(302, { location: location(`http://${request.headers.host}`) }).end();
    });
  }

  it('may stay on the own host and port of its indexer', async () => {
    for (const location of ['/file', 'file', 'OWN/file']) {
      const own = await redirecting((url) => location.replace('OWN', url));

      await expect(
        fetchTorrent({ outbound }, { downloadUrl: `${own}/link`, configured: [`${own}/api`] }),
      ).resolves.toMatchObject({ kind: 'file' });
    }
  });

  it('may not lead to another service at home', async () => {
    await expect(
      fetchTorrent({ outbound }, { downloadUrl: other, configured: [server.url] }),
    ).rejects.toThrow(
      /127\.0\.0\.1 is an address of this machine; only services that you set up may be there/,
    );
    await expect(fetchTorrent({ outbound }, { downloadUrl: server.url, configured: [] })).rejects.toThrow(
      Refused,
    );
    expect(loopback.arrivals()).toBe(0);
  });

  it.each([
    ['another port of this machine', () => other],
    ['this machine by another name', () => other.replace('127.0.0.1', 'localhost')],
    ['this machine in other clothes', () => other.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
    ['a port of the machine itself', () => 'http://127.0.0.1:22/'],
    ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['the home network', () => '//192.168.1.1/'],
  ])('may not redirect to %s', async (_, target) => {
    const own = await redirecting(target);

    await expect(
      fetchTorrent({ outbound }, { downloadUrl: `${own}/link`, configured: [own] }),
    ).rejects.toThrow(/only services that you set up may be there/);
    expect(loopback.arrivals()).toBe(1);
  });

  it('may not redirect to something that is not HTTP', async () => {
    const own = await redirecting(() => 'file:///etc/passwd');

    await expect(
      fetchTorrent({ outbound }, { downloadUrl: `${own}/link`, configured: [own] }),
    ).rejects.toThrow('leads to something that is not HTTP');
  });

  it('may not redirect for ever', async () => {
    const own = await redirecting((url) => `${url}/link`);
    const asked: string[] = [];
    const counting: Outbound = {
      ...outbound,
      request: (call) => {
        asked.push(String(call.url));
        return outbound.request(call);
      },
    };

    await expect(
      fetchTorrent({ outbound: counting }, { downloadUrl: `${own}/link`, configured: [own] }),
    ).rejects.toThrow('The link of the release redirects in a circle.');
    expect(asked).toHaveLength(6);
  });

  it('gives the next host nothing of what the last one got or said', async () => {
    const headers: string[] = [];
    const next = await loopback.serve((request, reply) => {
      headers.push(JSON.stringify(request.headers));
      reply.end(FILE);
    });
    const own = await loopback.serve((_, reply) => {
      reply.writeHead(302, { location: `${next}/file`, 'set-cookie': 'session=planted; Path=/' }).end();
    });
    const link = {
      downloadUrl: `${own.replace('//', '//user:planted@')}/?apikey=planted`,
      configured: [own, next],
    };

    await fetchTorrent({ outbound }, link);

    expect(headers).toHaveLength(1);
    expect(headers[0]).not.toMatch(/planted|referer|cookie|authorization/);
  });
});
