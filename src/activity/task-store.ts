import { sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { tellChanges } from './live-events.ts';

export type TaskKind =
  | 'scan_library'
  | 'scan_places'
  | 'search_wanted_book'
  | 'create_backup'
  | 'verify_backup'
  | 'check_library'
  | 'check_library_item'
  | 'find_duplicates'
  | 'plan_reorganisation'
  | 'carry_out_reorganisation'
  | 'undo_reorganisation';
export type TaskState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** How a task goes just now, as its page shows it. */
export interface TaskDetail {
  /** What it does, in a word or two: `Counting`, `Reading`. */
  readonly phase: string;
  /** What it is at: a folder, a title. */
  readonly at: string | null;
  readonly items_per_second: number | null;
  readonly seconds_left: number | null;
  readonly faults: number;
}

/** A job that a client asked for, with how far it is. */
export interface Task {
  readonly id: number;
  readonly kind: TaskKind;
  readonly subject_id: number;
  readonly state: TaskState;
  readonly progress_done: number;
  readonly progress_total: number | null;
  readonly progress_detail: TaskDetail | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
  readonly cancel_requested_at: Date | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** The task under way for this subject, else a new one. `made` tells which. */
export async function openTask(
  tx: Tx,
  kind: TaskKind,
  subjectId: number,
): Promise<{ readonly id: number; readonly made: boolean }> {
  const inserted = await tx
    .insertInto('task')
    .values({ kind, subject_id: subjectId })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject_id']).where('state', 'in', ['queued', 'running']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) {
    await tellChanges(tx, [{ kind: 'task', ids: [inserted.id] }]);
    return { id: inserted.id, made: true };
  }
  const underWay = await tx
    .selectFrom('task')
    .select('id')
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return underWay === undefined ? openTask(tx, kind, subjectId) : { id: underWay.id, made: false };
}

/** Answers whether there is still something to do: a task may have ended before its job came. */
export async function beginTask(db: Database, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('task')
    .set({ state: 'running', started_at: nowAtLeast('created_at') })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  await tellChanges(db, [{ kind: 'task', ids: [id] }]);
  return numUpdatedRows > 0n;
}

/** Answers whether somebody has asked for its end in the meantime. */
export async function progressTask(
  db: Database,
  id: number,
  done: number,
  total: number | null,
  detail: TaskDetail | null = null,
): Promise<boolean> {
  const task = await db
    .updateTable('task')
    .set({
      progress_done: done,
      progress_total: total,
      progress_detail: detail === null ? null : json(detail),
    })
    .where('id', '=', id)
    .returning('cancel_requested_at')
    .executeTakeFirst();
  await tellChanges(db, [{ kind: 'task', ids: [id] }]);
  return task !== undefined && task.cancel_requested_at !== null;
}

/** Ends a task that waits; of one that runs, notes that it shall end. Answers whether it was under way. */
export async function requestTaskEnd(db: Database, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('task')
    .set(({ fn, eb, ref }) => ({
      cancel_requested_at: fn.coalesce('cancel_requested_at', eb.val(now)),
      state: sql<TaskState>`case when ${ref('state')} = 'queued' then 'cancelled' else state end`,
      finished_at: sql<Date | null>`case when ${ref('state')} = 'queued' then greatest(${now}::timestamptz, created_at) end`,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  await tellChanges(db, [{ kind: 'task', ids: [id] }]);
  return numUpdatedRows > 0n;
}

/** What was asked to end has ended. */
export async function endCancelledTask(db: Database, id: number): Promise<void> {
  await finish(db, id, { state: 'cancelled', error: null });
}

/** When the last one began that succeeded; null where none did. */
export async function lastSuccessStart(
  db: Database,
  kind: TaskKind,
  subjectId: number,
): Promise<Date | null> {
  const task = await db
    .selectFrom('task')
    .select('started_at')
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'succeeded')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return task?.started_at ?? null;
}

export async function succeedTask(db: Database, id: number, result: object): Promise<void> {
  await finish(db, id, { state: 'succeeded', result: json(result), error: null });
}

export async function failTask(db: Database, id: number, error: string): Promise<void> {
  await finish(db, id, { state: 'failed', error });
}

async function finish(
  db: Database,
  id: number,
  end: { readonly state: TaskState; readonly result?: unknown; readonly error: string | null },
): Promise<void> {
  await db
    .updateTable('task')
    .set({ ...end, finished_at: nowAtLeast('started_at') })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
  await tellChanges(db, [{ kind: 'task', ids: [id] }]);
}

/** A clock that was set back in the meantime lets nothing end before it began. */
function nowAtLeast(earlier: 'created_at' | 'started_at') {
  return sql<Date>`greatest(${new Date()}::timestamptz, ${sql.ref(earlier)})`;
}

/** Whether a task has ended, or is forgotten. */
export async function isTaskOver(db: Database, id: number): Promise<boolean> {
  const task = await select(db).where('id', '=', id).executeTakeFirst();
  return task === undefined || task.finished_at !== null;
}

export async function getTask(db: Database, id: number): Promise<Task> {
  const task = await select(db).where('id', '=', id).executeTakeFirst();
  if (task === undefined) throw new NotFound(`There is no task ${id}.`);
  return task;
}

export async function listTasks(
  db: Database,
  page: PageRequest & { readonly state?: TaskState | undefined },
): Promise<Page<Task>> {
  let query = select(db);
  if (page.state !== undefined) query = query.where('state', '=', page.state);
  return await pageById(query, 'id', 'desc', page);
}

/** The newest task of a kind for each subject. */
export async function latestTasks(
  db: Database,
  kind: TaskKind,
  subjectIds: readonly number[],
): Promise<ReadonlyMap<number, Task>> {
  if (subjectIds.length === 0) return new Map();
  const tasks = await select(db)
    .distinctOn('subject_id')
    .where('kind', '=', kind)
    .where('subject_id', 'in', subjectIds)
    .orderBy('subject_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(tasks.map((task) => [task.subject_id, task]));
}

/** The tasks of a kind that are not over, oldest first. */
export function openTasksOf(db: Database, kind: TaskKind): Promise<readonly Task[]> {
  return select(db)
    .where('kind', '=', kind)
    .where('state', 'in', ['queued', 'running'])
    .orderBy('id')
    .execute();
}

/** Tasks that are not over although they were opened or begun before an instant, oldest first. */
export function readStalledTasks(db: Database, before: Date): Promise<readonly Task[]> {
  return select(db)
    .where('state', 'in', ['queued', 'running'])
    .where(({ fn }) => fn.coalesce('started_at', 'created_at'), '<', before)
    .orderBy('id')
    .execute();
}

export async function forgetTasksBefore(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('task').where('finished_at', '<', before).execute();
}

/** How many tasks of each kind are in each state; those of more than a month ago are forgotten. */
export async function countTasksByState(
  db: Database,
): Promise<readonly { kind: TaskKind; state: TaskState; count: number }[]> {
  return db
    .selectFrom('task')
    .select(['kind', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['kind', 'state'])
    .execute();
}

function select(db: Database) {
  return db
    .selectFrom('task')
    .selectAll()
    .$narrowType<{ result: Readonly<Record<string, unknown>> | null; progress_detail: TaskDetail | null }>();
}
