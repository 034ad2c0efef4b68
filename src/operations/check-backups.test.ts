import { describe, expect, it } from 'vitest';
import type { Backup } from './backups/backup.ts';
import type { BackupSummary } from './backups/backup-store.ts';
import { checkBackups } from './check-backups.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const SCHEDULE = { schedule: '37 3 * * *', verifySchedule: '13 5 * * 0' };
const NEVER = { schedule: null, verifySchedule: null };

const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

const backup = (hours: number, more: Partial<Backup> = {}): Backup => ({
  id: 1,
  name: 'mamcrawler-2026-11-22T033700Z-schedule.zip',
  place: 'folder',
  path: '/data/backups/mamcrawler-2026-11-22T033700Z-schedule.zip',
  origin: 'schedule',
  state: 'done',
  has_secrets: false,
  program_version: '1.0.0',
  size_bytes: 1,
  row_count: 1,
  sha256: null,
  error: null,
  created_at: ago(hours),
  finished_at: ago(hours),
  verified_at: null,
  verification: null,
  verification_checks: null,
  ...more,
});

const found = (more: Partial<BackupSummary> = {}): BackupSummary => ({
  since: ago(1000),
  counts: { running: 0, done: 1, failed: 0 },
  verifications: { passed: 1, failed: 0 },
  newestDone: backup(7),
  newestFailed: null,
  lastVerified: null,
  lastPassedAt: ago(30),
  oldestDoneAt: ago(500),
  ...more,
});

const none = { newestDone: null, lastPassedAt: null, oldestDoneAt: null };

describe('the health of backups', () => {
  it('tells how old the newest is and when one was verified', () => {
    expect(checkBackups(found(), SCHEDULE, NOW)).toEqual({
      status: 'healthy',
      detail: 'The newest backup is 7 h old; the last was verified 30 h ago.',
    });
  });

  it('is good for two days where the installation is new', () => {
    const { status, detail } = checkBackups(found({ ...none, since: ago(47) }), SCHEDULE, NOW);
    expect([status, detail]).toEqual([
      'healthy',
      'There is no backup yet; the next is made at 2026-11-23T03:37:00.000Z.',
    ]);
    expect(checkBackups(found({ ...none, since: ago(49) }), SCHEDULE, NOW)).toMatchObject({
      status: 'degraded',
      error: 'There is no backup.',
    });
  });

  it('asks for none where none is to be made', () => {
    expect(checkBackups(found(none), NEVER, NOW).status).toBe('healthy');
    expect(checkBackups(found({ newestDone: backup(900) }), NEVER, NOW).status).toBe('healthy');
  });

  const bad = backup(7, {
    verified_at: ago(1),
    verification: 'failed',
    verification_checks: [
      { name: 'the file is there', ok: true, detail: '' },
      { name: 'the file is whole', ok: false, detail: 'it is cut off' },
    ],
  });

  it.each([
    ['late', { newestDone: backup(49) }, 'The newest backup is 49 h old; there should be newer ones.'],
    [
      'failed',
      { newestFailed: backup(1, { state: 'failed', error: 'There is no room.' }) },
      'The last backup failed: There is no room.',
    ],
    [
      'not restorable',
      { lastVerified: bad },
      `The backup ${bad.name} could not be restored on trial (the file is whole: it is cut off).`,
    ],
    ['unverified of late', { lastPassedAt: ago(8 * 24 + 1) }, 'The last backup was verified 193 h ago.'],
    ['never verified', { lastPassedAt: null, oldestDoneAt: ago(8 * 24 + 1) }, 'No backup was ever verified.'],
  ] as const)('is degraded where it is %s', (_, more, error) => {
    const health = checkBackups(found(more), SCHEDULE, NOW);
    expect(health).toMatchObject({ status: 'degraded', error });
    expect(health.what_to_do).toBeTruthy();
  });

  it.each([
    ['one was made since it failed', { newestFailed: backup(8, { state: 'failed' }) }],
    ['it is not two periods late', { newestDone: backup(47) }],
    ['the first is not eight days old', { lastPassedAt: null, oldestDoneAt: ago(100) }],
  ])('is good where %s', (_, more) => {
    expect(checkBackups(found(more), SCHEDULE, NOW).status).toBe('healthy');
  });
});
