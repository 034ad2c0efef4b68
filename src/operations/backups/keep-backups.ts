import { dirname } from 'node:path';
import { Conflict } from '../../base/errors.ts';
import type { Backup } from './backup.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { deleteBackup, readBackup, readBackups } from './backup-store.ts';
import { findFiles } from './find-files.ts';
import { planRetention } from './plan-retention.ts';

type Needs = Pick<BackupNeeds, 'db' | 'clock' | 'config' | 'places' | 'log'>;

/** Lets go what the rule does not keep. What cannot be removed now is tried again the next time. */
export async function keepBackups(needs: Needs): Promise<void> {
  const { db, clock, config, log } = needs;
  const backups = await readBackups(db);
  const files = await findFiles(needs, backups);
  // A file that somebody took away must not stand for its day: it would let go the ones that are still there.
  const answering = new Set(
    backups.filter(({ name }) => files.get(name) === 'present').map(({ path }) => dirname(path)),
  );
  const isMissing = ({ name }: Backup) => files.get(name) === 'missing';
  // Where nothing is left of all that should be there, its disk may not be mounted.
  const isUnknown = (backup: Backup) => isMissing(backup) && !answering.has(dirname(backup.path));
  const known = backups.map((backup) =>
    isMissing(backup) && !isUnknown(backup) ? { ...backup, state: 'failed' as const } : backup,
  );
  const surplus = new Set(planRetention(known, config.keep, clock.now()));
  for (const backup of backups) {
    if (!surplus.has(backup.id)) continue;
    // Its file may come back. What a person asked for a person lets go.
    if (isUnknown(backup) || (isMissing(backup) && backup.origin === 'manual')) continue;
    try {
      await drop(needs, backup);
      log.info({ backup: backup.name }, 'a backup was let go by the rule');
    } catch (error) {
      log.warn({ err: error, backup: backup.name }, 'a backup could not be removed');
    }
  }
}

/** Removes a backup and its file. Throws NotFound, and Conflict while it is made or where its place is gone. */
export async function removeBackup(needs: Needs, id: number): Promise<void> {
  const backup = await readBackup(needs.db, id);
  if (backup.state === 'running')
    throw new Conflict(`${backup.name} is being made. Remove it when it has ended.`);
  await drop(needs, backup);
}

async function drop({ db, places }: Needs, backup: Backup): Promise<void> {
  // Of a failed one nothing is there, wherever it was to go.
  if (backup.state === 'done') await places.of(backup).remove(backup.name);
  await deleteBackup(db, backup.id);
}
