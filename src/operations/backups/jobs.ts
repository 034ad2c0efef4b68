import { z } from 'zod';
import { type JobKind, jobKind } from '../../platform/jobs.ts';

const LONGEST_SECONDS = 24 * 3600 - 1;

export const CreateBackup = jobKind({
  name: 'create-backup',
  payload: z.object({ task_id: z.number(), backup_id: z.number() }),
  retryLimit: 20,
  expireSeconds: LONGEST_SECONDS,
});

export const VerifyBackup = jobKind({
  name: 'verify-backup',
  payload: z.object({ task_id: z.number(), backup_id: z.number() }),
  retryLimit: 20,
  expireSeconds: LONGEST_SECONDS,
});

/** By the clock: a backup, the proof of the newest one, and keeping everything in order. */
export const CreateScheduledBackup = jobKind({
  name: 'create-scheduled-backup',
  payload: z.object({}),
  retryLimit: 1,
});

export const VerifyNewestBackup = jobKind({
  name: 'verify-newest-backup',
  payload: z.object({}),
  retryLimit: 1,
});

export const TendBackups = jobKind({ name: 'tend-backups', payload: z.object({}), retryLimit: 0 });

export const BACKUP_JOBS: readonly JobKind[] = [
  CreateBackup,
  VerifyBackup,
  CreateScheduledBackup,
  VerifyNewestBackup,
  TendBackups,
];
