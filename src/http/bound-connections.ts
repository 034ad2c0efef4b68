import type { Server, Socket } from 'node:net';
import { inNetworks } from '../base/in-networks.ts';
import { networkOf } from '../base/network-of.ts';

export interface ConnectionBounds {
  readonly inAll: number;
  /** Of IPv6 for a /64. */
  readonly perAddress: number;
}

const BOUNDS: ConnectionBounds = { inAll: 4096, perAddress: 256 };
const LOOPBACK = ['127.0.0.0/8', '::1'];

/**
 * Lets nobody have so many connections that others get none: what comes beyond is closed at once. Who carries others,
 * such as a proxy or what runs on this machine, is bounded only with all.
 */
export function boundConnections(
  server: Server,
  trustedProxies: readonly string[],
  { inAll, perAddress }: ConnectionBounds = BOUNDS,
): void {
  const carriesOthers = inNetworks([...LOOPBACK, ...trustedProxies]);
  const open = new Map<string, number>();
  server.maxConnections = inAll;
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (carriesOthers(remoteAddress)) return;
    const network = networkOf(remoteAddress ?? '');
    const count = open.get(network) ?? 0;
    if (count >= perAddress) {
      socket.destroy();
      return;
    }
    open.set(network, count + 1);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
  });
}
