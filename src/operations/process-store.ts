import { sql } from 'kysely';
import type { ProcessRole } from '../base/process-roles.ts';
import type { Database } from '../platform/database.ts';

/** A process of the program that works on this database. */
export interface Process {
  readonly id: number;
  readonly role: ProcessRole;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly started_at: Date;
  readonly seen_at: Date;
}

export async function addProcess(
  db: Database,
  process: Pick<Process, 'role' | 'host' | 'pid' | 'version' | 'started_at'>,
): Promise<number> {
  const { id } = await db.insertInto('process').values(process).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Whether it was still entered. */
export async function noteProcessSeen(db: Database, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('process')
    .set({ seen_at: sql`now()` })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removeProcess(db: Database, id: number): Promise<void> {
  await db.deleteFrom('process').where('id', '=', id).execute();
}

export async function removeProcessesSilentFor(db: Database, seconds: number): Promise<void> {
  await db.deleteFrom('process').where('seen_at', '<', secondsAgo(seconds)).execute();
}

/** Those that were seen within so many seconds, oldest first. */
export async function listProcessesSeenWithin(db: Database, seconds: number): Promise<readonly Process[]> {
  return db
    .selectFrom('process')
    .selectAll()
    .where('seen_at', '>=', secondsAgo(seconds))
    .orderBy('id')
    .execute();
}

/** By the clock of the database: those of the machines differ. */
function secondsAgo(seconds: number) {
  return sql<Date>`now() - make_interval(secs => ${seconds})`;
}
