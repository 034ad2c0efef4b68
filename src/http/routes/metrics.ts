import * as contract from '../../contract/operations.ts';
import type { HttpNeeds } from '../needs.ts';
import { type Route, rawRoute } from '../route.ts';

export function metricsRoute({ metrics, subjectMetrics }: HttpNeeds): Route {
  return rawRoute(contract.metrics, async ({ reply }) => {
    await subjectMetrics.refresh();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}
