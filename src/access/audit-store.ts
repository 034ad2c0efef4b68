import { sql } from 'kysely';
import type { Page, PageRequest } from '../base/page.ts';
import { type Database, json } from '../platform/database.ts';
import { lastIdBefore } from '../platform/last-id-before.ts';
import { pageById } from '../platform/page-by-id.ts';

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly actor_kind: 'user' | 'api_key' | 'nobody' | 'program';
  readonly actor_name: string;
  readonly user_id: number | null;
  readonly api_key_id: number | null;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  readonly action?: string | undefined;
  readonly user_id?: number | undefined;
  readonly outcome?: AuditRow['outcome'] | undefined;
}

/** Asks the database the same where the entry is not wanted after all. */
export async function insertAuditEntry(
  db: Database,
  { detail, ...entry }: Omit<AuditRow, 'id' | 'at'>,
  isWanted = true,
): Promise<void> {
  await sql`
    insert into audit_entry
      (action, outcome, actor_kind, actor_name, user_id, api_key_id, address, request_id, subject, detail)
    select ${entry.action}::text, ${entry.outcome}::text, ${entry.actor_kind}::text, ${entry.actor_name}::text,
      ${entry.user_id}::bigint, ${entry.api_key_id}::bigint, ${entry.address}::text, ${entry.request_id}::text,
      ${entry.subject}::text, ${json(detail)}::jsonb
    where ${isWanted}::boolean`.execute(db);
}

/** Newest first. */
export async function listAuditEntries(
  db: Database,
  { action, user_id, outcome, ...page }: PageRequest & AuditFilter,
): Promise<Page<AuditRow>> {
  let matching = db.selectFrom('audit_entry');
  if (action !== undefined) matching = matching.where('action', '=', action);
  if (user_id !== undefined) matching = matching.where('user_id', '=', user_id);
  if (outcome !== undefined) matching = matching.where('outcome', '=', outcome);
  const rows = matching.selectAll().$narrowType<{ detail: Record<string, unknown> }>();
  return await pageById(rows, 'id', 'desc', page, matching);
}

/** The id of the newest entry from before an instant; 0 where there is none. Reads what is newer, no more. */
export async function lastAuditEntryBefore(db: Database, before: Date): Promise<number> {
  return await lastIdBefore(db.selectFrom('audit_entry').select(['id', 'at']), before);
}

/** How often these actions were done and refused after one entry, up to another (null: to the newest). */
export async function countAuditEntriesAfter(
  db: Database,
  actions: readonly string[],
  after: number,
  upTo: number | null,
): Promise<readonly { outcome: AuditRow['outcome']; count: number }[]> {
  const counting = db
    .selectFrom('audit_entry')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('action', 'in', actions)
    .where('id', '>', after)
    .groupBy('outcome');
  return (upTo === null ? counting : counting.where('id', '<=', upTo)).execute();
}

/** Those of more than two years ago: by the clock of the database, which refuses to forget others. */
export async function forgetOldAuditEntries(db: Database): Promise<void> {
  await db.deleteFrom('audit_entry').where(sql<boolean>`at < now() - interval '730 days'`).execute();
}
