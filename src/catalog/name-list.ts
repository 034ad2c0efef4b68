import { type RawBuilder, sql } from 'kysely';
import { NotFound } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import { textKey } from '../base/text.ts';
import type { Database } from '../platform/database.ts';

/** An author or a series, as lists show them. */
export interface NamedEntry {
  readonly id: number;
  readonly name: string;
  readonly sort_key: string;
  readonly book_count: number;
  readonly created_at: Date;
}

type Kind = 'author' | 'series';

const BOOK_COUNTS = {
  author: sql<number>`(select count(*) from book_author where author_id = entry.id)`,
  series: sql<number>`(select count(*) from book_series where series_id = entry.id)`,
};

export async function getName(db: Database, kind: Kind, id: number): Promise<NamedEntry> {
  const [entry] = await select(db, kind, sql`entry.id = ${id}`, 1);
  if (entry === undefined) throw new NotFound(`There is no ${kind} ${id}.`);
  return entry;
}

/** Authors or series by sort key; `search` finds part of a name. */
export async function listNames(
  db: Database,
  kind: Kind,
  page: PageRequest & { readonly search?: string | undefined },
): Promise<Page<NamedEntry>> {
  const isFound = sql<boolean>`entry.name_key like ${`%${textKey(page.search ?? '')}%`}`;
  const isAfter = page.cursor === undefined ? sql`true` : after(page.cursor);
  const rows = await select(db, kind, sql`${isFound} and ${isAfter}`, page.limit + 1);
  const found = toPage(rows, page.limit, (entry) => [entry.sort_key, entry.id]);
  if (page.count !== true) return found;
  const counted = await sql<{
    n: number;
  }>`select count(*) as n from ${sql.table(kind)} as entry where ${isFound}`.execute(db);
  return { ...found, total: counted.rows[0]?.n ?? 0 };
}

function after(cursor: string): RawBuilder<unknown> {
  const [sortKey, id] = decodeCursor(cursor, ['string', 'number']);
  return sql`(entry.sort_key, entry.id) > (${sortKey}, ${id})`;
}

async function select(
  db: Database,
  kind: Kind,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<readonly NamedEntry[]> {
  const { rows } = await sql<NamedEntry>`
    select id, name, sort_key, created_at, ${BOOK_COUNTS[kind]} as book_count
    from ${sql.table(kind)} as entry
    where ${condition}
    order by sort_key, id
    limit ${limit}`.execute(db);
  return rows;
}
