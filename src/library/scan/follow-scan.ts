import { progressTask } from '../../activity/task-store.ts';
import type { Database } from '../../platform/database.ts';
import { createScanRate } from './scan-rate.ts';

/** How far a scan is, or a check. */
export interface ScanProgress {
  readonly done: number;
  readonly total: number | null;
  readonly phase: 'Counting' | 'Reading' | 'Finishing' | 'Checking';
  /** The folder that it has come to. */
  readonly at: string | null;
  readonly faults: number;
}

/** Within a second somebody who cancels is heard. */
const LOOK_EVERY_MS = 500;

export interface FollowedScan extends AsyncDisposable {
  note(progress: ScanProgress): void;
  /** Aborted when somebody asked for the end of the task. */
  readonly cancelled: AbortSignal;
}

/** Writes into its task how far a scan is, and looks there whether it shall end; also while it reads one slow file. */
export function followScan(db: Database, taskId: number): FollowedScan {
  const cancelling = new AbortController();
  const rate = createScanRate();
  let last: ScanProgress | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  async function write(): Promise<void> {
    if (last === null) return;
    const { done, total, phase, at, faults } = last;
    rate.note(done, performance.now());
    const detail = {
      phase,
      at,
      items_per_second: rate.itemsPerSecond(),
      seconds_left: rate.secondsLeft(total),
      faults,
    };
    if (await progressTask(db, taskId, done, total, detail)) cancelling.abort(new Error('It was cancelled.'));
  }

  const timer = setInterval(() => {
    if (isWriting) return;
    isWriting = true;
    // A database that cannot be asked now stops the scan itself soon enough.
    writing = write()
      .catch(() => {})
      .finally(() => {
        isWriting = false;
      });
  }, LOOK_EVERY_MS);

  return {
    cancelled: cancelling.signal,
    note: (progress) => {
      last = progress;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await writing;
    },
  };
}
