import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CallOptions, call } from '../src/contract/call.ts';
import { scanLibrary } from '../src/contract/libraries.ts';
import { getTask } from '../src/contract/tasks.ts';
import { patiently } from '../test/support/patiently.ts';

const LOOK_EVERY_MS = 100;

const ScanResult = z.object({ items: z.number(), files: z.number(), files_read: z.number() });

export type FinishedScan = z.output<typeof ScanResult> & { readonly seconds: number };

/** Has a library scanned and waits for the end. Throws where the scan does not succeed. */
export async function runScan(options: CallOptions, libraryId: number): Promise<FinishedScan> {
  const { task_id: id } = await patiently(() => call(scanLibrary, { params: { id: libraryId } }, options));
  for (;;) {
    const { state, error, result, started_at, finished_at } = await patiently(() =>
      call(getTask, { params: { id } }, options),
    );
    if (state === 'failed' || state === 'cancelled') throw new Error(`The scan ${state}: ${error}`);
    if (started_at !== null && finished_at !== null) {
      const seconds = (Date.parse(finished_at) - Date.parse(started_at)) / 1000;
      return { ...ScanResult.parse(result), seconds };
    }
    await delay(LOOK_EVERY_MS);
  }
}
