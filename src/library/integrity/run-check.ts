import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import {
  beginTask,
  endCancelledTask,
  failTask,
  getTask,
  isTaskOver,
  openTask,
  progressTask,
  succeedTask,
} from '../../activity/task-store.ts';
import { messageOf } from '../../base/errors.ts';
import { whileHeld } from '../../platform/advisory-lock.ts';
import type { Database } from '../../platform/database.ts';
import type { JobAttempt, SendJob } from '../../platform/jobs.ts';
import { CHECK_ITEMS_LOCK } from '../../platform/lock-numbers.ts';
import { CheckLibrary, CheckLibraryItem } from '../jobs.ts';
import { readLibrary } from '../library-store.ts';
import { followScan } from '../scan/follow-scan.ts';
import { type CheckNeeds, checkItems } from './check-items.ts';
import { type DueItem, libraryOfItem, readItemsOfLibrary } from './check-store.ts';
import { methodOf } from './look-into-item.ts';

interface RequestNeeds {
  readonly db: Database;
  readonly send: SendJob;
}

interface RunNeeds extends CheckNeeds {
  /** Of the same database. */
  readonly connection: pg.ClientConfig;
}

interface WorkList {
  /** So many were looked into by a run before. */
  readonly done: number;
  readonly items: readonly DueItem[];
}

const LOOK_ROUND_MS = 1_000;

/** Opens a task that looks into all audio of a library; while one is under way, answers that one. Throws NotFound. */
export function requestCheck({ db, send }: RequestNeeds, libraryId: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await readLibrary(tx, libraryId);
    const { id } = await openTask(tx, 'check_library', libraryId);
    await send(tx, CheckLibrary, { task_id: id, library_id: libraryId });
    return id;
  });
}

/** The same for one item. Throws NotFound. */
export function requestItemCheck({ db, send }: RequestNeeds, itemId: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await libraryOfItem(tx, itemId);
    const { id } = await openTask(tx, 'check_library_item', itemId);
    await send(tx, CheckLibraryItem, { task_id: id, library_item_id: itemId });
    return id;
  });
}

/** Carries out such a task for all items of a library; a second run goes on where the first was stopped. */
export async function runCheck(
  needs: RunNeeds,
  { task_id: taskId, library_id: libraryId }: { readonly task_id: number; readonly library_id: number },
  attempt: JobAttempt,
): Promise<void> {
  const { db } = needs;
  await carryOut(needs, taskId, attempt, async () => {
    const { created_at: since } = await getTask(db, taskId);
    return readItemsOfLibrary(db, libraryId, since);
  });
}

/** Carries out such a task for one item. */
export async function runItemCheck(
  needs: RunNeeds,
  { task_id: taskId, library_item_id: id }: { readonly task_id: number; readonly library_item_id: number },
  attempt: JobAttempt,
): Promise<void> {
  await carryOut(needs, taskId, attempt, async () => ({ done: 0, items: [{ id, seconds: 0 }] }));
}

async function carryOut(
  needs: RunNeeds,
  taskId: number,
  attempt: JobAttempt,
  readItems: () => Promise<WorkList>,
): Promise<void> {
  const { db, connection } = needs;
  while (!(await isTaskOver(db, taskId))) {
    const held = await whileHeld(connection, CHECK_ITEMS_LOCK, (lost) =>
      checkAll(needs, taskId, { ...attempt, signal: AbortSignal.any([attempt.signal, lost]) }, readItems),
    );
    if (held !== null) return;
    // The hour's share is being looked into; it makes room within seconds.
    await wait(LOOK_ROUND_MS, undefined, { signal: attempt.signal });
  }
}

async function checkAll(
  needs: RunNeeds,
  taskId: number,
  { signal, isLast }: JobAttempt,
  readItems: () => Promise<WorkList>,
): Promise<void> {
  const { db } = needs;
  if (!(await beginTask(db, taskId))) return;
  const { done: before, items } = await readItems();
  const total = before + items.length;
  await using followed = followScan(db, taskId);
  followed.note({ done: before, total, phase: 'Checking', at: null, faults: 0 });
  try {
    const result = await checkItems(needs, items, {
      signal: AbortSignal.any([signal, followed.cancelled]),
      goOn: () => true,
      onItem: (at, { severe, slight }, done) =>
        followed.note({ done: before + done, total, phase: 'Checking', at, faults: severe + slight }),
    });
    await followed[Symbol.asyncDispose]();
    if (result.unreachable > 0 && result.items === 0)
      return failTask(db, taskId, 'The folder of the library is not there. Mount it, then check again.');
    await progressTask(db, taskId, total, total);
    await succeedTask(db, taskId, { ...result, method: methodOf(needs) });
  } catch (error) {
    if (followed.cancelled.aborted) return endCancelledTask(db, taskId);
    if (isLast) await failTask(db, taskId, `The check broke off: ${messageOf(error)}`);
    throw error;
  }
}
