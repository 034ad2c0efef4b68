import type { ReplyOf } from '../../../../src/contract/endpoint.ts';
import type { health } from '../../../../src/contract/health.ts';

type Health = ReplyOf<typeof health>;
export type Service = Health['services'][string];

const GRAVITY: Readonly<Record<Service['status'], number>> = { unhealthy: 0, degraded: 1, healthy: 2 };

/** The services by name, what is worst first. */
export function servicesOf({ services }: Pick<Health, 'services'>): readonly (readonly [string, Service])[] {
  return Object.entries(services).toSorted(([, a], [, b]) => GRAVITY[a.status] - GRAVITY[b.status]);
}

const ABBREVIATED: Readonly<Record<string, string>> = { oidc: 'OpenID Connect', qbittorrent: 'qBittorrent' };

/** `download_clients` for people. */
export function serviceWords(name: string): string {
  const words = ABBREVIATED[name] ?? name.replaceAll('_', ' ');
  return name in ABBREVIATED ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
