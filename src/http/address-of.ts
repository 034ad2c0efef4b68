import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../base/network-of.ts';

/** Where a request comes from, as the trusted proxies tell it; null where the connection is gone already. */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string | null {
  // Typed as always there, and missing all the same once the socket is closed.
  return typeof ip === 'string' ? plainAddress(ip) : null;
}
