import { type RawBuilder, sql } from 'kysely';
import type { Lack } from '../base/completeness.ts';
import { type SearchWords, searchWords } from './search-words.ts';

/** Which books a list is of. */
export interface BookFilter {
  readonly search?: string | undefined;
  readonly author_id?: number | undefined;
  readonly series_id?: number | undefined;
  readonly library_id?: number | undefined;
  readonly owned?: boolean | undefined;
  readonly missing?: Lack | 'anything' | undefined;
}

/** The filter as a condition on rows of `book`. */
export function conditionOf({ search, author_id, series_id, library_id, owned, missing }: BookFilter) {
  const all: RawBuilder<unknown>[] = [];
  const found = searchWords(search ?? '');
  if (found !== null) all.push(hasWords(found));
  if (author_id !== undefined)
    all.push(sql`book.id in (select book_id from book_author where author_id = ${author_id})`);
  if (series_id !== undefined) all.push(isOfSeries(series_id));
  if (library_id !== undefined) all.push(sql`library_ids @> array[${library_id}::bigint]`);
  if (owned !== undefined) all.push(owned ? sql`library_ids <> '{}'` : sql`library_ids = '{}'`);
  if (missing === 'anything') all.push(sql`completeness < 100`);
  else if (missing !== undefined) all.push(sql`missing @> array[${missing}::text]`);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

/**
 * Said twice: to begin with its few books, and ("is true") to hold each book against them. Where a list is walked through in
 * its order, the first alone would look into the other table for each, and titles of one series may all come late.
 */
function isOfSeries(id: number): RawBuilder<unknown> {
  const books = sql`(select book_id from book_series where series_id = ${id})`;
  return sql`book.id in ${books} and (book.id in ${books}) is true`;
}

function hasWords({ telling, other }: SearchWords): RawBuilder<unknown> {
  const has = sql`search_words @@ ${telling}::tsquery`;
  // "is true" keeps the index from being asked for what most books have.
  return other === null ? has : sql`${has} and (search_words @@ ${other}::tsquery) is true`;
}
