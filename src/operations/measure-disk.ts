import { Gauge } from 'prom-client';
import { kept } from '../base/kept.ts';
import { within } from '../base/within.ts';
import type { Database } from '../platform/database.ts';
import { METRIC_PREFIX, type Metrics } from '../platform/metrics.ts';
import { dataPlace, downloadPlaces, ownPlaces } from './disk-places.ts';
import type { DiskPlace, DiskReading, ReadDiskSpace } from './disk-space.ts';

interface Needs {
  readonly metrics: Metrics;
  readonly db: Database;
  readonly dataDir: string;
  readonly readDiskSpace: ReadDiskSpace;
  readonly patienceMs?: number;
  readonly keptMs?: number;
}

type Read = Extract<DiskReading, { state: 'read' }>;

const PATIENCE_MS = 2_000;
/** One scrape asks once for all three metrics. */
const KEPT_MS = 2_000;

/** What is left where the program and its download clients keep things; a place that cannot be read has no value. */
export function measureDisk(needs: Needs): void {
  const { metrics, db, dataDir, readDiskSpace, patienceMs = PATIENCE_MS, keptMs = KEPT_MS } = needs;
  let places: readonly DiskPlace[] = [dataPlace(dataDir)];

  async function readPlaces(): Promise<readonly DiskPlace[]> {
    return [...(await ownPlaces(db, dataDir)), ...(await downloadPlaces(db))];
  }

  const readAll = kept(keptMs, async () => {
    // While the database is down the places of the last time are looked at.
    places = await within(patienceMs, readPlaces()).catch(() => places);
    return readDiskSpace(places);
  });

  function measure(name: string, help: string, select: (reading: Read) => number | null): void {
    new Gauge({
      name: METRIC_PREFIX + name,
      help,
      labelNames: ['place'],
      registers: [metrics],
      async collect() {
        const readings = await readAll();
        this.reset();
        for (const { name: place, reading } of readings) {
          const value = reading.state === 'read' ? select(reading) : null;
          if (value !== null) this.set({ place }, value);
        }
      },
    });
  }

  measure('disk_free_bytes', 'What is left on the disk of a place.', ({ freeBytes }) => freeBytes);
  measure('disk_total_bytes', 'Size of the disk of a place.', ({ totalBytes }) => totalBytes);
  measure(
    'disk_free_inodes',
    'How many more files the disk of a place can hold; none where it has no such limit.',
    ({ freeInodes }) => freeInodes,
  );
}
