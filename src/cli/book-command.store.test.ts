import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { runInProcess } from '../../test/support/run-in-process.ts';
import { addAuthor } from '../contract/authors.ts';
import { addBook } from '../contract/books.ts';

let app: TestApp;
let id: string;

beforeAll(async () => {
  app = await startTestApp();
  const author = await app.call(addAuthor, { body: { name: 'Jane Austen' } });
  const book = await app.call(addBook, { body: { title: 'Ema', author_id: author.id, language: 'en' } });
  id = String(book.id);
});

afterAll(() => app[Symbol.asyncDispose]());

const run = (...args: string[]) => runInProcess(app, args, { columns: 120 });

it('edits a book and its recording, tells what was changed, and undoes it', async () => {
  const edited = await run(
    'book',
    'edit',
    id,
    '--title',
    'Emma',
    '--series',
    'Novels#4',
    '--narrator',
    'Ada',
  );
  expect(edited).toMatchObject({ status: 0, out: `Book ${id} is now "Emma".\n` });
  expect((await run('book', 'edit', id, '--empty', 'language', '--lock', 'description')).status).toBe(0);

  const history = await run('book', 'history', id);
  expect(history.out).toMatch(/title +Ema +Emma/);
  expect(history.out).toMatch(/series +\(empty\) +Novels #4/);
  expect(history.out).toMatch(/language +en +\(empty\)/);

  const sets = JSON.parse((await run('changes', '--json')).out) as {
    items: { id: number; sentence: string }[];
  };
  const ofTitle = sets.items.find(({ sentence }) => sentence.startsWith('Changed the title'));
  const undone = await run('undo', String(ofTitle?.id));
  expect(undone.out).toMatch(/^2 fields put back as before\. To have it again: mamcrawler undo \d+/);
  expect((await run('book', 'history', id)).out).toMatch(/title +Emma +Ema/);
  expect(await run('undo', String(ofTitle?.id))).toMatchObject({ status: 1 });
  expect((await run('changes')).out).toContain('Undid: Changed the title and series of “Emma”');
});

it('names the fields that there are', async () => {
  const { status, err } = await run('book', 'edit', id, '--lock', 'cover');

  expect(status).toBe(2);
  expect(err).toContain('title, subtitle, authors');
});
