import { beginTask, failTask, isTaskOver, succeedTask } from '../../activity/task-store.ts';
import { Conflict, messageOf, NotFound, orNull } from '../../base/errors.ts';
import type { JobAttempt } from '../../platform/jobs.ts';
import type { ArchiveCheck } from '../archive/invariants.ts';
import type { RestoreOptions } from '../archive/restore-archive.ts';
import { verifyArchive } from '../archive/verify-archive.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { noteVerification, readBackup, tellBackup } from './backup-store.ts';
import { sha256Of } from './sha256-of.ts';
import { createTaskProgress } from './task-progress.ts';
import { withBackupFile } from './with-backup-file.ts';

export interface BackupVerification {
  readonly outcome: 'passed' | 'failed';
  readonly checks: readonly ArchiveCheck[];
}

const THERE = 'the file is there';
const UNCHANGED = 'the file is as it was written';

/**
 * Verifies a backup by restoring it where nobody works, and notes what came of it. Throws, and notes nothing, where that
 * could not be found out.
 */
export async function verifyBackup(
  needs: BackupNeeds,
  backup: Backup,
  options: RestoreOptions = {},
): Promise<BackupVerification> {
  const found = await verifyFile(needs, backup, options).catch((error: unknown) => {
    if (error instanceof NotFound) return failed(THERE, error.message);
    throw error;
  });
  await noteVerification(needs.db, backup.id, { ...found, at: needs.clock.now() });
  return found;
}

function verifyFile(
  needs: BackupNeeds,
  backup: Backup,
  options: RestoreOptions,
): Promise<BackupVerification> {
  const verify = async (file: string): Promise<BackupVerification> => {
    if (backup.sha256 !== null && (await sha256Of(file, options.signal)) !== backup.sha256)
      return failed(UNCHANGED, `Its SHA-256 is not ${backup.sha256} any more. Make another backup.`);
    const { outcome, checks } = await verifyArchive(needs, file, options);
    const unchanged = { name: UNCHANGED, ok: true, detail: backup.sha256 ?? '' };
    return { outcome, checks: backup.sha256 === null ? checks : [unchanged, ...checks] };
  };
  return withBackupFile(needs, backup, verify, options.signal);
}

function failed(name: string, detail: string): BackupVerification {
  return { outcome: 'failed', checks: [{ name, ok: false, detail }] };
}

/** Carries out a task; a second run begins anew, for nothing but the outcome stays of the first. */
export async function runVerifyBackup(
  needs: BackupNeeds,
  { task_id: taskId, backup_id: backupId }: { readonly task_id: number; readonly backup_id: number },
  { signal, isLast }: JobAttempt,
): Promise<void> {
  const { db, log } = needs;
  if (await isTaskOver(db, taskId)) return;
  const backup = await orNull(readBackup(db, backupId));
  if (backup === null) return failTask(db, taskId, 'The backup was removed.');
  await beginTask(db, taskId);
  const progress = createTaskProgress(needs, taskId);
  try {
    const { outcome, checks } = await verifyBackup(needs, backup, { signal, onProgress: progress.show });
    await progress.end(backup.row_count ?? checks.length);
    if (outcome === 'failed') log.warn({ backup: backup.name, checks }, 'a backup is not sound');
    await succeedTask(db, taskId, { backup_id: backupId, outcome, checks });
  } catch (error) {
    // Another one is being verified, or the program stops: its turn comes.
    const isForLater = signal.aborted || error instanceof Conflict;
    if (isForLater && !isLast) throw error;
    await failTask(db, taskId, `It could not be found out: ${messageOf(error)}`);
    log.warn({ err: error, backup: backup.name }, 'a backup could not be verified');
  }
  await tellBackup(db, backupId);
}
