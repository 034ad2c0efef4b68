import { tellChanges } from '../../activity/live-events.ts';
import { beginTask, failTask, isTaskOver, openTask, succeedTask } from '../../activity/task-store.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { inTurns } from '../../base/in-turns.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { JobAttempt, SendJob } from '../../platform/jobs.ts';
import { FindDuplicates } from '../jobs.ts';
import { readCandidates, readFacts, readSeriesWithOmnibuses } from './candidate-store.ts';
import { replaceGroups } from './duplicate-store.ts';
import { findOmnibuses } from './find-omnibuses.ts';
import { groupDuplicates } from './group-duplicates.ts';

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
  const blocks = await readCandidates(db);
  const facts = await readFacts(db, [...new Set(blocks.flat())]);
  const series = await readSeriesWithOmnibuses(db);
  const groups = [...(await inTurns(groupDuplicates(facts, blocks))), ...series.flatMap(findOmnibuses)];
  return db.transaction().execute(async (tx) => {
    const added = await replaceGroups(tx, groups, clock.now());
    await tellChanges(tx, [{ kind: 'duplicate', ids: [] }]);
    return { groups: groups.length, new_groups: added };
  });
}
