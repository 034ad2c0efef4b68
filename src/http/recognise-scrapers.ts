import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { KeyActor } from '../access/actor.ts';
import { metrics } from '../contract/operations.ts';

/** As which a scraper without a key reads the metrics, and nothing else. */
const SCRAPER: KeyActor = {
  kind: 'api_key',
  keyId: 0,
  name: 'METRICS_NETWORKS',
  userId: null,
  role: 'viewer',
  scope: 'read',
};

/**
 * Who asks for the metrics from one of these addresses and networks needs no key, also while the database, which knows
 * the keys, is down. Null for every other request.
 */
export function recogniseScrapers(networks: readonly string[]): (request: FastifyRequest) => KeyActor | null {
  const ranges = networks.map((network) =>
    network.includes('/')
      ? ipaddr.parseCIDR(network)
      : ([ipaddr.process(network), ipaddr.parse(network).kind() === 'ipv4' ? 32 : 128] as const),
  );
  return ({ ip, routeOptions }) => {
    if (ranges.length === 0 || routeOptions.url !== metrics.path || !ipaddr.isValid(ip ?? '')) return null;
    // An IPv4 address that came over an IPv6 socket is one still.
    const address = ipaddr.process(ip);
    const isIn = ranges.some(
      ([range, bits]) => range.kind() === address.kind() && address.match(range, bits),
    );
    return isIn ? SCRAPER : null;
  };
}
