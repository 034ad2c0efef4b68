import { failTask, readStalledTasks, type Task } from '../activity/task-store.ts';
import { assertNever } from '../base/assert.ts';
import { type Clock, MINUTE_MS } from '../base/clock.ts';
import { orNull } from '../base/errors.ts';
import { readStalledDownloads } from '../downloads/download-store.ts';
import { ImportDownload } from '../imports/jobs.ts';
import {
  CarryOutReorganisation,
  CheckLibrary,
  CheckLibraryItem,
  FindDuplicates,
  PlanReorganisation,
  ScanLibrary,
  ScanPlaces,
  UndoReorganisation,
} from '../library/jobs.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { SendJob } from '../platform/jobs.ts';
import { HandOverRelease, SearchWantedBook } from '../wanted/jobs.ts';
import { readBackup } from './backups/backup-store.ts';
import { VerifyBackup } from './backups/jobs.ts';

/** Longer than any job waits between two tries. */
const STALLED_MS = 15 * MINUTE_MS;

/**
 * Sends the next job again of whatever rests although it is the program's turn: the job may have been lost, or be of a
 * time that a restore took back. Where it was not lost, the second one finds the work done.
 */
export async function resumeStalled({
  db,
  send,
  clock,
  stalledMs = STALLED_MS,
}: {
  readonly db: Database;
  readonly send: SendJob;
  readonly clock: Clock;
  /** For how long it has been resting. */
  readonly stalledMs?: number;
}): Promise<void> {
  const before = new Date(clock.now().getTime() - stalledMs);
  for (const { id, state } of await readStalledDownloads(db, before)) {
    const kind = state === 'queued' ? HandOverRelease : ImportDownload;
    await db.transaction().execute((tx) => send(tx, kind, { download_id: id }));
  }
  for (const task of await readStalledTasks(db, before))
    await db.transaction().execute((tx) => resumeTask(send, tx, task));
}

function resumeTask(send: SendJob, tx: Tx, { id, kind, subject_id: subject }: Task): Promise<void> {
  switch (kind) {
    case 'scan_library':
      return send(tx, ScanLibrary, { task_id: id, library_id: subject });
    // Which places it was for is lost: all of the library then.
    case 'scan_places':
      return send(tx, ScanPlaces, { task_id: id, library_id: subject, places: [''] });
    case 'check_library':
      return send(tx, CheckLibrary, { task_id: id, library_id: subject });
    case 'check_library_item':
      return send(tx, CheckLibraryItem, { task_id: id, library_item_id: subject });
    case 'find_duplicates':
      return send(tx, FindDuplicates, { task_id: id });
    case 'plan_reorganisation':
      return send(tx, PlanReorganisation, { task_id: id, reorganisation_id: subject });
    case 'carry_out_reorganisation':
      return send(tx, CarryOutReorganisation, { task_id: id, reorganisation_id: subject });
    case 'undo_reorganisation':
      return send(tx, UndoReorganisation, { task_id: id, reorganisation_id: subject });
    case 'search_wanted_book':
      return send(tx, SearchWantedBook, { task_id: id, wanted_id: subject });
    case 'verify_backup':
      return send(tx, VerifyBackup, { task_id: id, backup_id: subject });
    case 'create_backup':
      return endLostBackup(tx, id, subject);
    default:
      return assertNever(kind);
  }
}

/** An archive holds the task that made it, and never the end of it; what is still being made is tended by others. */
async function endLostBackup(tx: Tx, id: number, backupId: number): Promise<void> {
  const backup = await orNull(readBackup(tx, backupId));
  if (backup?.state === 'running') return;
  await failTask(tx, id, 'The database was restored to a time before this backup was whole.');
}
