import { tellChanges } from '../../activity/live-events.ts';
import { beginTask, failTask, isTaskOver, openTask, succeedTask } from '../../activity/task-store.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { JobAttempt, SendJob } from '../../platform/jobs.ts';
import { FindDuplicates } from '../jobs.ts';
import { readCandidates, readFacts, readSeriesWithOmnibuses } from './candidate-store.ts';
import { replaceGroups } from './duplicate-store.ts';
import { findOmnibuses } from './find-omnibuses.ts';
import { createGrouping } from './grouping.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
}

/** It is about all libraries. */
const ALL = 0;

/** Opens a task that looks for duplicates; while one is under way, answers that one. */
export async function requestDuplicates(tx: Tx, send: SendJob): Promise<number> {
  const { id } = await openTask(tx, 'find_duplicates', ALL);
  await send(tx, FindDuplicates, { task_id: id });
  return id;
}

/** Carries out such a task. */
export async function runFindDuplicates(
  needs: Needs,
  { task_id: taskId }: { readonly task_id: number },
  attempt: JobAttempt,
): Promise<void> {
  const { db } = needs;
  if ((await isTaskOver(db, taskId)) || !(await beginTask(db, taskId))) return;
  try {
    await succeedTask(db, taskId, await findDuplicates(needs));
  } catch (error) {
    if (attempt.isLast)
      await failTask(db, taskId, `The search for duplicates broke off: ${messageOf(error)}`);
    throw error;
  }
}

export interface FoundDuplicates {
  readonly groups: number;
  readonly new_groups: number;
}

/** Looks through what is known of all items; opens no file. */
export async function findDuplicates({ db, clock }: Needs): Promise<FoundDuplicates> {
  const grouping = createGrouping();
  for (const blocks of ofSoMany(await readCandidates(db)))
    grouping.compare(blocks, await readFacts(db, new Set(blocks.flat())));
  const series = await readSeriesWithOmnibuses(db);
  const groups = [...grouping.groups(), ...series.flatMap(findOmnibuses)];
  return db.transaction().execute(async (tx) => {
    const added = await replaceGroups(tx, groups, clock.now());
    await tellChanges(tx, [{ kind: 'duplicate', ids: [] }]);
    return { groups: groups.length, new_groups: added };
  });
}

/** Items that are compared at once: few enough for others to have their turn, and for no more than these to be held. */
const COMPARED_AT_ONCE = 200;

function* ofSoMany(blocks: readonly (readonly number[])[]): Generator<readonly (readonly number[])[]> {
  let some: (readonly number[])[] = [];
  let items = 0;
  for (const block of blocks) {
    some.push(block);
    items += block.length;
    if (items < COMPARED_AT_ONCE) continue;
    yield some;
    some = [];
    items = 0;
  }
  if (some.length > 0) yield some;
}
