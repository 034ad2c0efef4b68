import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import { liveEvents } from '../contract/activity.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { routeOf } from './guard.ts';
import { TIERS, tierOf } from './limits.ts';

/** Measures requests; answers how one that was answered is entered. */
export function measureRequests(metrics: Metrics): (request: FastifyRequest, reply: FastifyReply) => void {
  const registers = [metrics];
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by route template, method and status; without the event stream, which has no end.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const limited = new Counter({
    name: `${METRIC_PREFIX}rate_limited_requests_total`,
    help: 'Requests that were refused because too many came, by the tier of the caller.',
    labelNames: ['tier'],
    registers,
  });
  for (const tier of TIERS) limited.inc({ tier }, 0);
  return (request, reply) => {
    const route = routeOf(request);
    const { statusCode } = reply;
    if (statusCode === 429) limited.inc({ tier: tierOf(request.actor ?? { kind: 'nobody' }) });
    if (route === liveEvents.path && statusCode === 200) return;
    const { method } = request;
    duration.observe({ route, method, status: String(statusCode) }, reply.elapsedTime / 1000);
  };
}
