import type { JobKind, JobQueue, SendJob } from '../../platform/jobs.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { runCreateBackup } from './create-backup.ts';
import {
  CreateBackup,
  CreateScheduledBackup,
  TendBackups,
  VerifyBackup,
  VerifyNewestBackup,
} from './jobs.ts';
import { makeScheduledBackup, tendBackups, verifyNewestBackup } from './tend-backups.ts';
import { runVerifyBackup } from './verify-backup.ts';

/** Who does each job of backups, and what the clock starts. */
export async function workOnBackups(
  queue: JobQueue,
  needs: BackupNeeds & { readonly send: SendJob },
): Promise<void> {
  const { db, config, send } = needs;
  await queue.work(CreateBackup, (payload, attempt) => runCreateBackup(needs, payload, attempt));
  await queue.work(VerifyBackup, (payload, attempt) => runVerifyBackup(needs, payload, attempt));
  await queue.work(CreateScheduledBackup, () => makeScheduledBackup(needs));
  await queue.work(VerifyNewestBackup, () => verifyNewestBackup(needs));
  await queue.work(TendBackups, () => tendBackups(needs));

  await followClock(queue, CreateScheduledBackup, config.schedule);
  await followClock(queue, VerifyNewestBackup, config.verifySchedule);
  await queue.schedule(TendBackups, '*/10 * * * *');
  // What the last start left, and what was missed since, is not to wait for ten minutes.
  await db.transaction().execute((tx) => send(tx, TendBackups, {}));
}

async function followClock(queue: JobQueue, kind: JobKind, cron: string | null): Promise<void> {
  await (cron === null ? queue.unschedule(kind) : queue.schedule(kind, cron));
}
