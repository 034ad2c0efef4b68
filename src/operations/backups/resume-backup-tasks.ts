import { openTasksOf } from '../../activity/task-store.ts';
import type { SendJob } from '../../platform/jobs.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { CreateBackup } from './jobs.ts';

/**
 * Sends the jobs of backups again that wait to be made: should they have been lost. A job twice does no harm. Those that
 * are to be verified are taken up by operations/resume-stalled.ts.
 */
export async function resumeBackupTasks({
  db,
  send,
}: Pick<BackupNeeds, 'db'> & { readonly send: SendJob }): Promise<void> {
  for (const { id, state, subject_id } of await openTasksOf(db, 'create_backup')) {
    if (state !== 'queued') continue;
    const payload = { task_id: id, backup_id: subject_id };
    await db.transaction().execute((tx) => send(tx, CreateBackup, payload));
  }
}
