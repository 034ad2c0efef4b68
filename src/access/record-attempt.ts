import type { Clock } from '../base/clock.ts';
import { networkOf } from '../base/network-of.ts';
import type { Database } from '../platform/database.ts';
import { insertAuditEntry } from './audit-store.ts';
import { type AuditNote, rowOf } from './record-audit.ts';
import { countNote } from './sign-in-failure-store.ts';

/** What somebody tried; who is nobody yet, and was refused, unless it says otherwise. */
export type Attempt = Omit<AuditNote, 'actor' | 'outcome'> & Partial<Pick<AuditNote, 'actor' | 'outcome'>>;

/**
 * Notes in the audit log, which is kept for years, what anybody can make happen: the same thing by one address once in
 * 15 minutes; or `each`, where something else bounds it. Asks and commits the same either way: the time tells nothing.
 */
export async function recordAttempt(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  attempt: Attempt,
  { each }: { readonly each: boolean },
): Promise<void> {
  const row = rowOf({ actor: { kind: 'nobody' }, outcome: 'refused', ...attempt });
  const what = `${row.action} ${row.subject}`;
  await db.transaction().execute(async (tx) => {
    const count = await countNote(tx, { what, origin: networkOf(row.address ?? ''), now: clock.now() });
    await insertAuditEntry(tx, row, each || count === 1);
  });
}
