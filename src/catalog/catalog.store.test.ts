import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editByHand } from '../../test/support/edit-by-hand.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { Conflict, Invalid, NotFound } from '../base/errors.ts';
import type { Tx } from '../platform/database.ts';
import { addAuthor, deleteAuthor, enterAuthors, renameAuthor } from './author-store.ts';
import { booksOf, findBook, readBook, refreshSearchText } from './book-store.ts';
import { type BookInput, enterBook, forgetBook } from './enter-book.ts';
import { getName, listNames } from './name-list.ts';
import { recordingsOfBook } from './recording-store.ts';
import { addSeries, deleteSeries, enterSeries, renameSeries } from './series-store.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.database.transaction().execute(work);
}

const enter = (input: BookInput) => inTransaction((tx) => enterBook(tx, input, NOW));
const change = (id: number, edit: Parameters<typeof editByHand>[2]) =>
  editByHand(database.database, id, edit);

async function searchText(id: number): Promise<string> {
  const { search_text } = await database.database
    .selectFrom('book')
    .select('search_text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return search_text;
}

describe('authors', () => {
  it('are the same however their names are written, and come in the order of the names', async () => {
    const ids = await inTransaction((tx) => enterAuthors(tx, ['J. R. R. Tolkien', 'C. S. Lewis']));
    const again = await inTransaction((tx) =>
      enterAuthors(tx, ['Lewis, C.S.', 'Tolkien, J.R.R.', 'JRR Tolkien', '王小波']),
    );

    expect(again).toEqual([ids[1], ids[0], expect.any(Number)]);
    expect((await getName(database.database, 'author', ids[0] ?? 0)).name).toBe('J. R. R. Tolkien');
    expect(await inTransaction((tx) => enterAuthors(tx, []))).toEqual([]);
  });

  it('have names that no other has', async () => {
    await addAuthor(database.database, 'Anne Brontë');
    const emily = await addAuthor(database.database, 'Emily Brontë');

    await expect(addAuthor(database.database, 'Bronte, Anne')).rejects.toThrow(Conflict);
    await expect(inTransaction((tx) => renameAuthor(tx, emily, 'anne bronte'))).rejects.toThrow(
      'There is an author "anne bronte" already.',
    );
    await inTransaction((tx) => renameAuthor(tx, emily, 'Emily Jane Brontë'));
    expect((await getName(database.database, 'author', emily)).name).toBe('Emily Jane Brontë');
  });

  it('are forgotten when they have no books', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');
    const book = await enter({ title: 'Emma', authorId });

    await expect(inTransaction((tx) => deleteAuthor(tx, authorId))).rejects.toThrow('has books');
    await inTransaction((tx) => forgetBook(tx, book));
    await inTransaction((tx) => deleteAuthor(tx, authorId));

    await expect(getName(database.database, 'author', authorId)).rejects.toThrow(NotFound);
  });
});

describe('series', () => {
  it('of one name by other authors are others; one without books is whose comes first', async () => {
    const [adams, lewis] = await inTransaction((tx) => enterAuthors(tx, ['Douglas Adams', 'C. S. Lewis']));
    const enterFor = (authorId = 0) => inTransaction((tx) => enterSeries(tx, 'The Chronicles', [authorId]));

    const first = await enterFor(adams);
    expect(await enterFor(lewis)).toBe(first);
    await enter({ title: 'Hitchhiker', authorId: adams ?? 0, seriesId: first });
    const second = await enterFor(lewis);

    expect(second).not.toBe(first);
    expect(await inTransaction((tx) => enterSeries(tx, 'Chronicles', [adams ?? 0]))).toBe(first);
    expect(await inTransaction((tx) => enterSeries(tx, 'CHRONICLES', []))).toBe(second);
  });

  it('are forgotten when they have no books', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');
    const seriesId = await addSeries(database.database, 'Novels');
    const book = await enter({ title: 'Emma', authorId, seriesId });

    await expect(inTransaction((tx) => deleteSeries(tx, seriesId))).rejects.toThrow('has books');
    await change(book, { series: [] });
    await inTransaction((tx) => deleteSeries(tx, seriesId));

    await expect(getName(database.database, 'series', seriesId)).rejects.toThrow(NotFound);
  });
});

describe('names', () => {
  it('are listed by how they sort, by pages, and found by a part of them', async () => {
    const { database: db } = database;
    for (const name of ['Jules Verne', 'Émile Zola', 'Jane Austen', 'Mary Shelley'])
      await addAuthor(db, name);
    const list = async (page: object) => {
      const { items, nextCursor, total } = await listNames(db, 'author', { limit: 3, ...page });
      return { names: items.map(({ name }) => name), nextCursor, total };
    };

    const first = await list({ count: true });
    expect(first).toMatchObject({ names: ['Jane Austen', 'Mary Shelley', 'Jules Verne'], total: 4 });
    expect(await list({ cursor: first.nextCursor })).toMatchObject({
      names: ['Émile Zola'],
      nextCursor: null,
    });
    expect(await list({ search: 'EMIL' })).toMatchObject({ names: ['Émile Zola'] });
    expect(await list({ search: '%' })).toMatchObject({ names: expect.arrayContaining(['Jane Austen']) });
    expect(await list({ search: 'Joyce', count: true })).toMatchObject({ names: [], total: 0 });
  });

  it('say how many books they have', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');
    await enter({ title: 'Emma', authorId });
    await enter({ title: 'Persuasion', authorId });

    const { items } = await listNames(database.database, 'author', { limit: 1 });

    expect(items).toMatchObject([{ id: authorId, book_count: 2 }]);
  });
});

describe('a book entered by hand', () => {
  it('has what was given, each field a person’s', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');
    const seriesId = await addSeries(database.database, 'Novels');

    const id = await enter({
      title: 'Emma',
      authorId,
      seriesId,
      seriesPosition: '4',
      subtitle: 'A Novel',
      publishedDate: '1815-12-23T00:00:00Z',
      isbn: '9780141439587',
      language: 'en',
    });

    const { fields, provenance } = await readBook(database.database, id);
    expect(fields).toEqual({
      title: 'Emma',
      subtitle: 'A Novel',
      description: null,
      publishedDate: '1815-12-23',
      publishedYear: 1815,
    });
    expect(Object.keys(provenance).toSorted()).toEqual([
      'authors',
      'publishedDate',
      'publishedYear',
      'series',
      'subtitle',
      'title',
    ]);
    expect(Object.values(provenance).every(({ locked, source }) => locked && source === 'person')).toBe(true);
    expect(await recordingsOfBook(database.database, id)).toMatchObject([
      { fields: { isbn: '9780141439587', language: 'en' }, provenance: { isbn: { locked: true } } },
    ]);
  });

  it('is not entered twice for one author', async () => {
    const [austen, other] = await inTransaction((tx) => enterAuthors(tx, ['Jane Austen', 'Somebody Else']));
    const id = await enter({ title: 'Emma', authorId: austen ?? 0 });

    await expect(enter({ title: 'EMMA', authorId: austen ?? 0 })).rejects.toMatchObject({
      name: 'Conflict',
      context: { book_id: id },
    });
    expect(await enter({ title: 'Emma', authorId: other ?? 0 })).not.toBe(id);
  });

  it('is made once, however many enter it at once', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');

    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => enter({ title: 'Emma', authorId })),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['author', { authorId: 4711 }],
    ['series', { seriesId: 4711 }],
  ])('names no %s that is not there', async (what, wrong) => {
    const authorId = await addAuthor(database.database, 'Jane Austen');

    const attempt = enter({ title: 'Emma', authorId, ...wrong });

    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toThrow(`There is no ${what} 4711.`);
  });

  it('changes only where a person changes it, and null empties', async () => {
    const [austen, other] = await inTransaction((tx) => enterAuthors(tx, ['Jane Austen', 'Another Lady']));
    const id = await enter({ title: 'Emma', authorId: austen ?? 0, subtitle: 'A Novel', isbn: '0141439580' });

    await change(id, { subtitle: null, isbn: null, authors: [other ?? 0], publishedDate: null });

    const { fields } = await readBook(database.database, id);
    expect(fields).toMatchObject({ title: 'Emma', subtitle: null, publishedYear: null });
    expect((await recordingsOfBook(database.database, id))[0]?.fields.isbn).toBeNull();
    expect(await findBook(database.database, 'Emma', [other ?? 0])).toBe(id);
    expect(await findBook(database.database, 'Emma', [austen ?? 0])).toBeNull();
    await expect(change(4711, { title: 'x' })).rejects.toThrow(NotFound);
  });

  it('gets no recording for nothing', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');

    const id = await enter({ title: 'Emma', authorId, isbn: null });

    expect(await recordingsOfBook(database.database, id)).toEqual([]);
  });

  it('is found by title, authors and series, also after one of them got another name', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');
    const seriesId = await addSeries(database.database, 'Great Novels');
    const id = await enter({ title: 'The Émigré', authorId, seriesId, subtitle: 'Part One' });
    expect(await searchText(id)).toBe(' emigre part one jane austen great novels');

    await inTransaction(async (tx) => {
      await renameAuthor(tx, authorId, 'A Lady');
      await renameSeries(tx, seriesId, 'Small Novels');
      await refreshSearchText(tx, await booksOf(tx, { authorId }));
    });

    expect(await searchText(id)).toBe(' emigre part one a lady small novels');
    expect(await inTransaction((tx) => booksOf(tx, { seriesId }))).toEqual([id]);
    await inTransaction((tx) => refreshSearchText(tx, []));
  });

  it('keeps a title that no key can be made of', async () => {
    const authorId = await addAuthor(database.database, 'Jane Austen');

    const id = await enter({ title: '…', authorId });

    expect(await findBook(database.database, '…', [authorId])).toBe(id);
    expect(await findBook(database.database, '!', [authorId])).toBeNull();
  });
});
