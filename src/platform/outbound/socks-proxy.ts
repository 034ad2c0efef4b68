import { on, once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Unavailable } from '../../base/errors.ts';
import { type UserInfo, userInfoOf } from '../../base/user-info.ts';
import { CONNECT_TIMEOUT_MS } from './direct.ts';
import { asProxyFailure } from './failure-words.ts';
import { authorityOf, type Tunnel, type TunnelTarget } from './tunnel.ts';

/** Tunnels through a SOCKS 5 proxy (RFC 1928, 1929); a name is resolved by the proxy. */
export function socksProxy(proxy: URL): Tunnel {
  const account = userInfoOf(proxy);
  return {
    async open(target, signal) {
      const host = proxy.hostname.replace(/^\[(.*)\]$/, '$1');
      const socket = connect({ host, port: Number(proxy.port) || 1080 });
      // Whoever waits hears of it; between two waits there is nobody.
      socket.on('error', () => {}).setNoDelay(true);
      try {
        await once(socket, 'connect', { signal });
        // One listener for all of it: a new one hears at once of bytes that are still too few.
        const arrivals = on(socket, 'readable', { signal, close: ['end', 'close'] });
        const read = exactly(socket, arrivals);
        await introduce(socket, read, account);
        await askFor(socket, read, target);
        await arrivals.return?.();
        return socket;
      } catch (error) {
        socket.destroy();
        if (error instanceof SocksRefusal)
          throw new Unavailable(`The proxy at ${proxy.host} ${error.message}`, { host: proxy.host });
        throw asProxyFailure(proxy.host, CONNECT_TIMEOUT_MS, signal.aborted ? signal.reason : error);
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** The proxy said no; the message is the rest of a sentence about it. */
class SocksRefusal extends Error {}

const VERSION = 5;
const NO_CREDENTIALS = 0;
const BY_PASSWORD = 2;

async function introduce(socket: Socket, read: Read, { username, password }: UserInfo): Promise<void> {
  const methods = username === '' ? [NO_CREDENTIALS] : [NO_CREDENTIALS, BY_PASSWORD];
  socket.write(Buffer.of(VERSION, methods.length, ...methods));
  const [version, method] = await read(2);
  if (version !== VERSION) throw new SocksRefusal('does not speak SOCKS 5');
  if (method === NO_CREDENTIALS) return;
  if (method !== BY_PASSWORD) throw new SocksRefusal('wants another user name or password');
  socket.write(Buffer.concat([Buffer.of(1), short(username), short(password)]));
  const [, status] = await read(2);
  if (status !== 0) throw new SocksRefusal('wants another user name or password');
}

const REFUSALS: Readonly<Record<number, string>> = {
  2: 'does not let us through',
  3: 'has no way to the network',
  4: 'cannot reach the host',
  5: 'was refused the connection',
  6: 'found the way too long',
  8: 'does not know this kind of address',
};

async function askFor(socket: Socket, read: Read, target: TunnelTarget): Promise<void> {
  const port = Buffer.of(target.port >> 8, target.port & 0xff);
  socket.write(Buffer.concat([Buffer.of(VERSION, 1, 0), address(target.host), port]));
  const [, status = 1, , kind] = await read(4);
  if (status !== 0)
    throw new SocksRefusal(`${REFUSALS[status] ?? 'failed'} when asked for ${authorityOf(target)}`);
  // The proxy's own end, which nobody needs.
  const [length = 0] = kind === 3 ? await read(1) : [kind === 4 ? 16 : 4];
  await read(length + 2);
}

function address(host: string): Uint8Array {
  if (isIP(host) === 0) return Buffer.concat([Buffer.of(3), short(host)]);
  return Buffer.of(isIP(host) === 4 ? 1 : 4, ...ipaddr.parse(host).toByteArray());
}

/** Its length in one byte, then the text. */
function short(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length > 255) throw new SocksRefusal('takes names and passwords of at most 255 bytes');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

type Read = (count: number) => Promise<Uint8Array>;

/** Takes no byte too many: what follows belongs to the server behind the proxy. */
function exactly(socket: Socket, arrivals: NodeJS.AsyncIterator<unknown[]>): Read {
  return async (count) => {
    for (;;) {
      const bytes: unknown = socket.read(count);
      if (bytes instanceof Uint8Array && bytes.length === count) return bytes;
      const { done } = await arrivals.next();
      if (done === true) throw Object.assign(new Error('The connection ended'), { code: 'ECONNRESET' });
    }
  };
}
