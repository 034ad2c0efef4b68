import { rm } from 'node:fs/promises';
import { beginTask, failTask, getTask, succeedTask } from '../../activity/task-store.ts';
import { messageOf, orNull, Unavailable } from '../../base/errors.ts';
import { whileHeld } from '../../platform/advisory-lock.ts';
import { databaseErrorCode } from '../../platform/database.ts';
import type { JobAttempt, SendJob } from '../../platform/jobs.ts';
import { BACKUP_LOCK } from '../../platform/lock-numbers.ts';
import { writeArchive } from '../archive/write-archive.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { workFileOf } from './backup-places.ts';
import { failBackup, finishBackup, readBackup, readBackups, tellBackup } from './backup-store.ts';
import { BROKEN_OFF, endBrokenBackups } from './end-broken-backups.ts';
import { keepBackups } from './keep-backups.ts';
import { makeBackupFolder } from './places/folder-place.ts';
import { requestBackup } from './request-backup.ts';
import { createTaskProgress } from './task-progress.ts';

export interface BackupProgress {
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
}

export const STOPPED = 'The program was stopped while this backup was made.';

/**
 * Makes a backup that was entered, and answers it as it is then. Whatever keeps it from being whole is thrown, after it
 * was noted; nothing of it is left then. Only for who holds the lock.
 */
export async function createBackup(
  needs: BackupNeeds,
  { id, name, has_secrets: hasSecrets }: Backup,
  { signal, onProgress = () => {} }: BackupProgress = {},
): Promise<Backup> {
  const { db, clock, config, places } = needs;
  const file = workFileOf(config, name);
  const place = places.own;
  const path = place.addressOf(name);
  let isWritten = false;
  try {
    await makeBackupFolder(config.dir);
    const written = await writeArchive(needs, file, {
      version: needs.version,
      settings: needs.settings,
      secrets: hasSecrets ? needs.secrets : null,
      onProgress,
      signal,
    });
    isWritten = true;
    await place.keep(name, file, signal);
    const { sizeBytes, sha256, rows: rowCount } = written;
    const where = { place: place.kind, path };
    await finishBackup(db, id, { sizeBytes, sha256, rowCount, where, at: clock.now() });
  } catch (error) {
    // What was not written is not there; what is there by its name is not ours.
    if (isWritten) await place.remove(name).catch(() => {});
    const why = signal?.aborted === true ? STOPPED : messageOf(error);
    await failBackup(db, id, why, clock.now());
    throw error;
  } finally {
    if (isWritten && path !== file) await rm(file, { force: true });
  }
  return readBackup(db, id);
}

/** So often one after the other: what breaks it off each time would do so for ever. */
const MAX_BROKEN_OFF = 3;

/** Carries out a task. One that the end of the program broke off is made anew, as another backup. */
export async function runCreateBackup(
  needs: BackupNeeds & { readonly send: SendJob },
  { task_id: taskId, backup_id: backupId }: { readonly task_id: number; readonly backup_id: number },
  { signal }: Pick<JobAttempt, 'signal'>,
): Promise<void> {
  const { db } = needs;
  const held = await whileHeld(needs.connection, BACKUP_LOCK, async () => {
    const task = await orNull(getTask(db, taskId));
    const backup = await orNull(readBackup(db, backupId));
    if (backup === null) return failTask(db, taskId, 'The backup was removed.');
    if (backup.state === 'done') return failTask(db, taskId, BROKEN_OFF);
    if (backup.state === 'failed' || task?.state !== 'queued') return makeAnew(needs, backup);
    await beginTask(db, taskId);
    const progress = createTaskProgress(needs, taskId);
    try {
      const done = await createBackup(needs, backup, { signal, onProgress: progress.show });
      const { id: backup_id, name, path, size_bytes, sha256 } = done;
      await progress.end(done.row_count ?? 0);
      await succeedTask(db, taskId, { backup_id, name, path, size_bytes, sha256 });
    } catch (error) {
      const isStopped = signal.aborted;
      await failTask(db, taskId, isStopped ? STOPPED : messageOf(error));
      if (isStopped || databaseErrorCode(error) !== null) throw error;
      needs.log.warn({ err: error, backup: backup.name }, 'a backup failed');
      return;
    } finally {
      await tellBackup(db, backupId);
    }
    await keepBackups(needs);
  });
  if (held === null) throw new Unavailable('Another backup is being made.');
}

async function makeAnew(
  needs: BackupNeeds & { readonly send: SendJob },
  { origin, has_secrets: withSecrets }: Backup,
): Promise<void> {
  await endBrokenBackups(needs);
  const last = (await readBackups(needs.db)).slice(0, MAX_BROKEN_OFF);
  if (last.length === MAX_BROKEN_OFF && last.every(({ state }) => state === 'failed')) return;
  await requestBackup(needs, { origin, withSecrets });
}
