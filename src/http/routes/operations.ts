import * as contract from '../../contract/operations.ts';
import { listLiveProcesses } from '../../operations/enter-process.ts';
import { deleteErrorGroup, listErrorGroups } from '../../operations/error-group-store.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function operationsRoutes({ db, logLevel }: HttpNeeds): readonly Route[] {
  const logging = () => ({ level: logLevel.level, configured_level: logLevel.configuredLevel });
  return [
    route(contract.listErrors, async ({ query }) =>
      presentPage(await listErrorGroups(db, query), ({ first_at, last_at, ...group }) => ({
        ...group,
        first_at: instant(first_at),
        last_at: instant(last_at),
      })),
    ),
    route(contract.forgetError, async ({ params }) => deleteErrorGroup(db, params.id)),
    route(contract.getLogging, async () => logging()),
    route(contract.changeLogging, async ({ body }) => {
      await logLevel.change(body.level);
      return logging();
    }),
    route(contract.listProcesses, async () => ({
      items: (await listLiveProcesses(db)).map(({ started_at, seen_at, ...process }) => ({
        ...process,
        started_at: instant(started_at),
        seen_at: instant(seen_at),
      })),
    })),
  ];
}
