import type { Clock } from '../base/clock.ts';
import { Conflict } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { getTask, requestTaskEnd, type Task, type TaskKind } from './task-store.ts';

/** Kinds whose work looks at `progressTask`'s answer. */
const CANCELLABLE: ReadonlySet<TaskKind> = new Set(['scan_library', 'check_library', 'check_library_item']);

/** Asks a task to end, wherever it runs. Throws NotFound, and Conflict where it is over or cannot be stopped. */
export async function cancelTask(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  id: number,
): Promise<Task> {
  const task = await getTask(db, id);
  if (!CANCELLABLE.has(task.kind))
    throw new Conflict('A task of this kind cannot be cancelled.', { task_id: id });
  if (!(await requestTaskEnd(db, id, clock.now())))
    throw new Conflict('This task is over already.', { task_id: id });
  return getTask(db, id);
}
