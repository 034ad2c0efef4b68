import { progressTask } from '../../activity/task-store.ts';
import type { BackupNeeds } from './backup-needs.ts';

const EVERY_MS = 500;

export interface TaskProgress {
  /** Notes it now and then; that it could not be noted stops nothing. */
  show(done: number, total: number): void;
  /** All of it is done, and nothing is noted after this. */
  end(total: number): Promise<void>;
}

/** How far a task is, as a work that reports often tells it. */
export function createTaskProgress(
  { db, log }: Pick<BackupNeeds, 'db' | 'log'>,
  taskId: number,
): TaskProgress {
  let toldAt = performance.now();
  let noting: Promise<void> = Promise.resolve();
  return {
    show(done, total) {
      if (performance.now() - toldAt < EVERY_MS) return;
      toldAt = performance.now();
      noting = noting
        .then(async () => void (await progressTask(db, taskId, done, total)))
        .catch((error: unknown) => log.debug({ err: error }, 'how far a task is could not be noted'));
    },
    async end(total) {
      await noting;
      await progressTask(db, taskId, total, total);
    },
  };
}
