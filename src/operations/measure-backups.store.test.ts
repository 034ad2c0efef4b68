import { expect, it } from 'vitest';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { createMetrics } from '../platform/metrics.ts';
import { nameBackup } from './backups/backup.ts';
import { failBackup, finishBackup, insertBackup, noteVerification } from './backups/backup-store.ts';
import { measureBackups } from './measure-backups.ts';

const AT = new Date('2026-11-22T03:37:00Z');

it('backups are measured: what never was has no value, what there is none of is 0', async () => {
  await using database = await createTestDatabase();
  const db = database.database;
  const scrape = async () => {
    const metrics = createMetrics({ version: '1' });
    measureBackups({ metrics, db });
    const lines = (await metrics.metrics())
      .split('\n')
      .filter((line) => line.startsWith('mamcrawler_backup'));
    return lines.toSorted();
  };
  expect(await scrape()).toEqual([
    'mamcrawler_backup_verifications{outcome="failed"} 0',
    'mamcrawler_backup_verifications{outcome="passed"} 0',
    'mamcrawler_backups{state="done"} 0',
    'mamcrawler_backups{state="failed"} 0',
    'mamcrawler_backups{state="running"} 0',
  ]);

  const add = async (minutes: number) => {
    const created_at = new Date(AT.getTime() + minutes * 60_000);
    const name = nameBackup(created_at, 'schedule');
    const about = { name, place: 'folder', path: `/b/${name}`, origin: 'schedule' } as const;
    return (await insertBackup(db, { ...about, has_secrets: false, program_version: '1', created_at })) ?? 0;
  };
  const [first, second, third] = [await add(0), await add(1), await add(2)];
  for (const id of [first, second])
    await finishBackup(db, id, { sizeBytes: 1000 + id, rowCount: 1, sha256: null, at: AT });
  await failBackup(db, third, 'There is no room.', AT);
  await noteVerification(db, first, { outcome: 'passed', checks: [], at: AT });
  await noteVerification(db, second, { outcome: 'failed', checks: [], at: new Date(AT.getTime() + 5) });

  expect(await scrape()).toEqual([
    `mamcrawler_backup_last_size_bytes ${1000 + second}`,
    `mamcrawler_backup_last_success_timestamp_seconds ${AT.getTime() / 1000 + 60}`,
    `mamcrawler_backup_last_verified_timestamp_seconds ${AT.getTime() / 1000}`,
    'mamcrawler_backup_verifications{outcome="failed"} 1',
    'mamcrawler_backup_verifications{outcome="passed"} 1',
    'mamcrawler_backups{state="done"} 2',
    'mamcrawler_backups{state="failed"} 1',
    'mamcrawler_backups{state="running"} 0',
  ]);
});
