import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Where the parts of the program enter what they measure; one of each process, made by the composition root. */
export type Metrics = Registry;

/** Every name but `http_request_duration_seconds` begins so. */
export const METRIC_PREFIX = 'mamcrawler_';

/** A registry with what is measured of the process itself: event loop, memory, garbage collection, version. */
export function createMetrics({ version }: { readonly version: string }): Metrics {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics, prefix: METRIC_PREFIX });
  new Gauge({
    name: `${METRIC_PREFIX}build_info`,
    help: 'Always 1; which version of the program on which Node.',
    labelNames: ['version', 'node'],
    registers: [metrics],
  }).set({ version, node: process.version }, 1);
  return metrics;
}
