import { sql } from 'kysely';
import type { Announce } from '../activity/facts.ts';
import {
  beginTask,
  endCancelledTask,
  failTask,
  isTaskOver,
  openTask,
  openTasksOf,
  progressTask,
  succeedTask,
} from '../activity/task-store.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, orNull, Unavailable } from '../base/errors.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { JobAttempt, SendJob } from '../platform/jobs.ts';
import type { AudioReader } from './audio-reader.ts';
import { ScanLibrary } from './jobs.ts';
import { readLibrary } from './library-store.ts';
import { isReorganised } from './reorganise/reorganisation-store.ts';
import { followScan } from './scan/follow-scan.ts';
import { scanLibrary } from './scan-library.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly reader: AudioReader;
}

/** Opens a scan task for a library; while one is under way, answers that one. Throws NotFound. */
export function requestScan(
  { db, send }: { readonly db: Database; readonly send: SendJob },
  libraryId: number,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await readLibrary(tx, libraryId);
    return openScan(send, tx, libraryId);
  });
}

/** The same within a transaction, of a library that is there. */
export async function openScan(send: SendJob, tx: Tx, libraryId: number): Promise<number> {
  const task = await openTask(tx, 'scan_library', libraryId);
  // Also for a task under way: should its job have been lost, this one goes on with it, else it finds it ended.
  await send(tx, ScanLibrary, { task_id: task.id, library_id: libraryId });
  return task.id;
}

/** Whether a scan of the library runs or waits. */
export async function isBeingScanned(db: Database, libraryId: number): Promise<boolean> {
  const scans = await openTasksOf(db, 'scan_library');
  return scans.some(({ subject_id: subject }) => subject === libraryId);
}

/** A first scan fills empty tables: without fresh statistics their lists are planned as if they still were. */
async function analyseTables(db: Database): Promise<void> {
  await sql`analyze book, author, book_author, series, book_series, recording, narrator, recording_narrator, library_item, audio_file`.execute(
    db,
  );
}

interface ScanPayload {
  readonly task_id: number;
  readonly library_id: number;
  /** Without them, all of it. */
  readonly places?: readonly string[];
}

/** Carries out a scan task; a second run goes on where the first was stopped, for what is written does not change. */
export async function runScan(
  needs: Needs,
  { task_id: taskId, library_id: libraryId, places }: ScanPayload,
  attempt: JobAttempt,
): Promise<void> {
  const { db } = needs;
  if (await isTaskOver(db, taskId)) return;
  const library = await orNull(readLibrary(db, libraryId));
  if (library === null) return failTask(db, taskId, 'The library was forgotten.');
  if (await isReorganised(db, libraryId))
    return failTask(db, taskId, 'Its files are being renamed: it is scanned when that is done.');
  if (!(await beginTask(db, taskId))) return;
  await using followed = followScan(db, taskId);
  followed.note({ done: 0, total: null, phase: 'Counting', at: null, faults: 0 });
  try {
    const result = await scanLibrary(needs, library, {
      ...(places === undefined ? {} : { places }),
      signal: AbortSignal.any([attempt.signal, followed.cancelled]),
      onProgress: followed.note,
    });
    if (result.added > 0) await analyseTables(db);
    await followed[Symbol.asyncDispose]();
    await progressTask(db, taskId, result.items, result.items);
    await succeedTask(db, taskId, result);
  } catch (error) {
    if (followed.cancelled.aborted) return endCancelledTask(db, taskId);
    if (error instanceof Unavailable) return failTask(db, taskId, error.message);
    if (attempt.isLast) await failTask(db, taskId, `The scan broke off: ${messageOf(error)}`);
    throw error;
  }
}
