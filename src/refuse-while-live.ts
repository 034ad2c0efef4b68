import { sql } from 'kysely';
import { systemClock } from './base/clock.ts';
import { Conflict } from './base/errors.ts';
import { listLiveProcesses } from './operations/enter-process.ts';
import type { Database } from './platform/database.ts';

/** Throws Conflict while a process is at work on a database whose tables are to be taken away from under it. */
export async function refuseWhileLive(db: Database): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('process') is not null as there`.execute(
    db,
  );
  if (rows[0]?.there !== true) return;
  const live = await listLiveProcesses(db, systemClock);
  if (live.length === 0) return;
  const names = live.map(({ role, host, pid }) => `${role} on ${host} (process ${pid})`).join(', ');
  throw new Conflict(
    `MAMcrawler is at work on this database: ${names}. Stop it there and try again; one that ended without a word counts as gone after 45 seconds. --force does so all the same, and what is at work then fails.`,
  );
}
