import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';

export const CONNECT_TIMEOUT_MS = 10_000;

/** Connects without a proxy; with a guard only to addresses that it lets pass, each one as it is connected to. */
export function connectDirectly(guard: AddressGuard | null): buildConnector.connector {
  if (guard === null) return buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: nodeLookup(guard) });
  return (options, callback) => {
    const { hostname } = options;
    try {
      // A literal address is connected to without a lookup.
      if (isIP(hostname) !== 0) guard.check(hostname, hostname);
    } catch (error) {
      callback(asError(error), null);
      return;
    }
    connect(options, callback);
  };
}

/** Node asks for one address or for all that it may try: all of them have been checked. */
function nodeLookup(guard: AddressGuard): LookupFunction {
  return (hostname, { all }, callback) => {
    guard.resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (all === true) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 0);
      },
      (error: unknown) => callback(asError(error), ''),
    );
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
