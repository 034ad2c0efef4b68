import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { call } from '../src/contract/call.ts';
import { scanLibrary } from '../src/contract/libraries.ts';
import { getTask } from '../src/contract/tasks.ts';
import { PROGRAM_KEY } from '../test/support/program.ts';
import type { Figure } from './figure.ts';
import { forgetPeak, peakMegabytes, residentMegabytes } from './server-process.ts';

/** What is measured: a running server, its process and a library of it. */
export interface Measured {
  readonly baseUrl: string;
  readonly pid: number;
  readonly libraryId: number;
}

/** After so long without work a server counts as idle: Node has tidied up by then. */
export const IDLE_AFTER_MS = 15_000;
const LOOK_EVERY_MS = 100;

const ScanResult = z.object({ items: z.number(), files: z.number(), files_read: z.number() });

/** A scan of everything, then one in which nothing has changed, and what is left in memory. */
export async function measureScan(measured: Measured): Promise<readonly Figure[]> {
  const { pid } = measured;
  const full = await scan(measured);
  const again = await scan(measured);
  await delay(IDLE_AFTER_MS);
  const label = `${full.items.toLocaleString('en')} items`;
  return [
    { name: `scan of ${label}`, value: full.seconds, unit: 's' },
    { name: `scan of ${label}: items`, value: full.items / full.seconds, unit: 'a second' },
    { name: `scan of ${label}: files`, value: full.files / full.seconds, unit: 'a second' },
    { name: `scan of ${label}: peak memory`, value: full.peak, unit: 'MB' },
    { name: `unchanged re-scan of ${label}`, value: again.seconds, unit: 's' },
    { name: `unchanged re-scan of ${label}: items`, value: again.items / again.seconds, unit: 'a second' },
    { name: `unchanged re-scan of ${label}: files read`, value: again.files_read, unit: 'files', atMost: 0 },
    { name: `unchanged re-scan of ${label}: peak memory`, value: again.peak, unit: 'MB' },
    { name: 'idle memory after a scan', value: residentMegabytes(pid), unit: 'MB', atMost: 200 },
  ];
}

async function scan({ baseUrl, pid, libraryId }: Measured) {
  const options = { baseUrl, headers: { 'x-api-key': PROGRAM_KEY } };
  forgetPeak(pid);
  const { task_id: id } = await call(scanLibrary, { params: { id: libraryId } }, options);
  for (;;) {
    const { state, error, result, started_at, finished_at } = await call(
      getTask,
      { params: { id } },
      options,
    );
    if (state === 'failed') throw new Error(`The scan failed: ${error}`);
    if (started_at !== null && finished_at !== null) {
      const seconds = (Date.parse(finished_at) - Date.parse(started_at)) / 1000;
      return { ...ScanResult.parse(result), seconds, peak: peakMegabytes(pid) };
    }
    await delay(LOOK_EVERY_MS);
  }
}
