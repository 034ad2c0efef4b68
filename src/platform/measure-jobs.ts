import { Histogram } from 'prom-client';
import type { JobEnd } from './jobs.ts';
import { METRIC_PREFIX, type Metrics } from './metrics.ts';

/** Measures the runs of jobs; answers how one is entered. */
export function measureJobs(metrics: Metrics): (end: JobEnd) => void {
  const duration = new Histogram({
    name: `${METRIC_PREFIX}job_duration_seconds`,
    help: 'Runs of jobs by kind and outcome: done, retried (another try follows), failed (for good), broken_off.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.05, 0.25, 1, 5, 30, 120, 600, 3600],
    registers: [metrics],
  });
  return ({ kind, outcome, durationMs }) => duration.observe({ kind, outcome }, durationMs / 1000);
}
