import { may } from '../../access/permissions.ts';
import { NotReady } from '../../base/errors.ts';
import * as contract from '../../contract/health.ts';
import type { HttpNeeds } from '../needs.ts';
import { type Route, route } from '../route.ts';

export function healthRoutes({ clock, health, version, leaving }: HttpNeeds): readonly Route[] {
  return [
    route(contract.health, async ({ actor }) => {
      const { status, services } = await health.check();
      const timestamp = clock.now().toISOString();
      // Errors of services tell where they stand in the home network.
      const maySeeAll = may(actor, 'operations.read') && may(actor, 'settings.read');
      if (maySeeAll) return { status, timestamp, version, services };
      const words = Object.entries(services).map(([name, service]) => [name, { status: service.status }]);
      const shown = { status, timestamp, services: Object.fromEntries(words) };
      return actor.kind === 'nobody' ? shown : { ...shown, version };
    }),
    route(contract.healthLive, async () => ({ status: 'alive' as const })),
    route(contract.healthReady, async () => {
      if (leaving.aborted) throw new NotReady('MAMcrawler is stopping here.');
      const { status } = await health.checkDatabase();
      if (status !== 'healthy') throw new NotReady('The database cannot be reached.');
      return { status: 'ready' as const };
    }),
  ];
}
