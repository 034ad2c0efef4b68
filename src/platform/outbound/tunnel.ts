import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { messageOf, Unavailable } from '../../base/errors.ts';
import type { AddressGuard } from './address-guard.ts';
import { CONNECT_TIMEOUT_MS } from './direct.ts';

/** What a proxy is asked to connect to. */
export interface TunnelTarget {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A way through a proxy. Throws Unavailable, in words about the proxy. */
export interface Tunnel extends AsyncDisposable {
  open(target: TunnelTarget, signal: AbortSignal): Promise<Socket>;
}

const MAX_ADDRESSES = 3;

/**
 * Connects through a proxy. With a guard the name is resolved and checked here, and the proxy is asked for the checked
 * address, so that it cannot find another one; the server is still asked by its name, in TLS and in HTTP. Without one
 * the proxy gets the name.
 */
export function connectThrough(tunnel: Tunnel, guard: AddressGuard | null): buildConnector.connector {
  const secure = buildConnector({ timeout: CONNECT_TIMEOUT_MS });

  async function open({ hostname, protocol, port }: buildConnector.Options): Promise<Socket> {
    const hosts = guard === null ? [hostname] : await checkedAddresses(guard, hostname);
    const number = Number(port) || (protocol === 'https:' ? 443 : 80);
    let failure: unknown = null;
    for (const host of hosts) {
      const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
      try {
        return await tunnel.open({ host, port: number }, signal);
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure;
  }

  return (options, callback) => {
    open(options).then(
      (httpSocket) => {
        if (options.protocol === 'https:') secure({ ...options, httpSocket }, callback);
        else callback(null, httpSocket);
      },
      // undici tries again for ever after errors with certain codes, so none is passed on with its own.
      (error: unknown) => callback(error instanceof Error ? error : new Unavailable(messageOf(error)), null),
    );
  };
}

/** IPv4 first: a proxy may have nothing else. */
async function checkedAddresses(guard: AddressGuard, hostname: string): Promise<readonly string[]> {
  const addresses = (await guard.resolve(hostname)).map(({ address }) => address);
  return addresses.toSorted((a, b) => isIP(a) - isIP(b)).slice(0, MAX_ADDRESSES);
}

/** `[::1]:80`, `books.example.org:443`. */
export function authorityOf({ host, port }: TunnelTarget): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
