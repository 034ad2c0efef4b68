import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeBencode } from './torrent-bencode.ts';
import { until } from './until.ts';

export interface BittorrentTracker extends AsyncDisposable {
  readonly announceUrl: string;
  /** Waits until so many clients have announced that they have, or want, this torrent. */
  waitForPeers(infohash: string, count: number): Promise<void>;
  stop(): Promise<void>;
}

interface Peer {
  readonly id: Buffer;
  readonly port: number;
  readonly left: number;
}

/** A tracker on loopback for any torrents: whoever announces is told of all the others. */
export async function startBittorrentTracker(): Promise<BittorrentTracker> {
  const swarms = new Map<string, Map<number, Peer>>();
  const http = createServer((request, response) => {
    const params = rawParams(request.url ?? '');
    const infohash = params.get('info_hash')?.toString('hex');
    const port = Number(params.get('port'));
    if (infohash === undefined || !(port > 0)) return void response.writeHead(400).end();
    const swarm = swarms.get(infohash) ?? new Map<number, Peer>();
    swarms.set(infohash, swarm);
    if (params.get('event')?.toString() === 'stopped') swarm.delete(port);
    else
      swarm.set(port, {
        id: params.get('peer_id') ?? Buffer.alloc(20),
        port,
        left: Number(params.get('left')),
      });
    const others = [...swarm.values()].filter((peer) => peer.port !== port);
    response.end(
      encodeBencode({
        complete: [...swarm.values()].filter(({ left }) => left === 0).length,
        incomplete: [...swarm.values()].filter(({ left }) => left > 0).length,
        interval: 5,
        'min interval': 1,
        peers:
          params.get('compact')?.toString() === '0' ? others.map(listed) : Buffer.concat(others.map(compact)),
      }),
    );
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;

  async function stop(): Promise<void> {
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  }

  return {
    announceUrl: `http://127.0.0.1:${port}/announce`,
    waitForPeers: (infohash, count) =>
      until(`${count} clients announce ${infohash}`, () => (swarms.get(infohash)?.size ?? 0) >= count),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** An infohash is bytes, not text: URLSearchParams would break it. */
function rawParams(url: string): ReadonlyMap<string, Buffer> {
  const query = url.slice(url.indexOf('?') + 1);
  return new Map(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      const latin1 = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return [name, Buffer.from(latin1, 'latin1')];
    }),
  );
}

function compact({ port }: Peer): Buffer {
  return Buffer.from([127, 0, 0, 1, port >> 8, port & 0xff]);
}

function listed({ id, port }: Peer) {
  return { ip: '127.0.0.1', 'peer id': id, port };
}
