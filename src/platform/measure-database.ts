import type pg from 'pg';
import { Counter, Gauge } from 'prom-client';
import { METRIC_PREFIX, type Metrics } from './metrics.ts';

/** Measures a pool of connections; answers how a slow statement is counted. */
export function measureDatabase(metrics: Metrics, pool: pg.Pool): () => void {
  const registers = [metrics];
  new Gauge({
    name: `${METRIC_PREFIX}database_pool_connections`,
    help: 'Open connections of the pool, by whether they are in use.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
    },
  });
  new Gauge({
    name: `${METRIC_PREFIX}database_pool_connections_max`,
    help: 'How many connections the pool opens at most.',
    registers,
  }).set(pool.options.max);
  new Gauge({
    name: `${METRIC_PREFIX}database_pool_waiting`,
    help: 'Callers that wait for a connection of the pool.',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
  const slow = new Counter({
    name: `${METRIC_PREFIX}slow_statements_total`,
    help: 'Statements that took longer than SLOW_QUERY_MS.',
    registers,
  });
  return () => slow.inc();
}
