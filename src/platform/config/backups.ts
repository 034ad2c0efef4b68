import { join, resolve } from 'node:path';
import type { BackupConfig, S3Config } from '../config.ts';
import type { Variables } from './environment-files.ts';
import type { Values } from './variables.ts';

const S3_NEEDS = ['BACKUP_S3_ENDPOINT', 'BACKUP_S3_ACCESS_KEY_ID', 'BACKUP_S3_SECRET_ACCESS_KEY'];

/** What keeps backups from going to the bucket that was named; a fault in production. */
export function missingForS3(variables: Variables): readonly string[] {
  const isNamed = Boolean(variables['BACKUP_S3_BUCKET']);
  return S3_NEEDS.flatMap((name) => {
    const isGiven = Boolean(variables[name]);
    if (isNamed && !isGiven) return [`${name} must be given with BACKUP_S3_BUCKET`];
    if (isGiven && !isNamed) return [`BACKUP_S3_BUCKET must be given with ${name}`];
    return [];
  });
}

export function backupsOf(values: Values, root: string, dataDir: string): BackupConfig {
  return {
    schedule: unlessOff(values.BACKUP_SCHEDULE),
    verifySchedule: unlessOff(values.BACKUP_VERIFY_SCHEDULE),
    keep: {
      daily: values.BACKUP_KEEP_DAILY,
      weekly: values.BACKUP_KEEP_WEEKLY,
      monthly: values.BACKUP_KEEP_MONTHLY,
    },
    dir: values.BACKUP_DIR === undefined ? join(dataDir, 'backups') : resolve(root, values.BACKUP_DIR),
    s3: s3Of(values),
  };
}

function s3Of(values: Values): S3Config | null {
  const {
    BACKUP_S3_ENDPOINT: endpoint,
    BACKUP_S3_BUCKET: bucket,
    BACKUP_S3_ACCESS_KEY_ID: accessKeyId,
    BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  const prefix = values.BACKUP_S3_PREFIX.replace(/^\/+|\/+$/g, '');
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    region: values.BACKUP_S3_REGION,
    accessKeyId,
    secretAccessKey,
  };
}

function unlessOff(schedule: string): string | null {
  return schedule === 'off' ? null : schedule;
}
