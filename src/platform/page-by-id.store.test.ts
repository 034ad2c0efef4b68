import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { Invalid } from '../base/errors.ts';
import { encodeCursor } from '../base/page.ts';
import { pageById, withTotal } from './page-by-id.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const facts = ['first', 'second', 'third'].map((sentence) => ({ kind: 'Told', sentence, payload: '{}' }));
  await database.database.insertInto('fact').values(facts).execute();
});

afterAll(() => database[Symbol.asyncDispose]());

const facts = () => database.database.selectFrom('fact');

describe('a list by id', () => {
  it.each([
    ['asc', ['first', 'second'], ['third']],
    ['desc', ['third', 'second'], ['first']],
  ] as const)('has its pages in the order %s', async (order, one, other) => {
    // A second table has an id as well.
    const query = facts().leftJoin('book', 'book.id', 'fact.book_id').select(['fact.id', 'fact.sentence']);

    const page = await pageById(query, 'fact.id', order, { limit: 2 });
    const next = await pageById(query, 'fact.id', order, { limit: 2, cursor: page.nextCursor ?? '' });

    expect(page.items.map(({ sentence }) => sentence)).toEqual(one);
    expect(next.items.map(({ sentence }) => sentence)).toEqual(other);
    expect(next.nextCursor).toBeNull();
  });

  it('refuses the cursor of another list', async () => {
    const page = pageById(facts().select('id'), 'id', 'asc', { limit: 2, cursor: encodeCursor(['Emma']) });

    await expect(page).rejects.toBeInstanceOf(Invalid);
  });

  it('is counted where that was asked for', async () => {
    const page = { items: [], nextCursor: null };
    const matching = facts().where('sentence', '!=', 'first');

    expect(await withTotal(page, { limit: 2 }, matching)).toEqual(page);
    expect(await withTotal(page, { limit: 2, count: true }, matching)).toEqual({ ...page, total: 2 });
  });
});
