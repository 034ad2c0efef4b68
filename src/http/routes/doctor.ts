import * as contract from '../../contract/doctor.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant } from '../present.ts';
import { type Route, rawRoute, route } from '../route.ts';

export function doctorRoutes({ doctor, makeSupportBundle, checkQueue }: HttpNeeds): readonly Route[] {
  return [
    route(contract.examine, async ({ query }) => {
      const { status, version, checkedAt, checks } = await doctor.examine({ production: query.production });
      return { status, version, checked_at: instant(checkedAt), checks: [...checks] };
    }),
    rawRoute(contract.supportBundle, async ({ reply }) => {
      const bundle = await makeSupportBundle();
      return reply
        .type(contract.supportBundle.replyMediaType)
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="mamcrawler-support.zip"')
        .send(bundle);
    }),
    route(contract.checkQueue, async () => ({ duration_ms: Math.round(await checkQueue()) })),
  ];
}
