import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTorznabServer, type TorznabServer } from '../../test/support/torznab-server.ts';
import { Refused, Unavailable } from '../base/errors.ts';
import { createOutbound, type Outbound } from '../platform/outbound.ts';
import { fetchTorrent } from './fetch-torrent.ts';
import type { FoundRelease } from './indexer.ts';
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

async function found(title: string): Promise<FoundRelease> {
  const indexer = connectTorznab({ url: server.url, apiKey: server.apiKey }, { outbound, gapMs: 0 });
  const [release] = await indexer.search({ title, authors: [] });
  if (release === undefined) throw new Error(`${title} was not found`);
  return release;
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
  await expect(fetchTorrent({ outbound }, { downloadUrl: MAGNET })).resolves.toEqual({
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
