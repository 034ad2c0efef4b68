import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import * as authors from '../../contract/authors.ts';
import * as books from '../../contract/books.ts';
import { bulkEditBooks } from '../../contract/bulk-edit.ts';
import * as changes from '../../contract/changes.ts';

let app: TestApp;
let made = 0;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app[Symbol.asyncDispose]());

const at = (id: number) => ({ params: { id } });

async function addBook(body: object = {}) {
  made += 1;
  const author = await app.call(authors.addAuthor, { body: { name: `Editor’s author ${made}` } });
  return app.call(books.addBook, { body: { title: `Emma ${made}`, author_id: author.id, ...body } });
}

const change = (id: number, body: object) => app.call(books.changeBook, { ...at(id), body });
const undo = (id: number) => app.call(changes.undoChangeSet, at(id));
const getBook = (id: number) => app.call(books.getBook, at(id));

describe('POST /api/books/bulk-edit', () => {
  const bulk = (body: object) => app.call(bulkEditBooks, { body: { changes: {}, ...body } });

  it('previews what it then does, and all of it is undone at once', async () => {
    const chosen = [await addBook({ language: 'en' }), await addBook({ language: 'de' }), await addBook()];
    const ids = chosen.map(({ id }) => id);
    const body = {
      book_ids: ids,
      changes: {
        authors: { add: [`Bulk author ${made}`] },
        narrators: { set: ['Ada'] },
        series: { set: [`Bulk series ${made}`], number_from: 1 },
        language: 'de',
      },
    };

    const preview = await bulk({ ...body, dry_run: true });
    expect(await getBook(ids[0] ?? 0)).toEqual(chosen[0]);
    const done = await bulk(body);

    expect(preview.change_set_id).toBeNull();
    expect({ ...done, change_set_id: null }).toEqual(preview);
    // Authors, series and narrators of three or two, the language of one.
    expect(done).toMatchObject({ book_count: 3, changed_book_count: 3, change_count: 3 + 3 + 2 + 1 });
    const after = await Promise.all(ids.map(getBook));
    expect(after.map((book) => book.series.map(({ position }) => position))).toEqual([['1'], ['2'], ['3']]);
    expect(new Set(after.flatMap((book) => book.series.map(({ id }) => id))).size).toBe(1);
    expect(after.map((book) => book.authors.length)).toEqual([2, 2, 2]);
    expect(after[0]?.recordings).toMatchObject([{ language: 'de', narrators: ['Ada'] }]);
    expect(await app.call(changes.getChangeSet, at(done.change_set_id ?? 0))).toMatchObject({
      kind: 'bulk_edit',
      change_count: 9,
    });
    expect((await bulk({ ...body, dry_run: true })).change_count).toBe(0);

    const later = await change(ids[1] ?? 0, { authors: ['Later'] });
    const undone = await undo(done.change_set_id ?? 0);

    expect(undone).toMatchObject({
      undone_count: 8,
      left_count: 1,
      left: [{ book_id: ids[1], field: 'authors' }],
    });
    expect((await getBook(ids[1] ?? 0)).authors).toEqual(later.authors);
    const { updated_at: _, ...before } = chosen[0] ?? {};
    expect(await getBook(ids[0] ?? 0)).toMatchObject(before);
  });

  it('chooses books by a filter, and locks them', async () => {
    const book = await addBook();
    await addBook();

    const done = await bulk({
      filter: { author_id: book.author_id },
      changes: { locked: { series: true }, published_year: 1815 },
    });

    expect(done).toMatchObject({ book_count: 1, changed_book_count: 1, change_count: 2 });
    expect(await getBook(book.id)).toMatchObject({
      published_year: 1815,
      provenance: { series: { locked: true } },
    });
  });

  it('lets others edit while it goes on', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 60; n += 1) ids.push((await addBook()).id);

    const going = bulk({ book_ids: ids, changes: { published_year: 1999 } });
    await change(ids[59] ?? 0, { title: 'Meanwhile' });
    const { changed_book_count } = await going;

    expect(changed_book_count).toBe(60);
    expect(await getBook(ids[59] ?? 0)).toMatchObject({ title: 'Meanwhile', published_year: 1999 });
  });

  it.each<[object, string]>([
    [{ changes: {} }, 'book_ids: or filter must be given, and not both'],
    [{ book_ids: [1], filter: {} }, 'book_ids: or filter must be given, and not both'],
    [
      { book_ids: [1], changes: { authors: { add: [4711] } } },
      'changes.authors.add.0: There is no author 4711.',
    ],
    [{ book_ids: [1], changes: { language: 'german' } }, 'changes.language: must be a language code'],
  ])('refuses %j', async (body, fault) => {
    const response = await app.fetch('/api/books/bulk-edit', {
      method: 'POST',
      headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ changes: {}, ...body }),
    });

    expect(fieldFaults(await readRefusal(response, 422, 'validation_error'))[0]).toContain(fault);
  });
});
