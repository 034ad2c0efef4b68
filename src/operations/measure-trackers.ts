import { Gauge } from 'prom-client';
import { within } from '../base/within.ts';
import { readEnabledDownloadClients, type StoredDownloadClient } from '../downloads/download-client-store.ts';
import type { DownloadClients } from '../downloads/download-clients.ts';
import { ratioOf, type TrackerTraffic } from '../downloads/tracker-traffic.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly clients: Pick<DownloadClients, 'of'>;
  readonly log: Log;
  readonly patienceMs?: number;
}

const PATIENCE_MS = 2_000;

/** Tells from what the following of downloads saw last; no client is asked. Only the process that follows has values. */
export function measureTrackers({ metrics, db, clients, log, patienceMs = PATIENCE_MS }: Needs): void {
  function seenTraffic(stored: StoredDownloadClient): readonly TrackerTraffic[] {
    try {
      return clients.of(stored).seenTraffic() ?? [];
    } catch (error) {
      // Its credentials cannot be read, which its health tells.
      log.debug({ err: error, client: stored.name }, 'the ratios of a client could not be measured');
      return [];
    }
  }

  new Gauge({
    name: `${METRIC_PREFIX}tracker_ratio`,
    help: "Bytes sent for each byte received, of the torrents in a client's category, by host of the tracker.",
    labelNames: ['client', 'tracker'],
    registers: [metrics],
    async collect() {
      const enabled = await within(patienceMs, readEnabledDownloadClients(db)).catch(() => []);
      this.reset();
      for (const stored of enabled) {
        for (const traffic of seenTraffic(stored)) {
          const ratio = ratioOf(traffic);
          if (ratio !== null) this.set({ client: stored.name, tracker: traffic.tracker }, ratio);
        }
      }
    },
  });
}
