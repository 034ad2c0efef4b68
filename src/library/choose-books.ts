import { sql } from 'kysely';
import { Invalid } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { type BookFilter, conditionOf } from './book-filter.ts';

/** The books that a filter finds, by title. Throws Invalid where they are more than `atMost`. */
export async function chooseBooks(
  db: Database,
  filter: BookFilter,
  { atMost }: { readonly atMost: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from book where ${conditionOf(filter)} order by sort_key, id limit ${atMost + 1}`.execute(db);
  if (rows.length > atMost)
    throw Invalid.field('filter', `finds more than ${atMost} books: choose fewer at a time.`);
  return rows.map(({ id }) => id);
}
