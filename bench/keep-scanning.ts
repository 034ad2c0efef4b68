import type { CallOptions } from '../src/contract/call.ts';
import { touchAll } from '../test/support/touch-all.ts';
import { runScan } from './run-scan.ts';

/** Scans of a library, one after another, each of which finds every file changed. */
export interface ConstantScan {
  /** Ends with the scan that runs; how many there were. Throws what went wrong in one. */
  stop(): Promise<number>;
}

export function keepScanning(options: CallOptions, libraryId: number, folder: string): ConstantScan {
  let isStopped = false;
  let failure: unknown = null;
  let scans = 0;
  const scanning = (async () => {
    while (!isStopped) {
      await runScan(options, libraryId);
      scans += 1;
      await touchAll(folder, new Date(Date.now() + scans * 1000));
    }
  })().catch((error: unknown) => {
    failure = error;
  });
  return {
    async stop() {
      isStopped = true;
      await scanning;
      if (failure !== null) throw failure;
      return scans;
    },
  };
}
