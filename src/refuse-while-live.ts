import { sql } from 'kysely';
import { Conflict } from './base/errors.ts';
import { listLiveProcesses } from './operations/enter-process.ts';
import type { Database } from './platform/database.ts';

/**
 * Throws Conflict while a MAMcrawler works on this database: what it does now would be lost, or fail. `hint` is a
 * sentence that is said besides.
 */
export async function refuseWhileLive(db: Database, hint?: string): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('process') is not null as there`.execute(
    db,
  );
  if (rows[0]?.there !== true) return;
  const live = await listLiveProcesses(db);
  if (live.length === 0) return;
  const who = live.map(({ role, host, pid }) => `${role} on ${host}, process ${pid}`).join('; ');
  const refusal = `MAMcrawler works on this database (${who}). Stop it first; one that was killed counts as gone after 45 seconds.`;
  throw new Conflict(hint === undefined ? refusal : `${refusal} ${hint}`);
}
