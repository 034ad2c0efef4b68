import { NotReady } from '../../base/errors.ts';
import * as contract from '../../contract/health.ts';
import { checkHealth } from '../../operations/health.ts';
import type { HttpNeeds } from '../needs.ts';
import { type Route, route } from '../route.ts';

export function healthRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, clock, version } = needs;
  return [
    route(contract.health, async ({ actor }) => {
      const { status, services } = await checkHealth(db);
      const timestamp = clock.now().toISOString();
      if (actor.kind !== 'nobody') return { status, timestamp, version, services };
      const words = Object.entries(services).map(([name, service]) => [name, { status: service.status }]);
      return { status, timestamp, services: Object.fromEntries(words) };
    }),
    route(contract.healthLive, async () => ({ status: 'alive' as const })),
    route(contract.healthReady, async () => {
      const { services } = await checkHealth(db);
      if (services['database']?.database !== 'connected')
        throw new NotReady('The database cannot be reached.');
      return { status: 'ready' as const };
    }),
  ];
}
