import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { listFacts } from '../activity/fact-store.ts';
import { createAnnounce } from '../activity/facts.ts';
import { Conflict, Invalid, NotFound } from '../base/errors.ts';
import { addLibrary, checkLibraryPath } from './add-library.ts';
import { changeLibrary, forgetLibrary } from './change-library.ts';
import { listLibraries, readLibraries, readLibrary, summariseLibrary } from './library-store.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'add-library-')));
  for (const name of ['books', 'books/austen', 'more', 'data/covers']) await mkdir(join(folder, name), MAKE);
  await writeFile(join(folder, 'file.mp3'), '');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  await database[Symbol.asyncDispose]();
});

const MAKE = { recursive: true };

const needs = () => ({
  db: database.database,
  announce: createAnnounce([]),
  ownFolders: [join(folder, 'data')],
});
const add = (name: string, namingTemplate: string | null = null) =>
  addLibrary(needs(), { name, path: join(folder, name), namingTemplate });

describe('a folder that becomes a library', () => {
  it('is kept by its real path, and the history tells of it', async () => {
    await symlink(join(folder, 'books'), join(folder, 'link'));

    const library = await add('link', '{Title}');

    expect(library).toMatchObject({
      id: expect.any(Number),
      name: 'link',
      path: join(folder, 'books'),
      namingTemplate: '{Title}',
      createdAt: expect.any(Date),
    });
    const { items } = await listFacts(database.database, { limit: 5 });
    expect(items).toMatchObject([
      {
        kind: 'LibraryAdded',
        library_id: library.id,
        sentence: `${folder}/books became the library "link".`,
      },
    ]);
  });

  it.each([
    ['nowhere', 'nowhere does not exist on the server. In a container, is the folder mounted?'],
    ['file.mp3', 'file.mp3 is a file, not a folder.'],
    ['file.mp3/below', 'below lies below a file.'],
    ['x'.repeat(300), 'is too long.'],
    ['data', "lies inside MAMcrawler's own folder"],
    ['data/covers', "lies inside MAMcrawler's own folder"],
  ])('is not %s', async (name, message) => {
    await expect(add(name)).rejects.toThrow(Invalid);
    await expect(add(name)).rejects.toThrow(message);
    expect(await readLibraries(database.database)).toEqual([]);
  });

  it.each([
    ['books', 'must be an absolute path'],
    ['./books', 'must be an absolute path'],
    ['', 'must be an absolute path'],
    ['/books\0', 'holds a NUL character'],
  ])('is not named by %j', async (path, message) => {
    await expect(checkLibraryPath(path)).rejects.toThrow(message);
  });

  it('is no link that leads to itself', async () => {
    await symlink('circle', join(folder, 'circle'));

    await expect(add('circle')).rejects.toThrow('is a symbolic link that leads to itself.');
  });

  it('is one that the program may read', async () => {
    await chmod(join(folder, 'more'), 0);
    const message = `${folder}/more may not be read by the user that MAMcrawler runs as.`;
    if (process.getuid?.() !== 0) return expect(add('more')).rejects.toThrow(message);
    // Root reads everything: somebody else must ask.
    await chmod(folder, 0o755);
    const script = `
      import { checkLibraryPath } from ${JSON.stringify(new URL('./add-library.ts', import.meta.url).href)};
      process.setuid(65534);
      await checkLibraryPath(${JSON.stringify(join(folder, 'more'))}).catch(({ message }) => console.log(message));`;

    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });

    return expect(said.trim()).toBe(message);
  });

  it.each([
    ['books', 'books', `is the library "books" already.`],
    ['books', 'books/austen', 'lies inside the library "books"'],
    ['books/austen', 'books', 'The library "books/austen"'],
  ])('shares no file with another one: %s, %s', async (first, second, message) => {
    const { id } = await add(first);

    const attempt = add(second);

    await expect(attempt).rejects.toThrow(Conflict);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ context: { library_id: id } });
  });

  it('may have a name that begins as another does', async () => {
    await mkdir(join(folder, 'books 2'));
    await add('books');

    expect((await add('books 2')).path).toBe(join(folder, 'books 2'));
  });

  it('is made once, however many make it at once', async () => {
    const results = await Promise.allSettled([add('books'), add('books'), add('books')]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Conflict);
    }
  });

  it('takes no template that books would overwrite each other by', async () => {
    await expect(add('books', '{Author}')).rejects.toThrow('naming_template must hold {Title}');
  });
});

describe('a library', () => {
  it('can be renamed, moved and given a template, each alone', async () => {
    const { id } = await add('books');

    await changeLibrary(needs(), id, { name: 'Mine' });
    expect(await readLibrary(database.database, id)).toMatchObject({ name: 'Mine', namingTemplate: null });
    await changeLibrary(needs(), id, { namingTemplate: '{Title}' });
    await changeLibrary(needs(), id, { path: join(folder, 'books/austen') });
    expect(await readLibrary(database.database, id)).toMatchObject({
      name: 'Mine',
      namingTemplate: '{Title}',
      path: join(folder, 'books/austen'),
    });
    await changeLibrary(needs(), id, { namingTemplate: null });
    await changeLibrary(needs(), id, {});
    expect(await readLibrary(database.database, id)).toMatchObject({ name: 'Mine', namingTemplate: null });
  });

  it('moves to no place where it could not have been made', async () => {
    const { id } = await add('books');
    await add('more');
    const move = (path: string) => changeLibrary(needs(), id, { path: join(folder, path) });

    await expect(move('more')).rejects.toThrow(Conflict);
    await expect(move('data')).rejects.toThrow(Invalid);
    await expect(move('nowhere')).rejects.toThrow(Invalid);
    await expect(changeLibrary(needs(), id, { namingTemplate: 'x' })).rejects.toThrow(Invalid);
    await expect(changeLibrary(needs(), 4711, { name: 'x' })).rejects.toThrow(NotFound);
    expect(await readLibrary(database.database, id)).toMatchObject({ path: join(folder, 'books') });
  });

  it('is forgotten with its items, while its files stay', async () => {
    const { id } = await add('books');

    await forgetLibrary(needs(), id);

    await expect(readLibrary(database.database, id)).rejects.toThrow(NotFound);
    await expect(summariseLibrary(database.database, id)).rejects.toThrow(NotFound);
    await expect(forgetLibrary(needs(), id)).rejects.toThrow(NotFound);
    expect(await realpath(join(folder, 'books/austen'))).toBe(join(folder, 'books/austen'));
    const { items } = await listFacts(database.database, { limit: 1 });
    expect(items[0]?.sentence).toBe(
      `The library "books" (${folder}/books) was forgotten; its files are where they were.`,
    );
  });

  it('is one row of a list that has pages', async () => {
    await add('books');
    await add('more');

    const first = await listLibraries(database.database, { limit: 1 });
    const second = await listLibraries(database.database, { limit: 1, cursor: first.nextCursor ?? '' });

    expect([first.items.map(({ name }) => name), second]).toEqual([
      ['books'],
      {
        items: [expect.objectContaining({ name: 'more', itemCount: 0, faultCount: 0, durationSeconds: 0 })],
        nextCursor: null,
      },
    ]);
  });
});
