import { sql } from 'kysely';
import { tellChanges } from '../../activity/live-events.ts';
import { HOUR_MS } from '../../base/clock.ts';
import { NotFound } from '../../base/errors.ts';
import type { Page, PageRequest } from '../../base/page.ts';
import { type Database, json, type Tx } from '../../platform/database.ts';
import { pageById } from '../../platform/page-by-id.ts';
import type { ArchiveCheck } from '../archive/invariants.ts';
import type { Backup, BackupState } from './backup.ts';

export type NewBackup = Pick<
  Backup,
  'name' | 'place' | 'path' | 'origin' | 'has_secrets' | 'program_version' | 'created_at'
> &
  Partial<Pick<Backup, 'state' | 'size_bytes' | 'row_count' | 'sha256' | 'finished_at'>>;

/** Until the transaction ends nobody else enters a backup. */
export async function holdBackups(tx: Tx): Promise<void> {
  await sql`lock table backup in share row exclusive mode`.execute(tx);
}

/** Null where there is one of this name already. */
export async function insertBackup(db: Database, backup: NewBackup): Promise<number | null> {
  const inserted = await db
    .insertInto('backup')
    .values(backup)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return null;
  await tellBackup(db, inserted.id);
  return inserted.id;
}

export async function readBackup(db: Database, id: number): Promise<Backup> {
  const backup = await select(db).where('id', '=', id).executeTakeFirst();
  if (backup === undefined) throw new NotFound(`There is no backup ${id}.`);
  return backup;
}

/** Newest first. */
export async function listBackups(db: Database, page: PageRequest): Promise<Page<Backup>> {
  return await pageById(select(db), 'id', 'desc', page);
}

/** Every one, newest first: the rule keeps them few. */
export function readBackups(db: Database, state?: BackupState): Promise<readonly Backup[]> {
  const rows = select(db).orderBy('created_at', 'desc').orderBy('id', 'desc');
  return (state === undefined ? rows : rows.where('state', '=', state)).execute();
}

export interface FinishedBackup {
  readonly sizeBytes: number;
  readonly rowCount: number | null;
  readonly sha256: string | null;
  readonly at: Date;
  /** Where it came to lie, should that be elsewhere than when it was asked for. */
  readonly where?: Pick<Backup, 'place' | 'path'>;
}

export async function finishBackup(db: Database, id: number, done: FinishedBackup): Promise<void> {
  const { sizeBytes: size_bytes, rowCount: row_count, sha256, at: finished_at, where } = done;
  const end = { state: 'done', size_bytes, row_count, sha256, finished_at, error: null, ...where } as const;
  await db.updateTable('backup').set(end).where('id', '=', id).where('state', '=', 'running').execute();
  await tellBackup(db, id);
}

export async function failBackup(db: Database, id: number, error: string, at: Date): Promise<void> {
  const end = { state: 'failed', error, finished_at: at } as const;
  await db.updateTable('backup').set(end).where('id', '=', id).where('state', '=', 'running').execute();
  await tellBackup(db, id);
}

export async function noteVerification(
  db: Database,
  id: number,
  found: {
    readonly outcome: 'passed' | 'failed';
    readonly checks: readonly ArchiveCheck[];
    readonly at: Date;
  },
): Promise<void> {
  await db
    .updateTable('backup')
    .set({
      verification: found.outcome,
      verification_checks: json(found.checks),
      verified_at: found.at,
    })
    .where('id', '=', id)
    .execute();
  await tellBackup(db, id);
}

export async function deleteBackup(db: Database, id: number): Promise<void> {
  await db.deleteFrom('backup').where('id', '=', id).execute();
  await tellBackup(db, id);
}

/** What health and metrics tell about backups. */
export interface BackupSummary {
  /** When this database was made, or restored. */
  readonly since: Date | null;
  readonly counts: Readonly<Record<BackupState, number>>;
  readonly verifications: Readonly<Record<'passed' | 'failed', number>>;
  readonly newestDone: Backup | null;
  readonly newestFailed: Backup | null;
  /** The one that was verified last, whatever came of it. */
  readonly lastVerified: Backup | null;
  readonly lastPassedAt: Date | null;
  readonly oldestDoneAt: Date | null;
}

/** How far the clocks of two machines may be apart. */
const SKEW_MS = HOUR_MS;

/** What a clock that was ahead dated to the future is never the newest: it would hide for so long that nothing came since. */
export async function summariseBackups(db: Database, now: Date): Promise<BackupSummary> {
  const isPast = (at: Date | null) => at !== null && at.getTime() <= now.getTime() + SKEW_MS;
  const rows = await readBackups(db);
  const { rows: made } = await sql<{
    since: Date | null;
  }>`select min(applied_at) as since from schema_migration`.execute(db);
  const done = rows.filter(({ state }) => state === 'done');
  const verified = rows.filter(({ verified_at }) => isPast(verified_at)).toSorted(byVerification);
  const count = <T>(values: readonly T[], value: T) => values.filter((each) => each === value).length;
  const states = rows.map(({ state }) => state);
  const outcomes = rows.map(({ verification }) => verification);
  return {
    since: made[0]?.since ?? null,
    counts: {
      running: count(states, 'running'),
      done: done.length,
      failed: count(states, 'failed'),
    },
    verifications: { passed: count(outcomes, 'passed'), failed: count(outcomes, 'failed') },
    newestDone: done.find(({ created_at }) => isPast(created_at)) ?? null,
    newestFailed: rows.find(({ state, created_at }) => state === 'failed' && isPast(created_at)) ?? null,
    lastVerified: verified[0] ?? null,
    lastPassedAt: verified.find(({ verification }) => verification === 'passed')?.verified_at ?? null,
    oldestDoneAt: done.at(-1)?.created_at ?? null,
  };
}

function byVerification(one: Backup, other: Backup): number {
  return (other.verified_at?.getTime() ?? 0) - (one.verified_at?.getTime() ?? 0);
}

/** Pages ask again for it: it changed, or its task did. */
export function tellBackup(db: Database, id: number): Promise<void> {
  return tellChanges(db, [{ kind: 'backup', ids: [id] }]);
}

function select(db: Database) {
  return db
    .selectFrom('backup')
    .selectAll()
    .$narrowType<{ verification_checks: readonly ArchiveCheck[] | null }>();
}
