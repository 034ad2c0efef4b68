import { sql } from 'kysely';
import { LACKS, type Lack } from '../../base/completeness.ts';
import type { Database } from '../../platform/database.ts';

/** What the owned books lack. */
export interface Completeness {
  readonly books: number;
  /** Those that lack nothing. */
  readonly complete: number;
  /** The mean of all, in percent; 100 where there are none. */
  readonly average: number;
  readonly missing: readonly { readonly field: Lack; readonly books: number }[];
}

export async function readCompleteness(db: Database): Promise<Completeness> {
  // Books that lack the same are few kinds.
  const { rows } = await sql<{ missing: readonly Lack[]; completeness: number; books: number }>`
    select missing, completeness, count(*) as books from book where library_ids <> '{}' group by 1, 2`.execute(
    db,
  );
  const sum = (kinds: typeof rows) => kinds.reduce((total, { books }) => total + books, 0);
  const books = sum(rows);
  const points = rows.reduce((total, kind) => total + kind.completeness * kind.books, 0);
  return {
    books,
    complete: sum(rows.filter(({ missing }) => missing.length === 0)),
    average: books === 0 ? 100 : Math.round((points / books) * 10) / 10,
    missing: LACKS.map((field) => ({
      field,
      books: sum(rows.filter(({ missing }) => missing.includes(field))),
    })),
  };
}
