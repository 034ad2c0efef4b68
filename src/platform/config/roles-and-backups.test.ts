import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConfigFolder, makeConfigFolder, PRODUCTION } from '../../../test/support/config-folder.ts';
import { readConfig } from '../config.ts';

let folder: ConfigFolder;

beforeAll(async () => {
  folder = await makeConfigFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

describe('the part that a process takes', () => {
  it.each([
    [
      { MAMCRAWLER_ROLE: 'web', DATABASE_URL: 'postgresql://a:b@c/d' },
      { role: 'web', drainSeconds: 5 },
    ],
    [
      { MAMCRAWLER_ROLE: 'worker', DATABASE_URL: 'postgresql://a:b@c/d', DRAIN_SECONDS: '2' },
      { role: 'worker', drainSeconds: 2 },
    ],
  ])('%j', (environment, expected) => {
    expect(readConfig(folder.path, environment)).toMatchObject(expected);
  });

  it.each(['web', 'worker'])('keeps the embedded database for one process: not for a %s', (role) => {
    expect(folder.faultsOf({ MAMCRAWLER_ROLE: role })).toContain(
      `MAMCRAWLER_ROLE=${role} needs DATABASE_URL`,
    );
  });
});

describe('backups', () => {
  it.each([
    [
      { BACKUP_SCHEDULE: 'off', BACKUP_VERIFY_SCHEDULE: '0 4 * * 1', BACKUP_DIR: '/srv/backups' },
      { backups: { schedule: null, verifySchedule: '0 4 * * 1', dir: '/srv/backups' } },
    ],
    [
      {
        BACKUP_S3_ENDPOINT: 'https://s3.example/',
        BACKUP_S3_BUCKET: 'books',
        BACKUP_S3_PREFIX: '/a/b/',
        BACKUP_S3_ACCESS_KEY_ID: 'id',
        BACKUP_S3_SECRET_ACCESS_KEY: 'key',
      },
      {
        backups: {
          s3: {
            endpoint: 'https://s3.example',
            bucket: 'books',
            prefix: 'a/b/',
            region: 'us-east-1',
            accessKeyId: 'id',
            secretAccessKey: 'key',
          },
        },
      },
    ],
  ])('%j', (environment, expected) => {
    expect(readConfig(folder.path, environment)).toMatchObject(expected);
  });

  it.each(['daily', '0 0 30 2 *', '61 * * * *', '* * * * * *'])('are not made at %s', (schedule) => {
    expect(folder.faultsOf({ BACKUP_SCHEDULE: schedule })).toContain('BACKUP_SCHEDULE must be a cron');
  });

  it('go to a bucket only with all that it takes: a fault in production, else a warning', () => {
    const environment = { BACKUP_S3_BUCKET: 'books', BACKUP_S3_ENDPOINT: 'https://s3.example' };
    const missing = /BACKUP_S3_ACCESS_KEY_ID must be given with BACKUP_S3_BUCKET/;
    expect(folder.faultsOf({ ...PRODUCTION, ...environment })).toMatch(missing);
    const { warnings, backups } = readConfig(folder.path, environment);
    expect(warnings).toContainEqual(expect.stringMatching(missing));
    expect(backups.s3).toBeNull();
  });
});
