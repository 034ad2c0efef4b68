import { openTasksOf, type TaskKind } from '../../activity/task-store.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { ReorganisationState } from '../../library/reorganise/reorganisation.ts';
import {
  countReorganisedItems,
  listReorganisations,
  listReorganisedItems,
  type Reorganisation,
  readReorganisation,
} from '../../library/reorganise/reorganisation-store.ts';
import {
  discardPlan,
  requestCarryingOut,
  requestPlan,
  requestUndo,
} from '../../library/reorganise/request-reorganisation.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

/** Which kind of task works on one in this state. */
const TASK_KINDS: Readonly<Partial<Record<ReorganisationState, TaskKind>>> = {
  planning: 'plan_reorganisation',
  running: 'carry_out_reorganisation',
  undoing: 'undo_reorganisation',
};

export function reorganisationRoutes(needs: HttpNeeds): readonly Route[] {
  const { db } = needs;

  async function present({ in_place_count: inPlace, ...reorganisation }: Reorganisation) {
    const counts = await countReorganisedItems(db, reorganisation.id);
    const taskKind = TASK_KINDS[reorganisation.state];
    const tasks = taskKind === undefined ? [] : await openTasksOf(db, taskKind);
    return {
      ...reorganisation,
      counts: {
        in_place: inPlace,
        planned: counts.planned ?? 0,
        refused: counts.refused ?? 0,
        moved: counts.moved ?? 0,
        failed: counts.failed ?? 0,
        undone: counts.undone ?? 0,
      },
      task_id: tasks.find(({ subject_id: subject }) => subject === reorganisation.id)?.id ?? null,
      created_at: instant(reorganisation.created_at),
      finished_at: instantOrNull(reorganisation.finished_at),
    };
  }

  return [
    route(contract.planReorganisation, async ({ params, body }) => {
      const { template = null, rename_files: renameFiles } = body;
      const { id, taskId } = await requestPlan(needs, params.id, { template, renameFiles });
      return { id, task_id: taskId };
    }),
    route(contract.listReorganisations, async ({ query }) => {
      const page = await listReorganisations(db, query);
      const items = await Promise.all(page.items.map(present));
      return presentPage({ ...page, items }, (item) => item);
    }),
    route(contract.getReorganisation, async ({ params }) => present(await readReorganisation(db, params.id))),
    route(contract.listReorganisedItems, async ({ params, query }) => {
      await readReorganisation(db, params.id);
      return presentPage(await listReorganisedItems(db, params.id, query), (item) => ({
        id: item.id,
        library_item_id: item.library_item_id,
        from: item.from_path,
        to: item.to_path,
        steps: item.steps.map(({ what, from, to }) => ({ what, from, to })),
        state: item.state,
        reason: item.reason,
      }));
    }),
    route(contract.carryOutReorganisation, async ({ params }) => ({
      task_id: await requestCarryingOut(needs, params.id),
    })),
    route(contract.undoReorganisation, async ({ params }) => ({
      task_id: await requestUndo(needs, params.id),
    })),
    route(contract.discardReorganisation, ({ params }) => discardPlan(needs, params.id)),
  ];
}
