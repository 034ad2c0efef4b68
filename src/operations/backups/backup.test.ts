import { describe, expect, it } from 'vitest';
import { folderOf, instantOfName, isBackupName, nameBackup, originOfName } from './backup.ts';

const NAME = 'mamcrawler-2026-11-22T033700Z-schedule-5f0c2a91.zip';

describe('the name of a backup', () => {
  it('tells when and why it was made', () => {
    const made = nameBackup(new Date('2026-11-22T03:37:00.999Z'), 'schedule');
    expect(made).toMatch(/^mamcrawler-2026-11-22T033700Z-schedule-[0-9a-f]{8}\.zip$/);
    expect(isBackupName(made)).toBe(true);
    expect(instantOfName(NAME)).toEqual(new Date('2026-11-22T03:37:00Z'));
    expect(originOfName(NAME)).toBe('schedule');
  });

  it('is another one for each installation that shares a place', () => {
    const at = new Date('2026-11-22T03:37:00Z');
    expect(nameBackup(at, 'manual')).not.toBe(nameBackup(at, 'manual'));
  });

  it('may be that of an older version', () => {
    const older = 'mamcrawler-2026-11-22T033700Z-safety.zip';
    expect(instantOfName(older)).toEqual(new Date('2026-11-22T03:37:00Z'));
    expect(originOfName(older)).toBe('safety');
  });

  it.each([
    '',
    'backup.zip',
    `../${NAME}`,
    `${NAME}.part`,
    `a${NAME}`,
    'mamcrawler-2026-11-22T033700Z-evil.zip',
    `${NAME}\n`,
  ])('is not %j', (name) => {
    expect(isBackupName(name)).toBe(false);
    expect(instantOfName(name)).toBeNull();
  });

  it.each([
    [NAME, `/data/backups/${NAME}`, '/data/backups'],
    [NAME, '/etc/passwd', null],
    ['passwd', '/etc/passwd', null],
    [NAME, `/data/backups/../${NAME}`, null],
  ])('%j at %j lies in %j', (name, path, folder) => {
    expect(folderOf(name, path)).toBe(folder);
  });
});
