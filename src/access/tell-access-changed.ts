import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/** The payload is the id of a user, or empty for everybody. */
export const ACCESS_CHANNEL = 'mamcrawler_access';

/** Tells every process, when the transaction commits, to look anew at who this user is (null: everybody). */
export async function tellAccessChanged(db: Database, userId: number | null): Promise<void> {
  await sql`select pg_notify(${ACCESS_CHANNEL}, ${String(userId ?? '')})`.execute(db);
}
