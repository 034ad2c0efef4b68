import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import type { Tx } from '../platform/database.ts';
import { traced } from '../platform/trace.ts';
import { forgetFactsBefore, listFacts } from './fact-store.ts';
import { createAnnounce, factKind, on } from './facts.ts';

const BookLent = factKind({
  name: 'BookLent',
  payload: z.object({ book_id: z.number(), to: z.string().trim() }),
  sentence: ({ to }) => `The book was lent to ${to}.`,
  about: ({ book_id: bookId }) => ({ bookId, wantedId: bookId * 10 }),
  changes: ({ book_id }) => [{ kind: 'book', ids: [book_id] }],
});
const ShelfPainted = factKind({ name: 'ShelfPainted', payload: z.object({}), sentence: () => 'It is red.' });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

const inTransaction = (work: (tx: Tx) => Promise<void>) => database.database.transaction().execute(work);
const history = (page: object = {}) => listFacts(database.database, { limit: 50, ...page });

describe('announcing a fact', () => {
  it('writes what happened, in words and with the request that caused it', async () => {
    const announce = createAnnounce([]);

    await traced('req-1', () => inTransaction((tx) => announce(tx, BookLent, { book_id: 3, to: ' Ada ' })));

    const [fact] = (await history()).items;
    expect(fact).toMatchObject({
      kind: 'BookLent',
      sentence: 'The book was lent to Ada.',
      book_id: 3,
      wanted_id: 30,
      library_id: null,
      request_id: 'req-1',
      at: expect.any(Date),
    });
    const stored = await database.database
      .selectFrom('fact')
      .select('payload')
      .where('id', '=', fact?.id ?? 0)
      .executeTakeFirst();
    expect(stored?.payload).toEqual({ book_id: 3, to: 'Ada' });
  });

  it('does what follows it, in its transaction, and nothing that follows another', async () => {
    const done: string[] = [];
    const announce = createAnnounce([
      on(BookLent, async (tx, { to }) => {
        await announce(tx, ShelfPainted, {});
        done.push(`remind ${to}`);
      }),
      on(ShelfPainted, async () => void done.push('dry')),
    ]);
    const before = (await history()).items.length;

    await inTransaction((tx) => announce(tx, BookLent, { book_id: 4, to: 'Eve' }));
    const taken = inTransaction(async (tx) => {
      await announce(tx, BookLent, { book_id: 5, to: 'Ida' });
      throw new Error('taken back');
    });

    await expect(taken).rejects.toThrow('taken back');
    expect(done).toEqual(['dry', 'remind Eve', 'dry', 'remind Ida']);
    const { items } = await history();
    expect(items.length - before).toBe(2);
    expect(items.slice(0, 2).map(({ kind }) => kind)).toEqual(['ShelfPainted', 'BookLent']);
  });

  it('takes nothing back quietly when what follows fails', async () => {
    const announce = createAnnounce([on(ShelfPainted, () => Promise.reject(new Error('no brush')))]);
    const before = (await history()).items.length;

    await expect(inTransaction((tx) => announce(tx, ShelfPainted, {}))).rejects.toThrow('no brush');

    expect((await history()).items).toHaveLength(before);
  });

  it('refuses a payload that is not what the fact says', async () => {
    const wrong = { book_id: 'three' as unknown as number, to: 'Ada' };

    await expect(inTransaction((tx) => createAnnounce([])(tx, BookLent, wrong))).rejects.toThrow();
  });
});

describe('the history', () => {
  it('has pages, newest first, of everything or of one want, and an end', async () => {
    await using own = await createTestDatabase();
    const announce = createAnnounce([]);
    await own.database.transaction().execute(async (tx) => {
      for (let book = 1; book <= 5; book += 1) await announce(tx, BookLent, { book_id: book, to: 'Ada' });
    });
    const books = async (page: object) => {
      const { items, nextCursor } = await listFacts(own.database, { limit: 2, ...page });
      return { books: items.map(({ book_id }) => book_id), cursor: nextCursor };
    };

    const first = await books({});
    const second = await books({ cursor: first.cursor });
    const third = await books({ cursor: second.cursor });
    expect([first.books, second.books, third]).toEqual([[5, 4], [3, 2], { books: [1], cursor: null }]);
    expect(await books({ wanted_id: 30 })).toEqual({ books: [3], cursor: null });
    await expect(books({ cursor: 'abc' })).rejects.toThrow('cursor is not');

    expect(await forgetFactsBefore(own.database, new Date(Date.now() - 60_000))).toBe(0);
    expect(await forgetFactsBefore(own.database, new Date(Date.now() + 60_000))).toBe(5);
    expect((await books({})).books).toEqual([]);
  });
});
