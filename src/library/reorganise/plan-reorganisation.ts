import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { DownloadClients } from '../../downloads/download-clients.ts';
import type { Database } from '../../platform/database.ts';
import type { JobAttempt } from '../../platform/jobs.ts';
import { readLibrary } from '../library-store.ts';
import { foldersFor } from '../naming.ts';
import { foldPath } from './fold-path.ts';
import { type ItemToPlace, itemsToPlace } from './item-to-place.ts';
import { type ItemFolders, lookAtPlace } from './look-at-place.ts';
import { planItem } from './plan-item.ts';
import {
  changeReorganisation,
  countReorganisedItems,
  forgetReorganisedItems,
  insertReorganisedItems,
  type Reorganisation,
  type ReorganisedItem,
} from './reorganisation-store.ts';
import {
  type ReorganisationJob,
  type ReorganisationWatch,
  runReorganisationTask,
} from './run-reorganisation-task.ts';
import { type SeedingPlace, seedingPlaceOf, seedingPlaces } from './seeding-places.ts';

interface Needs {
  readonly db: Database;
  readonly clients: Pick<DownloadClients, 'of'>;
}

/** What a plan is made of: the names that the items shall have, and who has which of them. */
interface Naming {
  readonly root: string;
  readonly template: string;
  readonly renameFiles: boolean;
  readonly folders: ItemFolders;
  readonly seeding: readonly SeedingPlace[];
  /** Folded folders that are spoken for, by the item that will lie there. */
  readonly claimed: Map<string, number>;
}

/** Carries out a planning task: looks at every item and writes down where it would go. Touches no file. */
export function runPlanReorganisation(
  needs: Needs,
  job: ReorganisationJob,
  attempt: Pick<JobAttempt, 'signal' | 'isLast'>,
): Promise<void> {
  return runReorganisationTask(needs.db, job, attempt, ['planning'], (reorganisation, watch) =>
    planReorganisation(needs, reorganisation, watch),
  );
}

async function planReorganisation(
  needs: Needs,
  reorganisation: Reorganisation,
  { signal, onProgress }: ReorganisationWatch,
) {
  const { db } = needs;
  const { id, library_id: libraryId, template, rename_files: renameFiles } = reorganisation;
  const { path: root } = await readLibrary(db, libraryId);
  const { folders, claimed, total } = await claimPresentPlaces(db, reorganisation);
  const naming: Naming = {
    root,
    template,
    renameFiles,
    folders,
    claimed,
    seeding: await seedingPlaces(needs, root),
  };
  // A second run, after a crash, begins anew.
  await db.transaction().execute((tx) => forgetReorganisedItems(tx, id));
  let done = 0;
  let inPlace = 0;
  for await (const page of itemsToPlace(db, libraryId)) {
    signal.throwIfAborted();
    const rows: Omit<ReorganisedItem, 'id'>[] = [];
    for (const item of page) {
      const row = await planOne(naming, item);
      if (row === null) inPlace += 1;
      else rows.push(row);
    }
    await db.transaction().execute((tx) => insertReorganisedItems(tx, id, rows));
    done += page.length;
    await onProgress(done, total);
  }
  await db
    .transaction()
    .execute((tx) => changeReorganisation(tx, id, ['planning'], 'planned', { inPlaceCount: inPlace }));
  return { in_place: inPlace, ...(await countReorganisedItems(db, id)) };
}

/** Who lies where its name says keeps that place, whoever else would like to have it. */
async function claimPresentPlaces(db: Database, { library_id: libraryId, template }: Reorganisation) {
  const folders = new Map<string, number>();
  const claimed = new Map<string, number>();
  let total = 0;
  for await (const page of itemsToPlace(db, libraryId)) {
    total += page.length;
    for (const { id, folder, recording } of page) {
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
      if (recording !== null && foldersFor(recording, template).includes(folder))
        claimed.set(foldPath(folder), id);
    }
  }
  return { folders, claimed, total };
}

/** Null for an item that lies and is called as it shall. */
async function planOne(naming: Naming, item: ItemToPlace): Promise<Omit<ReorganisedItem, 'id'> | null> {
  const { recording } = item;
  const row = (toPath: string, more: Pick<ReorganisedItem, 'steps' | 'state' | 'reason'>) => ({
    library_item_id: item.id,
    from_path: item.path,
    from_folder: item.walkedFolder,
    to_path: toPath,
    ...more,
  });
  const refuse = (toPath: string, reason: string) => row(toPath, { steps: [], state: 'refused', reason });
  if (recording === null)
    return refuse(item.path, 'No book is known of it, so nothing says what to call it.');
  const target = await chooseFolder(naming, item, foldersFor(recording, naming.template));
  if ('refused' in target) return refuse(target.folder, target.refused);
  try {
    const place = await lookAtPlace(naming.root, item, naming.folders);
    if ('refused' in place) return refuse(target.folder, place.refused);
    const steps = planItem(place, {
      folder: target.folder,
      title: naming.renameFiles ? recording.title : null,
    });
    if ('refused' in steps) return refuse(target.folder, steps.refused);
    if (steps.length === 0) return null;
    const seeding = seedingPlaceOf([...place.audioPaths, ...place.otherPaths], naming.seeding);
    if (seeding !== null)
      return refuse(
        target.folder,
        `${seeding.client} seeds it from here (${seeding.torrent}): renamed, it could not.`,
      );
    naming.claimed.set(foldPath(target.folder), item.id);
    return row(target.folder, { steps, state: 'planned', reason: null });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return refuse(target.folder, `Its folder cannot be read: ${messageOf(error)}`);
  }
}

/** The best folder that is free, or the item's own already. */
async function chooseFolder(
  { root, claimed, folders }: Naming,
  item: ItemToPlace,
  candidates: readonly string[],
): Promise<{ readonly folder: string } | { readonly folder: string; readonly refused: string }> {
  const isAlone = (folders.get(item.folder) ?? 0) === 1;
  if (candidates.includes(item.folder) && isAlone) return { folder: item.folder };
  const [best = item.folder] = candidates;
  for (const folder of candidates) {
    const owner = claimed.get(foldPath(folder));
    if (owner !== undefined && owner !== item.id) continue;
    if (folders.has(folder) && folder !== item.folder)
      return { folder, refused: `Another book lies in ${folder} now. Once that has moved, plan again.` };
    const isThere = await exists(join(root, folder));
    // Its own folder, the same one in other letters, or one above it: what is in there is looked at file by file.
    const isOwn = foldPath(folder) === foldPath(item.folder) || item.folder.startsWith(`${folder}/`);
    if (!isThere || isOwn) return { folder };
  }
  const goesThere = claimed.get(foldPath(best));
  const refused =
    goesThere === undefined || goesThere === item.id
      ? `${best} is there already, and holds something else.`
      : `Another book goes to ${best} by this plan.`;
  return { folder: best, refused };
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
