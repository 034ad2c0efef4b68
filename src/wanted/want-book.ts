import { type Actor, userIdOf } from '../access/actor.ts';
import type { Announce } from '../activity/facts.ts';
import type { Clock } from '../base/clock.ts';
import { Conflict, Invalid, orNull } from '../base/errors.ts';
import { enterAuthors } from '../catalog/author-store.ts';
import {
  findBook,
  insertBook,
  NO_BOOK_FIELDS,
  readBook,
  refreshSearchText,
  setAuthors,
} from '../catalog/book-store.ts';
import { lockCatalog } from '../catalog/catalog-lock.ts';
import { narratorKey, recordingsOfBook } from '../catalog/recording-store.ts';
import { itemsOfRecordings } from '../library/browse-items.ts';
import { readLibrary } from '../library/library-store.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { RateLimiter } from '../platform/rate-limiter.ts';
import { BookWanted } from './facts.ts';
import { countNewWant, refuseManyWants } from './member-bounds.ts';
import { insertWanted, takeOverWant } from './wanted-store.ts';

/** A book by its id, or by title and authors; and what its recording must be. */
export interface WantedInput {
  readonly book: { readonly id: number } | { readonly title: string; readonly authors: readonly string[] };
  readonly narrators: readonly string[];
  readonly language: string | null;
  readonly asin: string | null;
  readonly libraryId: number | null;
}

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly rateLimiter: Pick<RateLimiter, 'take'>;
}

/**
 * Wants a book; the search follows from the fact. Who wants what a removed user wanted takes that over. Throws Conflict
 * where it is wanted or owned already, and TooManyRequests.
 */
export async function wantBook(needs: Needs, actor: Actor, input: WantedInput): Promise<number> {
  const { db, clock, announce } = needs;
  await countNewWant(needs, actor);
  return db.transaction().execute(async (tx) => {
    // One at a time: what a member wants already is counted.
    await lockCatalog(tx);
    await refuseManyWants(tx, actor);
    if (input.libraryId !== null) await requireLibrary(tx, input.libraryId);
    const bookId =
      'id' in input.book
        ? await requireBook(tx, input.book.id)
        : await enterWantedBook(tx, input.book, clock.now());
    await refuseOwned(tx, bookId, input.narrators);
    const wanted = {
      book_id: bookId,
      narrators: input.narrators,
      language: input.language,
      asin: input.asin,
      library_id: input.libraryId,
      requested_by: userIdOf(actor),
      next_search_at: clock.now(),
    };
    const takenOver = await takeOverWant(tx, wanted);
    if (takenOver?.isAnew === false) return takenOver.id;
    const id = takenOver?.id ?? (await insertWanted(tx, wanted));
    const { fields } = await readBook(tx, bookId);
    await announce(tx, BookWanted, { wanted_id: id, book_id: bookId, title: fields.title });
    return id;
  });
}

async function enterWantedBook(
  tx: Tx,
  { title, authors }: { readonly title: string; readonly authors: readonly string[] },
  now: Date,
): Promise<number> {
  const authorIds = await enterAuthors(tx, authors);
  const known = await findBook(tx, title, authorIds);
  if (known !== null) return known;
  const noted = { source: 'wanted', at: now.toISOString(), locked: false };
  const fields = { ...NO_BOOK_FIELDS, title };
  const id = await insertBook(tx, fields, { title: noted, authors: noted });
  await setAuthors(tx, id, authorIds);
  await refreshSearchText(tx, [id]);
  return id;
}

/** Owned in any recording is owned, unless one by another narrator is wanted. */
async function refuseOwned(tx: Tx, bookId: number, narrators: readonly string[]): Promise<void> {
  const recordings = await recordingsOfBook(tx, bookId);
  const wantedKeys = new Set(narrators.map(narratorKey));
  const fitting = recordings.filter(
    ({ narratorKeys }) => wantedKeys.size === 0 || narratorKeys.some((key) => wantedKeys.has(key)),
  );
  const [item] = await itemsOfRecordings(
    tx,
    fitting.map(({ id }) => id),
  );
  if (item !== undefined) {
    throw new Conflict('You own this book already. Name a narrator to want another recording of it.', {
      book_id: bookId,
      library_item_id: item.id,
    });
  }
}

async function requireBook(tx: Tx, id: number): Promise<number> {
  if ((await orNull(readBook(tx, id))) === null) throw Invalid.field('book_id', `There is no book ${id}.`);
  return id;
}

async function requireLibrary(tx: Tx, id: number): Promise<void> {
  if ((await orNull(readLibrary(tx, id))) === null)
    throw Invalid.field('library_id', `There is no library ${id}.`);
}
