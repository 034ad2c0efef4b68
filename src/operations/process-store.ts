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
  process: Pick<Process, 'role' | 'host' | 'pid' | 'version' | 'started_at' | 'seen_at'>,
): Promise<number> {
  const { id } = await db.insertInto('process').values(process).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Whether it was still entered. */
export async function noteProcessSeen(db: Database, id: number, seenAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('process')
    .set({ seen_at: seenAt })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removeProcess(db: Database, id: number): Promise<void> {
  await db.deleteFrom('process').where('id', '=', id).execute();
}

export async function removeProcessesNotSeenSince(db: Database, instant: Date): Promise<void> {
  await db.deleteFrom('process').where('seen_at', '<', instant).execute();
}

/** Those that were seen since, oldest first. */
export async function listProcessesSeenSince(db: Database, instant: Date): Promise<readonly Process[]> {
  return db.selectFrom('process').selectAll().where('seen_at', '>=', instant).orderBy('id').execute();
}
