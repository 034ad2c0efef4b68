import { latestTasks, openTask, type Task } from '../../activity/task-store.ts';
import { Conflict } from '../../base/errors.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { SendJob } from '../../platform/jobs.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { holdBackups, readBackup, readBackups, tellBackup } from './backup-store.ts';
import { enterBackup, type WantedBackup } from './enter-backup.ts';
import { CreateBackup, VerifyBackup } from './jobs.ts';
import { refuseUnfinished } from './refuse-unfinished.ts';

export interface RequestedBackup {
  readonly backupId: number;
  readonly taskId: number;
}

type Needs = Pick<BackupNeeds, 'db' | 'clock' | 'places' | 'version'> & { readonly send: SendJob };

/**
 * Has a backup made, one at a time: while one like it is under way, answers that one. Throws Conflict while another one
 * is.
 */
export function requestBackup(needs: Needs, wanted: WantedBackup): Promise<RequestedBackup> {
  const { db, send } = needs;
  return db.transaction().execute(async (tx) => {
    await holdBackups(tx);
    const [running] = await readBackups(tx, 'running');
    if (running !== undefined) return joinRunning(tx, running, wanted);
    const backupId = await enterBackup(needs, tx, wanted);
    const { id: taskId } = await openTask(tx, 'create_backup', backupId);
    await send(tx, CreateBackup, { task_id: taskId, backup_id: backupId });
    return { backupId, taskId };
  });
}

async function joinRunning(tx: Tx, running: Backup, { withSecrets }: WantedBackup): Promise<RequestedBackup> {
  const task = await taskOf(tx, running.id);
  if (task !== null && running.has_secrets === withSecrets) return { backupId: running.id, taskId: task.id };
  const what = running.has_secrets ? 'with' : 'without';
  throw new Conflict(
    `Another backup (${running.name}, ${what} secrets) is being made. Try again when it has ended.`,
  );
}

/** The task by which a backup is being made; null where none is under way. */
export async function taskOf(db: Database, backupId: number): Promise<Task | null> {
  const task = (await latestTasks(db, 'create_backup', [backupId])).get(backupId);
  return task === undefined || task.finished_at !== null ? null : task;
}

/** Has a backup verified; while that is under way, answers its task. Throws NotFound, and Conflict where it is not done. */
export function requestVerification(
  { db, send }: Pick<Needs, 'db' | 'send'>,
  backupId: number,
): Promise<RequestedBackup> {
  return db.transaction().execute(async (tx) => {
    refuseUnfinished(await readBackup(tx, backupId));
    const { id: taskId } = await openTask(tx, 'verify_backup', backupId);
    await send(tx, VerifyBackup, { task_id: taskId, backup_id: backupId });
    await tellBackup(tx, backupId);
    return { backupId, taskId };
  });
}
