import { beginTask, failTask, isTaskOver, progressTask, succeedTask } from '../../activity/task-store.ts';
import { messageOf } from '../../base/errors.ts';
import type { Database } from '../../platform/database.ts';
import type { JobAttempt } from '../../platform/jobs.ts';
import type { ReorganisationState } from './reorganisation.ts';
import { changeReorganisation, type Reorganisation, readReorganisation } from './reorganisation-store.ts';

export interface ReorganisationWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => Promise<void>;
}

export interface ReorganisationJob {
  readonly task_id: number;
  readonly reorganisation_id: number;
}

/** Carries out a task of a reorganisation, whose result `work` answers; what fails leaves both of them failed, with the reason. */
export async function runReorganisationTask(
  db: Database,
  { task_id: taskId, reorganisation_id: id }: ReorganisationJob,
  { signal, isLast }: Pick<JobAttempt, 'signal' | 'isLast'>,
  from: readonly ReorganisationState[],
  work: (reorganisation: Reorganisation, watch: ReorganisationWatch) => Promise<object>,
): Promise<void> {
  if (await isTaskOver(db, taskId)) return;
  await beginTask(db, taskId);
  try {
    const result = await work(await readReorganisation(db, id), {
      signal,
      onProgress: async (done, total) => void (await progressTask(db, taskId, done, total)),
    });
    await succeedTask(db, taskId, { reorganisation_id: id, ...result });
  } catch (error) {
    if (signal.aborted && !isLast) throw error;
    const why = messageOf(error);
    await db.transaction().execute((tx) => changeReorganisation(tx, id, from, 'failed', { error: why }));
    await failTask(db, taskId, why);
  }
}
