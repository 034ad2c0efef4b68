import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { createMetrics } from '../platform/metrics.ts';
import { nameBackup } from './backups/backup.ts';
import { failBackup, finishBackup, insertBackup, noteVerification } from './backups/backup-store.ts';
import { measureBackups } from './measure-backups.ts';

const AT = new Date('2026-11-22T03:37:00Z');
const NOW = new Date(AT.getTime() + 3_600_000);
const SCHEDULED = { schedule: '37 3 * * 1', verifySchedule: '13 5 1 * *' };
const OFF = { schedule: null, verifySchedule: null };
const PAUSES = [
  `mamcrawler_backup_longest_pause_seconds ${7 * 86_400}`,
  `mamcrawler_backup_verify_longest_pause_seconds ${31 * 86_400}`,
];

it('backups are measured: what never was has no value, what there is none of is 0', async () => {
  await using database = await createTestDatabase();
  const db = database.database;
  await sql`update schema_migration set applied_at = ${new Date(NOW.getTime() - 5_000)}`.execute(db);
  const scrape = async (backups: Parameters<typeof measureBackups>[0]['backups'] = SCHEDULED) => {
    const metrics = createMetrics({ version: '1' });
    measureBackups({ metrics, db, clock: { now: () => NOW }, backups });
    const lines = (await metrics.metrics())
      .split('\n')
      .filter((line) => line.startsWith('mamcrawler_backup'));
    return lines.toSorted();
  };
  expect(await scrape()).toEqual([
    'mamcrawler_backup_age_seconds 5',
    PAUSES[0],
    'mamcrawler_backup_verifications{outcome="failed"} 0',
    'mamcrawler_backup_verifications{outcome="passed"} 0',
    PAUSES[1],
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
  expect(await scrape(OFF)).toEqual(
    expect.arrayContaining([
      'mamcrawler_backup_age_seconds 3540',
      'mamcrawler_backup_verified_age_seconds 3600',
    ]),
  );
  expect((await scrape(OFF)).join(' ')).not.toContain('pause');
  await failBackup(db, third, 'There is no room.', AT);
  await noteVerification(db, first, { outcome: 'passed', checks: [], at: AT });
  await noteVerification(db, second, { outcome: 'failed', checks: [], at: new Date(AT.getTime() + 5) });

  expect(await scrape()).toEqual([
    'mamcrawler_backup_age_seconds 3540',
    `mamcrawler_backup_last_size_bytes ${1000 + second}`,
    `mamcrawler_backup_last_success_timestamp_seconds ${AT.getTime() / 1000 + 60}`,
    `mamcrawler_backup_last_verified_timestamp_seconds ${AT.getTime() / 1000}`,
    PAUSES[0],
    'mamcrawler_backup_verifications{outcome="failed"} 1',
    'mamcrawler_backup_verifications{outcome="passed"} 1',
    'mamcrawler_backup_verified_age_seconds 3600',
    PAUSES[1],
    'mamcrawler_backups{state="done"} 2',
    'mamcrawler_backups{state="failed"} 1',
    'mamcrawler_backups{state="running"} 0',
  ]);
});
