import { openTask, type TaskKind } from '../../activity/task-store.ts';
import { Conflict } from '../../base/errors.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { JobKind, SendJob } from '../../platform/jobs.ts';
import { CarryOutReorganisation, PlanReorganisation, UndoReorganisation } from '../jobs.ts';
import { readLibrary } from '../library-store.ts';
import { checkNamingTemplate, DEFAULT_NAMING_TEMPLATE } from '../naming.ts';
import { isBeingScanned } from '../run-scan.ts';
import type { ReorganisationState } from './reorganisation.ts';
import {
  changeReorganisation,
  deleteReorganisation,
  insertReorganisation,
  readReorganisation,
} from './reorganisation-store.ts';

interface Needs {
  readonly db: Database;
  readonly send: SendJob;
}

export interface RequestedReorganisation {
  readonly id: number;
  readonly taskId: number;
}

/**
 * Has a plan made of how a library would lie under a template (null: the library's own). Throws NotFound, Invalid for
 * the template, Conflict while another one is under way.
 */
export function requestPlan(
  { db, send }: Needs,
  libraryId: number,
  wanted: { readonly template: string | null; readonly renameFiles: boolean },
): Promise<RequestedReorganisation> {
  return db.transaction().execute(async (tx) => {
    const library = await readLibrary(tx, libraryId);
    const template = wanted.template ?? library.namingTemplate ?? DEFAULT_NAMING_TEMPLATE;
    checkNamingTemplate(template);
    const id = await insertReorganisation(tx, { libraryId, template, renameFiles: wanted.renameFiles });
    return { id, taskId: await open(tx, send, 'plan_reorganisation', PlanReorganisation, id) };
  });
}

/** Has exactly the plan carried out. Throws Conflict where it is not planned, or files are being scanned. */
export function requestCarryingOut(needs: Needs, id: number): Promise<number> {
  return begin(needs, id, ['planned'], 'running', 'carry_out_reorganisation', CarryOutReorganisation);
}

/** Has everything put back, also what was carried out before it broke off. */
export function requestUndo(needs: Needs, id: number): Promise<number> {
  return begin(needs, id, ['done', 'failed'], 'undoing', 'undo_reorganisation', UndoReorganisation);
}

function begin(
  { db, send }: Needs,
  id: number,
  from: readonly ReorganisationState[],
  to: ReorganisationState,
  task: TaskKind,
  job: typeof CarryOutReorganisation,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { library_id: libraryId } = await readReorganisation(tx, id);
    if (await isBeingScanned(tx, libraryId))
      throw new Conflict('The library is being scanned: wait for the end of the scan.');
    await changeReorganisation(tx, id, from, to);
    return open(tx, send, task, job, id);
  });
}

async function open(
  tx: Tx,
  send: SendJob,
  kind: TaskKind,
  job: JobKind<(typeof CarryOutReorganisation)['payload']>,
  id: number,
): Promise<number> {
  const task = await openTask(tx, kind, id);
  await send(tx, job, { task_id: task.id, reorganisation_id: id });
  return task.id;
}

/** Throws a plan away that was not carried out. */
export function discardPlan({ db }: Pick<Needs, 'db'>, id: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { state } = await readReorganisation(tx, id);
    if (state !== 'planned') throw new Conflict('Only a plan that was not carried out can be thrown away.');
    await deleteReorganisation(tx, id);
  });
}
