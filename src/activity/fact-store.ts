import type { Page, PageRequest } from '../base/page.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { lastIdBefore } from '../platform/last-id-before.ts';
import { pageById } from '../platform/page-by-id.ts';

/** One line of the history. */
export interface FactRow {
  readonly id: number;
  readonly kind: string;
  readonly sentence: string;
  readonly wanted_id: number | null;
  readonly book_id: number | null;
  readonly library_id: number | null;
  readonly request_id: string | null;
  readonly at: Date;
}

export async function insertFact(
  tx: Tx,
  { payload, ...fact }: Omit<FactRow, 'id' | 'at'> & { readonly payload: unknown },
): Promise<number> {
  const { id } = await tx
    .insertInto('fact')
    .values({ ...fact, payload: json(payload) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function listFacts(
  db: Database,
  page: PageRequest & { readonly wanted_id?: number | undefined },
): Promise<Page<FactRow>> {
  let query = db
    .selectFrom('fact')
    .select(['id', 'kind', 'sentence', 'wanted_id', 'book_id', 'library_id', 'request_id', 'at']);
  if (page.wanted_id !== undefined) query = query.where('wanted_id', '=', page.wanted_id);
  return await pageById(query, 'id', 'desc', page);
}

/** The id of the newest fact from before an instant; 0 where there is none. Reads what is newer, no more. */
export async function lastFactBefore(db: Database, before: Date): Promise<number> {
  return await lastIdBefore(db.selectFrom('fact').select(['id', 'at']), before);
}

/** How often each kind of thing happened after one fact, up to another (null: to the newest). */
export async function countFactsAfter(
  db: Database,
  after: number,
  upTo: number | null,
): Promise<readonly { kind: string; count: number }[]> {
  const counting = db
    .selectFrom('fact')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('id', '>', after)
    .groupBy('kind');
  return (upTo === null ? counting : counting.where('id', '<=', upTo)).execute();
}

/** Forgets what happened before an instant; answers how much. */
export async function forgetFactsBefore(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('fact').where('at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
