import type { Announce } from '../../activity/facts.ts';
import { tellChanges } from '../../activity/live-events.ts';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { DownloadClients } from '../../downloads/download-clients.ts';
import type { Database } from '../../platform/database.ts';
import type { JobAttempt } from '../../platform/jobs.ts';
import { LibraryReorganised } from '../facts.ts';
import { readAudioPaths, relocateItem } from '../item-store.ts';
import { readLibrary } from '../library-store.ts';
import { checkSteps, moveSteps, StepRefused } from './move-steps.ts';
import { type MoveStep, pathAfter, type ReorganisedItemState, stepsBack } from './reorganisation.ts';
import {
  changeReorganisation,
  changeReorganisedItem,
  countReorganisedItems,
  type Reorganisation,
  type ReorganisedItem,
  takeReorganisedItems,
} from './reorganisation-store.ts';
import {
  type ReorganisationJob,
  type ReorganisationWatch,
  runReorganisationTask,
} from './run-reorganisation-task.ts';
import { type SeedingPlace, seedingPlaceOf, seedingPlaces } from './seeding-places.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly clients: Pick<DownloadClients, 'of'>;
}

/** One direction of the same work: the steps of the plan, or all of them back. */
interface Direction {
  readonly from: readonly ['running'] | readonly ['undoing'];
  readonly end: 'done' | 'undone';
  readonly waiting: ReorganisedItemState;
  /** Broken off: done before any other. */
  readonly begun: readonly [ReorganisedItemState, ...ReorganisedItemState[]];
  readonly ended: ReorganisedItemState;
  /** Undone is what was done last first. */
  readonly order: 'asc' | 'desc';
  readonly stepsOf: (item: ReorganisedItem) => readonly MoveStep[];
}

export const FORTH: Direction = {
  from: ['running'],
  end: 'done',
  waiting: 'planned',
  begun: ['moving'],
  ended: 'moved',
  order: 'asc',
  stepsOf: ({ steps }) => steps,
};

export const BACK: Direction = {
  from: ['undoing'],
  end: 'undone',
  waiting: 'moved',
  begun: ['undoing', 'moving'],
  ended: 'undone',
  order: 'desc',
  stepsOf: ({ steps }) => stepsBack(steps),
};

/** Carries out the plan, or takes it back, item by item; what was broken off goes on where it was. */
export function runReorganisation(
  needs: Needs,
  direction: Direction,
  job: ReorganisationJob,
  attempt: Pick<JobAttempt, 'signal' | 'isLast'>,
): Promise<void> {
  return runReorganisationTask(needs.db, job, attempt, direction.from, async (reorganisation, watch) => {
    await carryOut(needs, direction, reorganisation, watch);
    return countReorganisedItems(needs.db, reorganisation.id);
  });
}

const TOLD_EVERY = 25;

async function carryOut(
  needs: Needs,
  direction: Direction,
  { id, library_id: libraryId }: Reorganisation,
  { signal, onProgress }: ReorganisationWatch,
): Promise<void> {
  const { db, clock, announce } = needs;
  const { name, path: root } = await readLibrary(db, libraryId);
  const seeding = await seedingPlaces(needs, root);
  const states = [...direction.begun, direction.waiting];
  const counts = await countReorganisedItems(db, id);
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  for (let done = 0; ; done += 1) {
    signal.throwIfAborted();
    const [item] = await takeReorganisedItems(db, id, states, direction.order, 1);
    if (item === undefined) break;
    await moveItem(needs, root, direction, item, seeding);
    if (done % TOLD_EVERY === 0) await onProgress(done, total);
  }
  await onProgress(total, total);
  await db.transaction().execute(async (tx) => {
    await changeReorganisation(tx, id, direction.from, direction.end, { finishedAt: clock.now() });
    const ended = (await countReorganisedItems(tx, id))[direction.ended] ?? 0;
    await announce(tx, LibraryReorganised, {
      library_id: libraryId,
      reorganisation_id: id,
      name,
      count: ended,
      undone: direction === BACK,
    });
  });
}

/** An item that cannot be moved stays where it was, with the reason; the others go on. */
async function moveItem(
  { db }: Needs,
  root: string,
  direction: Direction,
  item: ReorganisedItem,
  seeding: readonly SeedingPlace[],
): Promise<void> {
  const steps = direction.stepsOf(item);
  const [begun] = direction.begun;
  try {
    if (item.state === direction.waiting) {
      const paths = item.library_item_id === null ? null : await readAudioPaths(db, item.library_item_id);
      if (paths === null) throw new StepRefused('The program does not know this item any more.');
      const held = seedingPlaceOf(paths, seeding);
      if (held !== null) throw new StepRefused(`${held.client} seeds it from here (${held.torrent}).`);
      await checkSteps(root, steps);
      await db.transaction().execute((tx) => changeReorganisedItem(tx, item.id, begun));
    }
    await moveSteps(root, steps);
  } catch (error) {
    const why = error instanceof StepRefused ? error.message : `The system refused it: ${messageOf(error)}`;
    await db.transaction().execute((tx) => changeReorganisedItem(tx, item.id, 'failed', why));
    return;
  }
  await db.transaction().execute(async (tx) => {
    const place =
      direction === FORTH
        ? { path: item.to_path, folder: null }
        : { path: item.from_path, folder: item.from_folder };
    if (item.library_item_id !== null)
      await relocateItem(tx, item.library_item_id, place, (old) => pathAfter(steps, old));
    await changeReorganisedItem(tx, item.id, direction.ended);
    await tellChanges(tx, [{ kind: 'library_item', ids: [] }]);
  });
}
