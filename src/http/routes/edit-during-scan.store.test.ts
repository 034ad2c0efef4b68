import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { generateLibrary } from '../../../test/support/audio-files/generate-library.ts';
import { makeScratchFolder, type ScratchFolder } from '../../../test/support/scratch-folder.ts';
import { touchAll } from '../../../test/support/touch-all.ts';
import { changeBook, getBook, listBooks } from '../../contract/books.ts';
import { addLibrary, scanLibrary } from '../../contract/libraries.ts';
import { getTask } from '../../contract/tasks.ts';

const BOOKS = 40;
const PATIENCE_MS = 30_000;

let app: TestApp;
let scratch: ScratchFolder;
const roots: string[] = [];
const libraries: number[] = [];

beforeAll(async () => {
  [app, scratch] = [await startTestApp(), makeScratchFolder()];
  for (const [at, name] of ['One', 'Two'].entries()) {
    const path = join(scratch.path, name);
    await generateLibrary(path, BOOKS, at * BOOKS);
    libraries.push((await app.call(addLibrary, { body: { name, path } })).id);
    roots.push(path);
  }
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  scratch[Symbol.dispose]();
});

const scanBoth = () =>
  Promise.all(libraries.map(async (id) => (await app.call(scanLibrary, { params: { id } })).task_id));
const areOver = async (tasks: readonly number[]) => {
  const states = await Promise.all(tasks.map((id) => app.call(getTask, { params: { id } })));
  return states.every(({ finished_at }) => finished_at !== null);
};

/** Gives books that nobody has edited yet another title and year, one after another, until the scans are over. */
async function editUntilOver(tasks: readonly number[], edited: Map<number, string>): Promise<void> {
  while (!(await areOver(tasks))) {
    const { items } = await app.call(listBooks, { query: { limit: 200, sort: 'title' } });
    const book = items.find(({ id }) => !edited.has(id));
    if (book === undefined) continue;
    const title = `Edited ${edited.size}`;
    await app.call(changeBook, { params: { id: book.id }, body: { title, published_year: 1700 } });
    edited.set(book.id, title);
  }
}

it(
  'lets every edit stand that is made while two libraries are scanned, for the first time and anew',
  async () => {
    const edited = new Map<number, string>();
    await editUntilOver(await scanBoth(), edited);
    const atFirst = edited.size;
    for (const root of roots) await touchAll(root, new Date(Date.now() + 5_000));
    await editUntilOver(await scanBoth(), edited);

    expect([atFirst > 0, edited.size > atFirst]).toEqual([true, true]);
    for (const [id, title] of edited) {
      const book = await app.call(getBook, { params: { id } });
      expect([book.title, book.published_year]).toEqual([title, 1700]);
      expect(book.provenance['title']).toMatchObject({ source: 'person', locked: true });
    }
    const books = await app.call(listBooks, { query: { limit: 1, count: 'true' } });
    expect(books.total).toBe(2 * BOOKS);
  },
  PATIENCE_MS,
);
