import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { coverImage } from '../../../test/support/audio-files/cover-image.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { openStream } from '../../../test/support/live-stream.ts';
import { fieldFaults, readRefusal } from '../../../test/support/refusal.ts';
import { listHistory } from '../../contract/activity.ts';
import { forgetBook, listBooks } from '../../contract/books.ts';
import * as libraries from '../../contract/libraries.ts';
import { getLibraryItem, listLibraryItems } from '../../contract/library-items.ts';
import { listTasks } from '../../contract/tasks.ts';

let app: TestApp;
let folder: string;

beforeEach(async () => {
  app = await startTestApp();
  folder = await realpath(await mkdtemp(join(tmpdir(), 'libraries-')));
});

afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const at = (id: number) => ({ params: { id } });
const add = (path = folder, name = 'Books') => app.call(libraries.addLibrary, { body: { name, path } });

async function put(title: string): Promise<void> {
  await makeAudioFile(join(folder, `Jane Austen/${title}/${title}.m4b`), {
    format: 'm4b',
    seconds: 2,
    tags: { album: title, artist: 'Jane Austen', composer: 'Moira Fogarty' },
    chapters: [{ title: 'All of it', startSeconds: 0, endSeconds: 2 }],
    cover: coverImage(120),
  });
}

async function scan(id: number) {
  const { task_id } = await app.call(libraries.scanLibrary, at(id));
  return app.endOfTask(task_id);
}

describe('a library', () => {
  it('is made of a folder without being scanned, renamed, and forgotten', async () => {
    await put('Emma');

    const library = await add();

    expect(library).toEqual({
      id: expect.any(Number),
      name: 'Books',
      path: folder,
      naming_template: null,
      source_order: null,
      item_count: 0,
      fault_count: 0,
      duration_seconds: 0,
      watch: 'auto',
      watching: null,
      last_scan: null,
      vanished: null,
      created_at: expect.stringMatching(/Z$/),
    });
    expect((await app.call(listTasks)).items).toEqual([]);
    const body = {
      name: 'Mine',
      naming_template: '{Author}/{Title}',
      source_order: ['path' as const, 'tags' as const],
    };
    expect(await app.call(libraries.changeLibrary, { ...at(library.id), body })).toMatchObject(body);
    expect((await app.call(libraries.listLibraries)).items).toMatchObject([body]);

    await app.call(libraries.forgetLibrary, at(library.id));
    await expect(app.call(libraries.getLibrary, at(library.id))).rejects.toThrow('There is no library');
    expect(await realpath(join(folder, 'Jane Austen/Emma'))).not.toBe('');
  });

  it('is refused with the field and in words', async () => {
    const post = (body: object) =>
      app.fetch('/api/libraries', {
        method: 'POST',
        headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Books', path: folder, ...body }),
      });
    const faults = async (body: object) =>
      fieldFaults(await readRefusal(await post(body), 422, 'validation_error'));

    expect(await faults({ path: `${folder}/nowhere` })).toEqual([
      `path: ${folder}/nowhere does not exist on the server. In a container, is the folder mounted?`,
    ]);
    expect(await faults({ path: app.dataDir })).toEqual([
      expect.stringContaining("lies inside MAMcrawler's own folder"),
    ]);
    expect(await faults({ naming_template: '{Author}' })).toEqual([
      'naming_template: must hold {Title}, or books would overwrite each other',
    ]);
    expect(await faults({ name: ' ', path: '' })).toHaveLength(2);
    const { id } = await add();
    const changed = await app.fetch(`/api/libraries/${id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ source_order: ['tags', 'path', 'tags'] }),
    });
    expect(fieldFaults(await readRefusal(changed, 422, 'validation_error'))).toEqual([
      'source_order: must not name a source twice',
    ]);
    await mkdir(join(folder, 'inside'));
    await readRefusal(await post({ path: join(folder, 'inside') }), 409, 'conflict');
  });
});

describe('a scan', () => {
  it('is a task with progress and result, and open pages hear of it', async () => {
    for (const title of ['Emma', 'Persuasion']) await put(title);
    const library = await add();
    await using stream = await openStream(app);

    const task = await scan(library.id);

    expect(task).toMatchObject({
      kind: 'scan_library',
      subject_id: library.id,
      state: 'succeeded',
      progress: { done: 2, total: 2 },
      error: null,
      result: { items: 2, added: 2, files_read: 2, faults: 0 },
    });
    expect(await app.call(libraries.getLibrary, at(library.id))).toMatchObject({
      item_count: 2,
      last_scan: { task_id: task.id, state: 'succeeded', finished_at: task.finished_at },
    });
    expect((await stream.next('task')).ids).toEqual([task.id]);
    await stream.next('library_item');
    expect((await app.call(listHistory)).items[0]).toMatchObject({
      kind: 'LibraryScanned',
      sentence: '"Books" was scanned: 2 new, 0 changed, 0 missing, 0 with faults.',
      library_id: library.id,
    });
    expect((await scan(library.id)).result).toMatchObject({ unchanged: 2, files_read: 0 });
    const { items } = await app.call(listTasks, { query: { state: 'succeeded' } });
    expect(items.filter(({ kind }) => kind === 'scan_library')).toHaveLength(2);
  });

  it('is one at a time: whoever asks while one runs gets that one', async () => {
    for (let book = 0; book < 10; book += 1) await put(`Book ${book}`);
    const library = await add();

    const asked = await Promise.all(
      Array.from({ length: 5 }, () => app.call(libraries.scanLibrary, at(library.id))),
    );

    expect(new Set(asked.map(({ task_id }) => task_id)).size).toBe(1);
    await app.endOfTask(asked[0]?.task_id ?? 0);
    const { items } = await app.call(listTasks);
    expect(items.filter(({ kind }) => kind === 'scan_library')).toHaveLength(1);
  });

  it('of a folder that is not there fails in words and marks nothing', async () => {
    await put('Emma');
    const library = await add();
    await scan(library.id);
    await rm(folder, { recursive: true });

    expect(await scan(library.id)).toMatchObject({
      state: 'failed',
      error: `There is no folder ${folder}. Nothing was marked as gone.`,
      result: null,
    });
    expect((await app.call(libraries.getLibrary, at(library.id))).item_count).toBe(1);
  });

  it('of a library that is not there is not found', async () => {
    await expect(app.call(libraries.scanLibrary, at(4711))).rejects.toThrow('There is no library 4711.');
  });
});

describe('an item', () => {
  it('is shown with its files, chapters and cover', async () => {
    await put('Emma');
    const library = await add();
    await scan(library.id);
    const [row] = (await app.call(listLibraryItems, { query: { library_id: library.id, count: 'true' } }))
      .items;

    const item = await app.call(getLibraryItem, at(row?.id ?? 0));

    expect(item).toMatchObject({
      ...row,
      path: 'Jane Austen/Emma',
      book: { title: 'Emma', authors: [{ name: 'Jane Austen' }] },
      narrators: ['Moira Fogarty'],
      has_cover: true,
      faults: [],
      file_count: 1,
      chapters: [{ title: 'All of it', start_seconds: 0, end_seconds: expect.closeTo(2, 0) }],
    });
    const [file] = item.audio_files;
    expect(file).toMatchObject({ path: 'Jane Austen/Emma/Emma.m4b', size_bytes: item.size_bytes });
    expect(file).not.toHaveProperty('fault');
    await expect(app.call(getLibraryItem, at(4711))).rejects.toThrow('There is no library item 4711.');

    const headers = { 'x-api-key': app.apiKey };
    const cover = await app.fetch(`/api/library-items/${item.id}/cover`, { headers });
    const etag = cover.headers.get('etag') ?? '';
    expect([cover.headers.get('content-type'), cover.headers.get('cache-control')]).toEqual([
      'image/png',
      'private, max-age=3600',
    ]);
    expect(Buffer.from(await cover.arrayBuffer()).equals(coverImage(120))).toBe(true);
    const again = await app.fetch(`/api/library-items/${item.id}/cover`, {
      headers: { ...headers, 'if-none-match': etag },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await readRefusal(await app.fetch('/api/library-items/4711/cover', { headers }), 404, 'not_found');
    await readRefusal(await app.fetch(`/api/library-items/${item.id}/cover`), 401, 'unauthorized');
  });

  it('keeps its book from being forgotten, until its library is', async () => {
    await put('Emma');
    const library = await add();
    await scan(library.id);
    const [book] = (await app.call(listBooks)).items;

    expect(book).toMatchObject({ owned: true, cover_item_id: expect.any(Number) });
    await expect(app.call(forgetBook, at(book?.id ?? 0))).rejects.toThrow('You own this book');
    await app.call(libraries.forgetLibrary, at(library.id));
    expect((await app.call(listLibraryItems)).items).toEqual([]);
    expect((await app.call(listBooks)).items).toMatchObject([{ id: book?.id, owned: false }]);
    await app.call(forgetBook, at(book?.id ?? 0));
  });
});
