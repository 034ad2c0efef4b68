import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import * as authors from '../../contract/authors.ts';
import * as books from '../../contract/books.ts';
import * as series from '../../contract/series.ts';
import { wantBook } from '../../contract/wanted.ts';

let app: TestApp;
let made = 0;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

async function addAuthor() {
  made += 1;
  return app.call(authors.addAuthor, { body: { name: `Author ${made}` } });
}

async function addBook(body: object = {}) {
  const author = await addAuthor();
  return app.call(books.addBook, { body: { title: 'Emma', author_id: author.id, ...body } });
}

async function refused(method: string, path: string, body: unknown) {
  return app.fetch(path, {
    method,
    headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('/api/books', () => {
  it('enters a book and answers all of it', async () => {
    const novels = await app.call(series.addSeries, { body: { name: 'Novels' } });
    const author = await addAuthor();

    const book = await app.call(books.addBook, {
      body: {
        title: '  Emma ',
        author_id: author.id,
        series_id: novels.id,
        series_position: '4',
        isbn: '978-0-14-143958-7',
        published_date: '1815-12-23T10:00:00Z',
        language: 'EN',
      },
    });

    expect(book).toMatchObject({
      title: 'Emma',
      subtitle: null,
      author_id: author.id,
      authors: [{ id: author.id, name: author.name }],
      series: [{ id: novels.id, name: 'Novels', position: '4' }],
      isbn: '9780141439587',
      published_date: '1815-12-23',
      published_year: 1815,
      owned: false,
      cover_item_id: null,
      recordings: [{ isbn: '9780141439587', language: 'en', library_items: [] }],
      wanted_id: null,
      provenance: { title: { source: 'person', locked: true } },
    });
    expect(await app.call(books.getBook, at(book.id))).toEqual(book);
    const { recordings: _, wanted_id: __, provenance: ___, ...row } = book;
    expect((await app.call(books.listBooks, { query: { author_id: author.id } })).items).toEqual([row]);
  });

  it.each<[object, string]>([
    [{ title: '' }, 'title: must not be blank'],
    [{ title: ' \t ' }, 'title: must not be blank'],
    [{ title: 'x'.repeat(256) }, 'title: may have at most 255 characters'],
    [{ author_id: 0 }, 'author_id: '],
    [{ author_id: 4711 }, 'author_id: There is no author 4711.'],
    [{ series_id: 4711 }, 'series_id: There is no series 4711.'],
    [{ isbn: '12345' }, 'isbn: must be an ISBN of 10 or 13 digits'],
    [{ published_date: '1815' }, 'published_date: must be a date (2011-05-31) or an instant'],
    [{ published_date: '2011-13-01' }, 'published_date: is not a date of the calendar'],
    [{ published_date: '2011-02-30' }, 'published_date: is not a date of the calendar'],
    [{ published_date: '0000-01-01' }, 'published_date: is not a date of the calendar'],
    [{ published_date: '2011-05-31Tnoon' }, 'published_date: is not a date of the calendar'],
    [{ language: 'english' }, 'language: must be a language code such as en or de'],
  ])('refuses %j', async (wrong, fault) => {
    const author = await addAuthor();

    const response = await refused('POST', '/api/books', { title: 'Emma', author_id: author.id, ...wrong });

    const [said] = fieldFaults(await readRefusal(response, 422, 'validation_error'));
    expect(said).toContain(fault);
    expect((await app.call(books.listBooks, { query: { author_id: author.id } })).items).toEqual([]);
  });

  it('enters no book twice', async () => {
    const book = await addBook();

    const response = await refused('POST', '/api/books', { title: 'EMMA', author_id: book.author_id });

    expect(await readRefusal(response, 409, 'conflict')).toMatchObject({ context: { book_id: book.id } });
  });

  it('changes what is given, empties what is null, and leaves the rest', async () => {
    const book = await addBook({ subtitle: 'A Novel', description: 'Long.' });

    const changed = await app.call(books.changeBook, {
      ...at(book.id),
      body: { title: 'Emma!', subtitle: null },
    });

    expect(changed).toMatchObject({ title: 'Emma!', subtitle: null, description: 'Long.' });
    expect(changed.updated_at >= book.updated_at).toBe(true);
    expect(await app.call(books.changeBook, { ...at(book.id), body: {} })).toMatchObject({ title: 'Emma!' });
    await readRefusal(await refused('PATCH', '/api/books/4711', { title: 'x' }), 404, 'not_found');
  });

  it('forgets a book, but none that is wanted', async () => {
    const [book, wanted] = [await addBook(), await addBook()];
    const want = await app.call(wantBook, { body: { book_id: wanted.id } });
    expect((await app.call(books.getBook, at(wanted.id))).wanted_id).toBe(want.id);

    await app.call(books.forgetBook, at(book.id));

    await expect(app.call(books.getBook, at(book.id))).rejects.toThrow(`There is no book ${book.id}.`);
    await expect(app.call(books.forgetBook, at(book.id))).rejects.toThrow(`There is no book ${book.id}.`);
    await expect(app.call(books.forgetBook, at(wanted.id))).rejects.toThrow('stop wanting it first');
  });

  it('pages through a list', async () => {
    const { author_id = null } = await addBook();
    for (const title of ['Sanditon', 'Persuasion'])
      await app.call(books.addBook, { body: { title, author_id: author_id ?? 0 } });
    const query = { author_id: author_id ?? 0, limit: 2 };

    const first = await app.call(books.listBooks, { query: { ...query, count: 'true' } });
    const second = await app.call(books.listBooks, { query: { ...query, cursor: first.next_cursor ?? '' } });

    expect(first.items.map(({ title }) => title)).toEqual(['Emma', 'Persuasion']);
    expect(first.total).toBe(3);
    expect([second.items.map(({ title }) => title), second.next_cursor]).toEqual([['Sanditon'], null]);
    expect(second).not.toHaveProperty('total');
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'sort=size', 'owned=yes', 'author_id=0', 'count=1'])(
    'takes no query %s',
    async (query) => {
      const response = await app.fetch(`/api/books?${query}`, { headers: { 'x-api-key': app.apiKey } });

      expect(fieldFaults(await readRefusal(response, 422, 'validation_error'))).toHaveLength(1);
    },
  );
});

describe('/api/authors', () => {
  it('enters, lists, shows, renames and forgets an author', async () => {
    const author = await app.call(authors.addAuthor, { body: { name: ' Émile  Zola ' } });
    const book = await app.call(books.addBook, { body: { title: 'Nana', author_id: author.id } });
    expect(author).toMatchObject({ sort_name: expect.stringMatching(/^Zola, /), book_count: 0, books: [] });

    const { items } = await app.call(authors.listAuthors, { query: { search: 'zola' } });
    expect(items).toMatchObject([{ id: author.id, book_count: 1 }]);
    const renamed = await app.call(authors.changeAuthor, { ...at(author.id), body: { name: 'E. Zola' } });
    expect(renamed).toMatchObject({ name: 'E. Zola', books: [{ id: book.id, title: 'Nana' }] });
    expect(await app.call(authors.changeAuthor, { ...at(author.id), body: {} })).toEqual(renamed);
    expect((await app.call(books.listBooks, { query: { search: 'e zola' } })).items).toMatchObject([
      { id: book.id },
    ]);

    await expect(app.call(authors.forgetAuthor, at(author.id))).rejects.toThrow('This author has books');
    await app.call(books.forgetBook, at(book.id));
    await app.call(authors.forgetAuthor, at(author.id));
    for (const endpoint of [authors.getAuthor, authors.forgetAuthor])
      await expect(app.call(endpoint, at(author.id))).rejects.toThrow(`There is no author ${author.id}.`);
    const gone = app.call(authors.changeAuthor, { ...at(author.id), body: { name: 'x' } });
    await expect(gone).rejects.toThrow('There is no author');
  });

  it('takes no name twice', async () => {
    const author = await addAuthor();

    const response = await refused('POST', '/api/authors', { name: author.name.toUpperCase() });

    await readRefusal(response, 409, 'conflict');
  });
});

describe('/api/series', () => {
  it('enters, lists, shows in order, renames and forgets a series', async () => {
    const holmes = await app.call(series.addSeries, { body: { name: 'Sherlock Holmes' } });
    for (const position of ['10', '2']) {
      await addBook({ title: `Case ${position}`, series_id: holmes.id, series_position: position });
    }

    const shown = await app.call(series.getSeries, at(holmes.id));
    expect(shown.books.map(({ title }) => title)).toEqual(['Case 2', 'Case 10']);
    expect((await app.call(series.listSeries, { query: { search: 'holm' } })).items).toMatchObject([
      { id: holmes.id, book_count: 2 },
    ]);
    await app.call(series.changeSeries, { ...at(holmes.id), body: { name: 'Baker Street' } });
    expect((await app.call(books.listBooks, { query: { search: 'baker' } })).items).toHaveLength(2);

    await expect(app.call(series.forgetSeries, at(holmes.id))).rejects.toThrow('This series has books');
    for (const { id } of shown.books) await app.call(books.forgetBook, at(id));
    await app.call(series.forgetSeries, at(holmes.id));
    await expect(app.call(series.getSeries, at(holmes.id))).rejects.toThrow('There is no series');
  });
});
