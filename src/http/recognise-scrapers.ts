import type { FastifyRequest } from 'fastify';
import type { KeyActor } from '../access/actor.ts';
import { inNetworks } from '../base/in-networks.ts';
import { metrics } from '../contract/operations.ts';

/** As which a scraper without a key reads the metrics, and nothing else. */
export const SCRAPER: KeyActor = {
  kind: 'api_key',
  keyId: 0,
  name: 'METRICS_NETWORKS',
  userId: null,
  role: 'viewer',
  scope: 'read',
  expiresAt: null,
};

const FORWARDED = /^(?:x-forwarded-.+|forwarded|x-real-ip|via)$/;

/**
 * Who asks for the metrics from one of these addresses and networks needs no key, also while the database, which knows
 * the keys, is down. Null for every other request, and for one that was passed on from who knows where.
 */
export function recogniseScrapers(networks: readonly string[]): (request: FastifyRequest) => KeyActor | null {
  const isIn = inNetworks(networks);
  return (request) => {
    if (request.routeOptions.url !== metrics.path || !isIn(request.ip) || isOfUnknownOrigin(request))
      return null;
    return SCRAPER;
  };
}

/** Passed on by a proxy that is not trusted, or that did not say for whom: the address is the proxy's. */
function isOfUnknownOrigin({ headers, ips }: FastifyRequest): boolean {
  // The first is the one of the connection; more are there only where it is a trusted proxy's.
  const isOfTrustedProxy = ips !== undefined && ips.length > 1;
  return !isOfTrustedProxy && Object.keys(headers).some((name) => FORWARDED.test(name));
}
