import { Gauge } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import type { CheckSummary } from '../library/integrity/check-store.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Null while it is not known. */
  readonly read: () => Promise<CheckSummary | null>;
}

/** How well the audio of the libraries is known, and what was found in it. */
export function measureLibraryFiles({ metrics, clock, read }: Needs): void {
  const measure = (name: string, help: string, valueIn: (found: CheckSummary) => number | null) =>
    new Gauge({
      name: METRIC_PREFIX + name,
      help,
      registers: [metrics],
      async collect() {
        const found = await read();
        const value = found === null ? null : valueIn(found);
        this.remove();
        if (value !== null) this.set(value);
      },
    });

  measure('items_checked', 'Items whose audio was looked into as it is now.', ({ checked }) => checked);
  measure(
    'items_broken',
    'Items of which a part cannot be heard, as the last look into their audio found.',
    ({ severe }) => severe,
  );
  measure(
    'items_decayed',
    'Items that were sound before and are broken now, although nobody changed their files.',
    ({ decayed }) => decayed,
  );
  measure(
    'oldest_item_check_seconds',
    'How long ago the audio was looked into of the item for which that is longest.',
    ({ oldestAt }) =>
      oldestAt === null ? null : Math.max(0, (clock.now().getTime() - oldestAt.getTime()) / 1000),
  );
}
