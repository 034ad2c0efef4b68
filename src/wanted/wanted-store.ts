import { sql } from 'kysely';
import { tellChanges } from '../activity/live-events.ts';
import { Conflict, NotFound } from '../base/errors.ts';
import type { Page, PageRequest } from '../base/page.ts';
import { type Database, databaseErrorCode, type Tx, UNIQUE_VIOLATION } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import type { WantedState } from './wanted-book.ts';

/** A book that someone wants, with the constraints on its recording. */
export interface WantedBook {
  readonly id: number;
  readonly book_id: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly { readonly id: number; readonly name: string }[];
  readonly narrators: readonly string[];
  readonly language: string | null;
  readonly asin: string | null;
  readonly library_id: number | null;
  readonly state: WantedState;
  readonly reason: string | null;
  readonly requested_by: number | null;
  readonly requested_by_name: string | null;
  readonly search_id: number | null;
  readonly download_id: number | null;
  readonly import_id: number | null;
  readonly library_item_id: number | null;
  readonly searched_at: Date | null;
  readonly next_search_at: Date | null;
  readonly fruitless_searches: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export interface NewWantedBook {
  readonly book_id: number;
  readonly narrators: readonly string[];
  readonly language: string | null;
  readonly asin: string | null;
  readonly library_id: number | null;
  readonly requested_by: number | null;
  readonly next_search_at: Date;
}

export type WantedChanges = Partial<
  Pick<
    WantedBook,
    'state' | 'reason' | 'library_item_id' | 'searched_at' | 'next_search_at' | 'fruitless_searches'
  >
>;

/** Throws Conflict where the book is wanted already. */
export async function insertWanted(tx: Tx, wanted: NewWantedBook): Promise<number> {
  const row = await tx
    .insertInto('wanted_book')
    .values({ ...wanted, narrators: [...wanted.narrators], by_program: wanted.requested_by === null })
    .onConflict((conflict) =>
      conflict.column('book_id').where('state', 'not in', ['owned', 'gave_up']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) {
    const open = await findOpenWant(tx, wanted.book_id);
    throw new Conflict('This book is wanted already.', { wanted_id: open });
  }
  return row.id;
}

/**
 * Gives the want of a user who was removed to the one who wants the book now, with what they ask for where nothing is
 * under way yet (`isAnew`). Null where there is none.
 */
export async function takeOverWant(
  tx: Tx,
  { book_id, requested_by, narrators, ...asked }: NewWantedBook,
): Promise<{ readonly id: number; readonly isAnew: boolean } | null> {
  const left = await tx
    .selectFrom('wanted_book')
    .select(['id', 'state'])
    .where('book_id', '=', book_id)
    .where('state', 'not in', ['owned', 'gave_up'])
    .where('requested_by', 'is', null)
    .where('by_program', '=', false)
    .forUpdate()
    .executeTakeFirst();
  if (left === undefined) return null;
  const isAnew = left.state === 'wanted';
  await tx
    .updateTable('wanted_book')
    .set({
      requested_by,
      by_program: requested_by === null,
      ...(isAnew ? { ...asked, narrators: [...narrators], fruitless_searches: 0 } : {}),
      updated_at: sql`now()`,
    })
    .where('id', '=', left.id)
    .execute();
  await tellChanges(tx, [{ kind: 'wanted', ids: [left.id] }]);
  return { id: left.id, isAnew };
}

/** Of a user, or of the keys of the program (null): how many are not settled yet. */
export async function countOpenWants(db: Database, userId: number | null): Promise<number> {
  let query = db
    .selectFrom('wanted_book')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', 'not in', ['owned', 'gave_up']);
  query = userId === null ? query.where('by_program', '=', true) : query.where('requested_by', '=', userId);
  return (await query.executeTakeFirstOrThrow()).n;
}

export async function findOpenWant(db: Database, bookId: number): Promise<number | null> {
  const row = await db
    .selectFrom('wanted_book')
    .select('id')
    .where('book_id', '=', bookId)
    .where('state', 'not in', ['owned', 'gave_up'])
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function isWantedAtAll(db: Database, bookId: number): Promise<boolean> {
  const row = await db
    .selectFrom('wanted_book')
    .select('id')
    .where('book_id', '=', bookId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function wantsOfBook(db: Database, bookId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('wanted_book')
    .select('id')
    .where('book_id', '=', bookId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Makes wants those of another book. Throws Conflict where that is wanted already. */
export async function moveWants(tx: Tx, ids: readonly number[], bookId: number): Promise<void> {
  if (ids.length === 0) return;
  try {
    await tx
      .updateTable('wanted_book')
      .set({ book_id: bookId })
      .where('id', 'in', [...ids])
      .execute();
  } catch (error) {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw new Conflict('Both books are wanted: stop wanting one of them first.');
  }
  await tellChanges(tx, [{ kind: 'wanted', ids: [...ids] }]);
}

/** Changes a want and tells the open pages. */
export async function updateWanted(db: Database, id: number, changes: WantedChanges): Promise<void> {
  await db
    .updateTable('wanted_book')
    .set({ ...changes, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
  await tellChanges(db, [{ kind: 'wanted', ids: [id] }]);
}

export async function deleteWanted(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('wanted_book').where('id', '=', id).execute();
  await tellChanges(tx, [{ kind: 'wanted', ids: [id] }]);
}

export async function readWanted(db: Database, id: number): Promise<WantedBook> {
  const wanted = await select(db).where('wanted_book.id', '=', id).executeTakeFirst();
  if (wanted === undefined) throw new NotFound(`There is no wanted book ${id}.`);
  return wanted;
}

/** Reads a want and keeps others from changing it until the transaction ends; null where it is gone. */
export async function lockWanted(tx: Tx, id: number): Promise<WantedBook | null> {
  const row = await tx
    .selectFrom('wanted_book')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : readWanted(tx, id);
}

export async function readDueWants(db: Database, now: Date, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('wanted_book')
    .select('id')
    // A search that was broken off has left the state behind.
    .where('state', 'in', ['wanted', 'searching'])
    .where('next_search_at', '<=', now)
    .orderBy('next_search_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Something new makes a search worth while: what waits for its turn need not wait any longer. */
export async function hastenSearches(db: Database, now: Date): Promise<void> {
  await db
    .updateTable('wanted_book')
    .set({ next_search_at: now, fruitless_searches: 0 })
    .where('state', '=', 'wanted')
    .execute();
}

export async function listWanted(
  db: Database,
  page: PageRequest & { readonly state?: WantedState | undefined; readonly book_id?: number | undefined },
): Promise<Page<WantedBook>> {
  let query = select(db);
  if (page.state !== undefined) query = query.where('wanted_book.state', '=', page.state);
  if (page.book_id !== undefined) query = query.where('wanted_book.book_id', '=', page.book_id);
  let counting = db.selectFrom('wanted_book');
  if (page.state !== undefined) counting = counting.where('state', '=', page.state);
  if (page.book_id !== undefined) counting = counting.where('book_id', '=', page.book_id);
  return await pageById(query, 'wanted_book.id', 'desc', page, counting);
}

/** How many wants are in each state that any is in. */
export async function countWantedByState(db: Database): Promise<readonly { state: string; count: number }[]> {
  return db
    .selectFrom('wanted_book')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
}

function select(db: Database) {
  return db
    .selectFrom('wanted_book')
    .innerJoin('book', 'book.id', 'wanted_book.book_id')
    .leftJoin('app_user', 'app_user.id', 'wanted_book.requested_by')
    .selectAll('wanted_book')
    .select(['book.title', 'book.subtitle', 'app_user.name as requested_by_name'])
    .select([
      sql<readonly { id: number; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', author.id, 'name', author.name) order by place)
        from book_author join author on author.id = author_id where book_author.book_id = book.id), '[]')`.as(
        'authors',
      ),
      sql<number | null>`(select max(id) from search where wanted_book_id = wanted_book.id)`.as('search_id'),
      sql<number | null>`(select max(id) from download where wanted_book_id = wanted_book.id)`.as(
        'download_id',
      ),
      sql<number | null>`(select max(id) from import where wanted_book_id = wanted_book.id)`.as('import_id'),
    ]);
}
