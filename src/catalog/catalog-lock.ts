import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import { CATALOG_LOCK } from '../platform/lock-numbers.ts';

/** Whoever looks for a book and makes it where there is none takes turns, until the transaction ends. */
export async function lockCatalog(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CATALOG_LOCK})`.execute(tx);
}
