import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import * as authors from '../../contract/authors.ts';
import * as books from '../../contract/books.ts';
import * as changes from '../../contract/changes.ts';
import * as recordings from '../../contract/recordings.ts';
import * as series from '../../contract/series.ts';
import { getWanted, wantBook } from '../../contract/wanted.ts';

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
const changesOf = async (id: number) =>
  (await app.call(changes.listBookChanges, { ...at(id), query: {} })).items;
const undo = (id: number) => app.call(changes.undoChangeSet, at(id));
const getBook = (id: number) => app.call(books.getBook, at(id));

function send(method: string, path: string, body: unknown) {
  return app.fetch(path, {
    method,
    headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('PATCH /api/books/{id}', () => {
  it('changes authors and series by name or number, and makes those that are new', async () => {
    const book = await addBook();
    const known = await app.call(series.addSeries, { body: { name: `Known series ${made}` } });

    const changed = await change(book.id, {
      authors: [`New author ${made}`, book.author_id],
      series: [
        { series: known.id, position: '2' },
        { series: `New series ${made}`, position: '1-3' },
      ],
      published_year: 1815,
    });

    expect(changed.authors.map(({ name }) => name)).toEqual([`New author ${made}`, book.authors[0]?.name]);
    expect(changed.series.map(({ name, position }) => [name, position])).toEqual([
      [`Known series ${made}`, '2'],
      [`New series ${made}`, '1-3'],
    ]);
    expect(changed).toMatchObject({ published_year: 1815, published_date: null });
    expect(changed.provenance['published_year']).toMatchObject({ source: 'person', locked: true });
    expect(
      (await app.call(books.listBooks, { query: { search: `New series ${made}` } })).items,
    ).toMatchObject([{ id: book.id }]);
  });

  it('locks a field and gives it back, and says what was left empty on purpose', async () => {
    const book = await addBook();

    const emptied = await change(book.id, { subtitle: '', series: [], locked: { description: true } });
    const given = await change(book.id, { locked: { subtitle: false, title: false } });

    for (const field of ['subtitle', 'series', 'description'])
      expect(emptied.provenance[field]).toMatchObject({ locked: true });
    expect(emptied).toMatchObject({ subtitle: null, series: [], description: null });
    expect(given.provenance).toMatchObject({ subtitle: { locked: false }, title: { locked: false } });
    expect(given.title).toBe(book.title);
    expect((await changesOf(book.id))[0]?.change_set.sentence).toBe(
      `Unlocked the title and subtitle of “${book.title}”`,
    );
  });

  it.each<[object, string]>([
    [{ authors: [4711] }, 'authors.0: There is no author 4711.'],
    [{ author_id: 4711 }, 'author_id: There is no author 4711.'],
    [{ series: [{ series: 4711 }] }, 'series.0: There is no series 4711.'],
    [{ series_id: 4711 }, 'series_id: There is no series 4711.'],
    [{ title: null }, 'title: must be text'],
    [{ published_year: 0 }, 'published_year: '],
    [{ locked: { title: 'yes' } }, 'locked.title: must be true or false'],
    [{ authors: [''] }, 'authors.0: '],
  ])('refuses %j', async (wrong, fault) => {
    const book = await addBook();

    const response = await send('PATCH', `/api/books/${book.id}`, { ...wrong, subtitle: 'x' });

    expect(fieldFaults(await readRefusal(response, 422, 'validation_error'))[0]).toContain(fault);
    expect(await getBook(book.id)).toEqual(book);
  });
});

describe('recordings', () => {
  it('are added, changed, moved to another book and removed by hand, and all of it is undone', async () => {
    const [book, other] = [await addBook(), await addBook()];
    const withOne = await app.call(recordings.addRecording, {
      ...at(book.id),
      body: { narrators: ['Ada', 'Grace'], language: 'EN', dramatised: true },
    });
    const [recording] = withOne.recordings;
    expect(recording).toMatchObject({ narrators: ['Ada', 'Grace'], language: 'en', dramatised: true });
    expect(recording?.provenance['narrators']).toMatchObject({ locked: true });
    const id = recording?.id ?? 0;

    const changed = await app.call(recordings.changeRecording, {
      ...at(id),
      body: { narrators: ['Grace'], asin: 'b002v1ndyk', publisher: 'LibriVox', abridged: false },
    });
    expect(changed.recordings[0]).toMatchObject({
      narrators: ['Grace'],
      asin: 'B002V1NDYK',
      publisher: 'LibriVox',
      abridged: false,
    });
    const moved = await app.call(recordings.changeRecording, { ...at(id), body: { book_id: other.id } });
    expect(moved).toMatchObject({ id: other.id, recordings: [{ id, narrators: ['Grace'] }] });
    expect((await getBook(book.id)).recordings).toEqual([]);
    await app.call(recordings.removeRecording, at(id));
    expect((await getBook(other.id)).recordings).toEqual([]);

    const sets = (await app.call(changes.listChangeSets, { query: { limit: 4 } })).items;
    expect(sets.map(({ sentence }) => sentence)).toEqual([
      `Removed a recording of “${other.title}”`,
      `Changed the book of “${book.title}”`,
      `Changed the narrators, abridgement, publisher and ASIN of “${book.title}”`,
      `Added a recording of “${book.title}”`,
    ]);
    await undo(sets[0]?.id ?? 0);
    expect((await getBook(other.id)).recordings).toMatchObject([
      { id, narrators: ['Grace'], asin: 'B002V1NDYK' },
    ]);
    await undo(sets[1]?.id ?? 0);
    expect((await getBook(book.id)).recordings).toMatchObject([{ id }]);
    await undo(sets[2]?.id ?? 0);
    expect((await getBook(book.id)).recordings[0]).toMatchObject({ narrators: ['Ada', 'Grace'], asin: null });
    await undo(sets[3]?.id ?? 0);
    expect((await getBook(book.id)).recordings).toEqual([]);
  });

  it('become books of their own, but not the only one of a book', async () => {
    const book = await addBook({ language: 'en' });
    const [first] = book.recordings;
    await readRefusal(await send('POST', `/api/recordings/${first?.id}/split`, {}), 409, 'conflict');
    const two = await app.call(recordings.addRecording, { ...at(book.id), body: { language: 'de' } });
    const second = two.recordings[1]?.id ?? 0;

    const split = await app.call(recordings.splitRecording, at(second));

    expect(split).toMatchObject({ title: book.title, authors: book.authors, recordings: [{ id: second }] });
    expect(split.id).not.toBe(book.id);
    await undo((await changesOf(split.id))[0]?.change_set.id ?? 0);
    expect((await getBook(book.id)).recordings.map(({ id }) => id)).toEqual([first?.id, second]);
    await readRefusal(
      await app.fetch(`/api/books/${split.id}`, { headers: { 'x-api-key': app.apiKey } }),
      404,
      'not_found',
    );
  });

  it('of books that are not there are refused', async () => {
    const book = await addBook({ language: 'en' });
    const [recording] = book.recordings;

    const response = await send('PATCH', `/api/recordings/${recording?.id}`, { book_id: 4711 });

    expect(fieldFaults(await readRefusal(response, 422, 'validation_error'))).toEqual([
      'book_id: There is no book 4711.',
    ]);
    await readRefusal(await send('PATCH', '/api/recordings/4711', { language: 'de' }), 404, 'not_found');
    await readRefusal(await send('POST', '/api/books/4711/recordings', {}), 404, 'not_found');
  });
});

describe('the history', () => {
  it('tells of each field who changed it, from what to what, and whether it can be undone', async () => {
    const book = await addBook({ subtitle: 'A Novel' });
    await change(book.id, { title: 'Emma!', subtitle: null });
    await change(book.id, { title: 'Emma!!' });

    const [second, ...first] = await changesOf(book.id);

    expect(second).toMatchObject({
      book_id: book.id,
      book_title: 'Emma!!',
      field: 'title',
      old_value: 'Emma!',
      new_value: 'Emma!!',
      old_source: 'person',
      is_locked: true,
      can_undo: true,
      change_set: {
        kind: 'edit',
        sentence: 'Changed the title of “Emma!!”',
        change_count: 1,
        undone_at: null,
      },
    });
    expect(first.map(({ field, new_value, can_undo }) => [field, new_value, can_undo])).toEqual([
      ['subtitle', null, true],
      ['title', 'Emma!', false],
    ]);
  });

  it('undoes what is still so, tells what was changed since, and does it again by undoing the undo', async () => {
    const book = await addBook({ subtitle: 'A Novel' });
    await change(book.id, { title: 'Emma!', subtitle: null, description: 'Long.' });
    const set = (await changesOf(book.id))[0]?.change_set.id ?? 0;
    await change(book.id, { title: 'Emma!!' });

    const undone = await undo(set);

    expect(undone).toMatchObject({
      undone_count: 2,
      left_count: 1,
      left: [{ field: 'title', new_value: 'Emma!', why: 'changed_since' }],
    });
    const after = await getBook(book.id);
    expect(after).toMatchObject({ title: 'Emma!!', subtitle: 'A Novel', description: null });
    expect(after.provenance['description']).toBeUndefined();
    expect(
      await readRefusal(await send('POST', `/api/change-sets/${set}/undo`, {}), 409, 'conflict'),
    ).toMatchObject({
      context: { left: [{ why: 'changed_since' }, { why: 'changed_since' }, { why: 'changed_since' }] },
    });
    await undo(undone.change_set_id);
    expect(await getBook(book.id)).toMatchObject({ title: 'Emma!!', subtitle: null, description: 'Long.' });
  });

  it('marks a change set that was undone whole, and no longer once that was undone', async () => {
    const book = await addBook();
    await change(book.id, { title: 'Emma!' });
    const set = (await changesOf(book.id))[0]?.change_set.id ?? 0;
    const undoneAt = async () => (await app.call(changes.getChangeSet, at(set))).undone_at;

    const { change_set_id: undoing } = await undo(set);
    expect(await undoneAt()).not.toBeNull();
    expect(await app.call(changes.getChangeSet, at(undoing))).toMatchObject({
      kind: 'undo',
      undoes_id: set,
      sentence: 'Undid: Changed the title of “Emma!”',
    });
    await undo(undoing);
    expect(await undoneAt()).toBeNull();
    expect((await getBook(book.id)).title).toBe('Emma!');
  });

  it('undoes one field alone, with authors that were forgotten meanwhile', async () => {
    const book = await addBook();
    await change(book.id, { authors: ['Somebody new'], title: 'Emma!' });
    await app.call(authors.forgetAuthor, at(book.author_id ?? 0));
    const ofAuthors = (await changesOf(book.id)).find(({ field }) => field === 'authors');

    await app.call(changes.undoFieldChange, at(ofAuthors?.id ?? 0));

    const after = await getBook(book.id);
    expect(after.title).toBe('Emma!');
    expect(after.authors.map(({ name }) => name)).toEqual(book.authors.map(({ name }) => name));
    expect(after.author_id).not.toBe(book.author_id);
  });

  it('knows no change that is not there', async () => {
    for (const path of ['change-sets', 'field-changes'])
      await readRefusal(await send('POST', `/api/${path}/4711/undo`, {}), 404, 'not_found');
  });
});

describe('POST /api/books/{id}/merge', () => {
  it('takes recordings, wants and what the book lacks; the undo brings everything back', async () => {
    const book = await addBook({ language: 'en' });
    const want = await app.call(wantBook, {
      body: { title: `Emma, once more ${made}`, authors: [book.authors[0]?.name ?? ''] },
    });
    const other = await getBook(want.book.id);
    await change(other.id, { description: 'Long.' });
    await app.call(recordings.addRecording, { ...at(other.id), body: { language: 'de' } });

    const merged = await app.call(recordings.mergeBooks, { ...at(book.id), body: { book_ids: [other.id] } });

    expect(merged).toMatchObject({ description: 'Long.', wanted_id: want.id });
    expect(merged.recordings.map(({ language }) => language)).toEqual(['en', 'de']);
    expect((await app.call(getWanted, at(want.id))).book.id).toBe(book.id);
    const history = await changesOf(book.id);
    // It came from a book that is gone: alone it has no way back.
    expect(history.find(({ field }) => field === 'book')).toMatchObject({ can_undo: false });
    const set = history[0]?.change_set;
    expect(set?.sentence).toBe(`Merged “${other.title}” into “${book.title}”`);

    expect(await undo(set?.id ?? 0)).toMatchObject({ left: [] });

    expect(await getBook(book.id)).toMatchObject({ description: null, recordings: [{ language: 'en' }] });
    expect(await getBook(other.id)).toMatchObject({
      title: other.title,
      authors: other.authors,
      description: 'Long.',
      wanted_id: want.id,
      recordings: [{ language: 'de' }],
    });
    // Its own history is there again, too.
    expect(
      (await changesOf(other.id)).some(
        ({ field, new_value }) => field === 'description' && new_value === 'Long.',
      ),
    ).toBe(true);
  });

  it('is refused with itself and with what is not there', async () => {
    const book = await addBook();
    const merge = (ids: number[]) => send('POST', `/api/books/${book.id}/merge`, { book_ids: ids });

    await readRefusal(await merge([book.id]), 422, 'validation_error');
    await readRefusal(await merge([4711]), 404, 'not_found');
    await readRefusal(await merge([]), 422, 'validation_error');
  });
});
