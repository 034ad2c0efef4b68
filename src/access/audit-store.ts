import { sql } from 'kysely';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import { type Database, json } from '../platform/database.ts';

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

export async function insertAuditEntry(
  db: Database,
  { detail, ...entry }: Omit<AuditRow, 'id' | 'at'>,
): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({ ...entry, detail: json(detail) })
    .execute();
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
  let query = matching
    .selectAll()
    .$narrowType<{ detail: Record<string, unknown> }>()
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.cursor !== undefined)
    query = query.where('id', '<', Number(decodeCursor(page.cursor, ['number'])[0]));
  const found = toPage(await query.execute(), page.limit, ({ id }) => [id]);
  if (page.count !== true) return found;
  const { n } = await matching.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { ...found, total: n };
}

/** How often these actions were done and refused since an instant. */
export async function countAuditEntriesSince(
  db: Database,
  actions: readonly string[],
  since: Date,
): Promise<readonly { action: string; outcome: AuditRow['outcome']; count: number }[]> {
  return db
    .selectFrom('audit_entry')
    .select(['action', 'outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('action', 'in', actions)
    .where('at', '>=', since)
    .groupBy(['action', 'outcome'])
    .execute();
}

/** The database refuses to forget entries of the last two years by its own clock, so it is asked too. */
export async function forgetAuditEntriesBefore(db: Database, before: Date): Promise<void> {
  await db
    .deleteFrom('audit_entry')
    .where('at', '<', before)
    .where(sql<boolean>`at < now() - interval '730 days'`)
    .execute();
}
