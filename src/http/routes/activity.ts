import { listFacts } from '../../activity/fact-store.ts';
import { listHistory } from '../../contract/activity.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function activityRoutes({ db }: HttpNeeds): readonly Route[] {
  return [
    route(listHistory, async ({ query }) =>
      presentPage(await listFacts(db, query), ({ at, ...fact }) => ({ ...fact, at: instant(at) })),
    ),
  ];
}
