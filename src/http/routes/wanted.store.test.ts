import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { refusalOf } from '../../../test/support/refusal-of.ts';
import { signedIn } from '../../../test/support/sessions.ts';
import { until } from '../../../test/support/until.ts';
import { addApiKey } from '../../contract/api-keys.ts';
import { removeUser } from '../../contract/users.ts';
import * as contract from '../../contract/wanted.ts';

let app: TestApp;
let administrator: string;
let mia: string;
let max: string;
let books = 0;

beforeAll(async () => {
  app = await startTestApp();
  administrator = await signedIn(app, 'Ada', 'administrator');
  mia = await signedIn(app, 'Mia', 'member');
  max = await signedIn(app, 'Max', 'member');
});

afterAll(() => app[Symbol.asyncDispose]());

function want(headers: Record<string, string>) {
  books += 1;
  const body = { title: `Book ${books}`, authors: ['Jane Austen'] };
  return app.call(contract.wantBook, { body }, headers);
}

const stop = (id: number, headers: Record<string, string>) =>
  app.call(contract.stopWanting, { params: { id } }, headers);
const search = (id: number, headers: Record<string, string>) =>
  app.call(contract.searchWanted, { params: { id } }, headers);

describe('a member', () => {
  it('searches and stops what they want themselves', async () => {
    const { id, requested_by } = await want({ cookie: mia });

    expect(requested_by?.name).toBe('Mia');
    expect(await search(id, { cookie: mia })).toEqual({ task_id: expect.any(Number) });
    await stop(id, { cookie: mia });
    expect((await refusalOf(stop(id, { cookie: mia }))).code).toBe('not_found');
  });

  it('neither searches nor stops what somebody else wants, and is told whose it is', async () => {
    const { id } = await want({ cookie: max });

    for (const attempt of [stop, search]) {
      expect(await refusalOf(attempt(id, { cookie: mia }))).toMatchObject({
        code: 'forbidden',
        message: 'This book was wanted by Max: only they or an administrator can change that.',
      });
    }
    expect((await app.call(contract.getWanted, { params: { id } }, { cookie: mia })).id).toBe(id);
  });

  it('nor what a key of the program wanted', async () => {
    const { id, requested_by } = await want({ 'x-api-key': app.apiKey });

    expect(requested_by).toBeNull();
    expect((await refusalOf(stop(id, { cookie: mia }))).message).toContain('wanted by somebody else');
  });

  it('counts as themselves by their key', async () => {
    const { key } = await app.call(addApiKey, { body: { name: 'Script', scope: 'member' } }, { cookie: mia });
    const [mine, others] = [await want({ 'x-api-key': key }), await want({ cookie: max })];

    expect(mine.requested_by?.name).toBe('Mia');
    expect((await refusalOf(stop(others.id, { 'x-api-key': key }))).code).toBe('forbidden');
    await stop(mine.id, { cookie: mia });
  });
});

describe('the book that a removed user wanted', () => {
  async function left(state: 'wanted' | 'downloading') {
    const cookie = await signedIn(app, `Leaves ${state}`, 'member');
    const { id, book, requested_by } = await want({ cookie });
    await until('it was searched', async () => {
      const { searched_at } = await app.call(contract.getWanted, { params: { id } });
      return searched_at !== null;
    });
    await app.db.updateTable('wanted_book').set({ state }).where('id', '=', id).execute();
    await app.call(removeUser, { params: { id: requested_by?.id ?? 0 } });
    return { id, book_id: book.id };
  }

  const wantAnew = (book_id: number, headers: Record<string, string>) =>
    app.call(contract.wantBook, { body: { book_id, language: 'de' } }, headers);

  it('is taken over by whoever wants it next, with what they ask for, and searched again', async () => {
    const { id, book_id } = await left('wanted');
    const before = await app.call(contract.getWanted, { params: { id } });

    const taken = await wantAnew(book_id, { cookie: mia });

    expect(taken).toMatchObject({ id, requested_by: { name: 'Mia' }, language: 'de' });
    await until('it was searched again', async () => {
      const { searched_at } = await app.call(contract.getWanted, { params: { id } });
      return searched_at !== before.searched_at;
    });
    expect((await refusalOf(wantAnew(book_id, { cookie: max }))).code).toBe('conflict');
    await stop(id, { cookie: mia });
  });

  it('is taken over as it is while it is under way', async () => {
    const { id, book_id } = await left('downloading');

    expect(await wantAnew(book_id, { cookie: mia })).toMatchObject({
      id,
      requested_by: { name: 'Mia' },
      language: null,
      state: 'downloading',
    });
    await stop(id, { cookie: mia });
  });

  it('is not one that a key of the program wanted', async () => {
    const { book } = await want({ 'x-api-key': app.apiKey });

    expect(await refusalOf(wantAnew(book.id, { cookie: mia }))).toMatchObject({ code: 'conflict' });
  });
});

describe('who wants a hundred books', () => {
  it('is refused one more as a member, until one of them is settled', async () => {
    const cookie = await signedIn(app, 'Greedy', 'member');
    const { requested_by, id } = await want({ cookie });
    const values = { book_id: 0, requested_by: requested_by?.id ?? 0, next_search_at: null };
    const made = Array.from({ length: 99 }, (_, at) => ({
      title: `Pile ${at}`,
      title_key: '',
      sort_key: '',
    }));
    const books = await app.db.insertInto('book').values(made).returning('id').execute();
    await app.db
      .insertInto('wanted_book')
      .values(books.map(({ id: book_id }) => ({ ...values, book_id })))
      .execute();

    expect(await refusalOf(want({ cookie }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('You want 100 books already'),
    });
    await want({ cookie: mia });
    await stop(id, { cookie });
    await want({ cookie });
  });
});

describe('an administrator', () => {
  it('searches and stops what anybody wants, unless by a key of a smaller scope', async () => {
    const [one, other] = [await want({ cookie: mia }), await want({ cookie: max })];
    const body = { name: 'Script', scope: 'member' as const };
    const { key } = await app.call(addApiKey, { body }, { cookie: administrator });

    expect((await refusalOf(stop(one.id, { 'x-api-key': key }))).code).toBe('forbidden');
    await search(one.id, { cookie: administrator });
    await stop(one.id, { cookie: administrator });
    await stop(other.id, { 'x-api-key': app.apiKey });
  });
});
