import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';

/** Whose links are written anew. */
export interface LinkOwner {
  readonly id: number | null;
  /** It has none yet. */
  readonly isNew?: boolean;
}

const OWNER = { book_author: 'book_id', book_series: 'book_id', recording_narrator: 'recording_id' } as const;

/** Removes what these books or recordings are linked with. */
export async function forgetLinks(
  tx: Tx,
  table: keyof typeof OWNER,
  owners: readonly LinkOwner[],
): Promise<void> {
  const ids = owners.flatMap(({ id, isNew = false }) => (isNew ? [] : id));
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(table)} where ${sql.ref(OWNER[table])} = any(${ids}::bigint[])`.execute(
    tx,
  );
}
