import { type RawBuilder, sql } from 'kysely';
import { Invalid } from '../base/errors.ts';
import { MOST_RANKED } from '../base/most-ranked.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import { titleKey } from '../base/text.ts';
import type { Database } from '../platform/database.ts';
import { type BookFilter, conditionOf } from './book-filter.ts';
import type { SearchWords } from './search-words.ts';
import { type PlacedBook, placeOf, WRITTEN, type WrittenBook } from './shelved-book.ts';

/** Better than any letter in the order of bytes. */
const LAST = '\u{10FFFF}';

const RELEVANCE = 'relevance';
const KINDS = ['string', 'number', 'string', 'number'] as const;

/** Where a page begins: rank, sort key and id of the last book before it. */
interface Place {
  readonly rank: number;
  readonly sortKey: string;
  readonly id: number;
}

/**
 * Books found by words, best first: those whose title begins with what is searched for (rank 0), that have all words in
 * the title (1), and the others (2), each by title.
 */
export async function rankBooks(
  db: Database,
  query: PageRequest & BookFilter,
  { words }: SearchWords,
): Promise<Page<WrittenBook>> {
  const filter = conditionOf(query);
  const place = query.cursor === undefined ? null : beginningOf(query.cursor);
  const begins = titleBegins(titleKey(query.search ?? ''));
  const wanted = query.limit + 1;
  const best =
    (place?.rank ?? 0) === 0 ? await readBest(db, sql`${filter} and ${begins}`, place, wanted) : [];
  const others =
    best.length < wanted ? await readOthers(db, { filter, begins, words }, place, wanted - best.length) : [];
  const page = toPage([...best, ...others], query.limit, (last) => {
    const [rank, sortKey = '', id] = placeOf(last);
    return [RELEVANCE, Number(rank), sortKey, Number(id)];
  });
  if (query.count !== true) return page;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from book where ${filter} limit ${MOST_RANKED}) as found`.execute(db);
  return { ...page, total: rows[0]?.n ?? 0 };
}

function beginningOf(cursor: string): Place {
  const [sortedBy, rank, sortKey, id] = decodeCursor(cursor, KINDS);
  if (sortedBy !== RELEVANCE) throw Invalid.field('cursor', `is of a list sorted by ${sortedBy}`);
  return { rank: Number(rank), sortKey: String(sortKey), id: Number(id) };
}

function titleBegins(key: string): RawBuilder<unknown> {
  return sql`sort_key >= ${key} and sort_key < ${key + LAST}`;
}

async function readBest(
  db: Database,
  condition: RawBuilder<unknown>,
  place: Place | null,
  limit: number,
): Promise<readonly PlacedBook[]> {
  const after = place === null ? sql`true` : sql`(sort_key, id) > (${place.sortKey}, ${place.id})`;
  const { rows } = await sql<PlacedBook>`
    select ${WRITTEN}, array_to_json(array['0', sort_key, id::text])::text as row_place
    from book where ${condition} and ${after}
    order by sort_key, id limit ${limit}`.execute(db);
  return rows;
}

/** The books are taken before those are left out that come first: a reading that stops early must not look for what is rare. */
async function readOthers(
  db: Database,
  {
    filter,
    begins,
    words,
  }: {
    readonly filter: RawBuilder<unknown>;
    readonly begins: RawBuilder<unknown>;
    readonly words: readonly string[];
  },
  place: Place | null,
  limit: number,
): Promise<readonly PlacedBook[]> {
  const inTitle = sql`' ' || title_key like all (array[${sql.join(words.map((word) => sql`${`% ${word}%`}`))}])`;
  const after =
    place === null ? sql`true` : sql`(rank, sort_key, id) > (${place.rank}, ${place.sortKey}, ${place.id})`;
  const { rows } = await sql<PlacedBook>`
    select ${WRITTEN}, array_to_json(array[ranked.rank::text, ranked.sort_key, ranked.id::text])::text as row_place
    from (
      select id, rank, sort_key from (
        select id, sort_key, case when ${inTitle} then 1 else 2 end as rank
        from book where ${filter} limit ${MOST_RANKED}
      ) as found
      where not (${begins}) and ${after} order by rank, sort_key, id limit ${limit}
    ) as ranked
    join book on book.id = ranked.id
    order by ranked.rank, ranked.sort_key, ranked.id`.execute(db);
  return rows;
}
