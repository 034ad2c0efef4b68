import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../../base/clock.ts';
import { Conflict } from '../../base/errors.ts';
import { whileHeld } from '../../platform/advisory-lock.ts';
import type { SendJob } from '../../platform/jobs.ts';
import { BACKUP_LOCK } from '../../platform/lock-numbers.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { isMissed } from './backup-schedule.ts';
import { readBackups, summariseBackups } from './backup-store.ts';
import { endBrokenBackups } from './end-broken-backups.ts';
import { keepBackups } from './keep-backups.ts';
import { requestBackup, requestVerification } from './request-backup.ts';
import { resumeBackupTasks } from './resume-backup-tasks.ts';
import { FETCHED } from './with-backup-file.ts';

type Needs = BackupNeeds & { readonly send: SendJob };

/** After this long one that failed is tried again. */
const TRY_AGAIN_MS = HOUR_MS;

/**
 * Keeps backups in order: ends what was broken off, takes up what waits, lets go what the rule does not keep, and has a
 * backup made whose time went by while nothing ran.
 */
export async function tendBackups(needs: Needs): Promise<void> {
  await whileHeld(needs.connection, BACKUP_LOCK, async () => {
    await endBrokenBackups(needs);
    await keepBackups(needs);
  });
  await resumeBackupTasks(needs);
  await removeOldFetches(needs);
  await makeUpForMissed(needs);
}

async function makeUpForMissed(needs: Needs): Promise<void> {
  const { db, clock, config } = needs;
  if (config.schedule === null) return;
  const now = clock.now();
  const { newestDone, newestFailed, since } = await summariseBackups(db, now);
  const newest = newestDone?.created_at ?? since ?? now;
  if (!isMissed(config.schedule, newest, now)) return;
  const failedAt = newestFailed?.created_at.getTime() ?? Number.NEGATIVE_INFINITY;
  if (now.getTime() - failedAt < TRY_AGAIN_MS) return;
  await makeScheduledBackup(needs);
}

/** By the clock; while another one is being made there is no need. */
export async function makeScheduledBackup(needs: Needs): Promise<void> {
  await requestBackup(needs, { origin: 'schedule', withSecrets: false }).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
    needs.log.info({ why: error.message }, 'no backup by the clock');
  });
}

/** By the clock: the newest one, whoever asked for it. */
export async function verifyNewestBackup(needs: Needs): Promise<void> {
  const [newest] = await readBackups(needs.db, 'done');
  if (newest !== undefined) await requestVerification(needs, newest.id);
}

/** What a crash left of one that was fetched in order to be verified. */
async function removeOldFetches({ scratchFolder, clock }: Needs): Promise<void> {
  const names = await readdir(scratchFolder).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(FETCHED))) {
    const file = join(scratchFolder, name);
    const found = await stat(file).catch(() => null);
    if (found !== null && clock.now().getTime() - found.mtimeMs > DAY_MS) await rm(file, { force: true });
  }
}
