import { rm } from 'node:fs/promises';
import { failTask, openTasksOf } from '../../activity/task-store.ts';
import { removeParts } from '../archive/write-whole-file.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { workFileOf } from './backup-places.ts';
import { failBackup, finishBackup, readBackups } from './backup-store.ts';
import { taskOf } from './request-backup.ts';
import { sha256Of } from './sha256-of.ts';

export const BROKEN_OFF = 'The program ended while this backup was made.';

type Needs = Pick<BackupNeeds, 'db' | 'clock' | 'config' | 'places' | 'log'>;

/**
 * Ends what was being made when a process ended without a word: a backup whose file is whole is done, the others failed
 * and nothing of them is left. Only for who holds the lock.
 */
export async function endBrokenBackups(needs: Needs): Promise<void> {
  const { db } = needs;
  for (const backup of await readBackups(db, 'running')) {
    const task = await taskOf(db, backup.id);
    if (task?.state === 'queued') continue;
    await endBroken(needs, backup);
  }
  for (const task of await openTasksOf(db, 'create_backup')) {
    if (task.state === 'running') await failTask(db, task.id, BROKEN_OFF);
  }
}

async function endBroken({ db, clock, config, places, log }: Needs, backup: Backup): Promise<void> {
  const { id, name } = backup;
  const at = clock.now();
  const file = workFileOf(config, name);
  try {
    const place = places.of(backup);
    const whole = (await place.list()).find((stored) => stored.name === name);
    if (whole !== undefined) {
      const sha256 = place.kind === 'folder' ? await sha256Of(backup.path) : null;
      await finishBackup(db, id, { sizeBytes: whole.sizeBytes, sha256, rowCount: null, at });
      await removeParts(file);
      return;
    }
    await place.remove(name);
  } catch (error) {
    log.warn({ err: error, backup: name }, 'what a broken-off backup left could not be looked at');
  }
  await removeParts(file).catch(() => {});
  if (backup.place !== 'folder') await rm(file, { force: true }).catch(() => {});
  await failBackup(db, id, BROKEN_OFF, at);
}
