import { openTasksOf } from '../../activity/task-store.ts';
import type { SendJob } from '../../platform/jobs.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { CreateBackup, VerifyBackup } from './jobs.ts';

/** Sends the jobs of tasks again that wait for one: should they have been lost. A job twice does no harm. */
export async function resumeBackupTasks({
  db,
  send,
}: Pick<BackupNeeds, 'db'> & { readonly send: SendJob }): Promise<void> {
  const creating = (await openTasksOf(db, 'create_backup')).filter(({ state }) => state === 'queued');
  for (const { id, subject_id } of creating) {
    const payload = { task_id: id, backup_id: subject_id };
    await db.transaction().execute((tx) => send(tx, CreateBackup, payload));
  }
  for (const { id, subject_id } of await openTasksOf(db, 'verify_backup')) {
    const payload = { task_id: id, backup_id: subject_id };
    await db.transaction().execute((tx) => send(tx, VerifyBackup, payload));
  }
}
