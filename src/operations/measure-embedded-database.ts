import { Counter, Gauge } from 'prom-client';
import type { EmbeddedState } from '../platform/embedded-postgres.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';

export function measureEmbeddedDatabase(metrics: Metrics, state: EmbeddedState): void {
  new Gauge({
    name: `${METRIC_PREFIX}embedded_database_up`,
    help: '1 while the embedded PostgreSQL runs, 0 while it is brought back.',
    registers: [metrics],
    collect() {
      this.set(state.isUp ? 1 : 0);
    },
  });
  new Counter({
    name: `${METRIC_PREFIX}embedded_database_restarts_total`,
    help: 'How often the embedded PostgreSQL ended by itself and was brought back.',
    registers: [metrics],
    collect() {
      this.reset();
      this.inc(state.restarts);
    },
  });
}
