import { Socket } from 'node:net';
import { Pool } from 'undici';
import { Unavailable } from '../../base/errors.ts';
import { userInfoOf } from '../../base/user-info.ts';
import { CONNECT_TIMEOUT_MS } from './direct.ts';
import { asProxyFailure } from './failure-words.ts';
import { authorityOf, type Tunnel } from './tunnel.ts';

/**
 * Tunnels by CONNECT (RFC 9110, 9.3.6), for plain HTTP too: whom a proxy is asked to forward to it looks up itself, and
 * may find another address than the one that was checked.
 */
export function httpProxy(proxy: URL): Tunnel {
  const pool = new Pool(proxy.origin, { connect: { timeout: CONNECT_TIMEOUT_MS } });
  const credentials = authorization(proxy);
  return {
    async open(target, signal) {
      const authority = authorityOf(target);
      const { statusCode, socket } = await pool
        .connect({ path: authority, headers: { host: authority, ...credentials }, signal })
        .catch((error: unknown) => {
          throw asProxyFailure(proxy.host, CONNECT_TIMEOUT_MS, error);
        });
      if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
      socket.on('error', () => {}).destroy();
      throw new Unavailable(`The proxy at ${proxy.host} ${refusalInWords(statusCode, authority)}`, {
        host: proxy.host,
      });
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function authorization(proxy: URL): Readonly<Record<string, string>> {
  const { username, password } = userInfoOf(proxy);
  if (username === '') return {};
  return { 'proxy-authorization': `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function refusalInWords(status: number, authority: string): string {
  // Right is 407; tinyproxy says 401 where none was given.
  if (status === 407 || status === 401) return `wants another user name or password (HTTP ${status})`;
  if (status >= 500) return `cannot reach ${authority} (HTTP ${status})`;
  return `does not let us through to ${authority} (HTTP ${status}): allow CONNECT to this port in its settings`;
}
