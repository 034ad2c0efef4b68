import { appendFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SampleTags } from '../../test/support/audio-files/sample-tags.ts';
import { editByHand } from '../../test/support/edit-by-hand.ts';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';
import type { ScanResult } from './scan-library.ts';

let reader: AudioReader;
let library: TestLibrary;

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  library = await openTestLibrary(reader);
});

afterEach(() => library[Symbol.asyncDispose]());

afterAll(() => reader[Symbol.asyncDispose]());

const EMMA: SampleTags = { album: 'Emma', artist: 'Jane Austen', composer: 'Moira Fogarty' };

describe('a second scan', () => {
  beforeEach(async () => {
    await library.put('Jane Austen/Emma/1.mp3', { ...EMMA, track: { number: 1 } });
    await library.put('Jane Austen/Emma/2.mp3', { ...EMMA, track: { number: 2 } });
    await library.put('Jules Verne/Five Weeks in a Balloon/a.mp3');
    await library.put('Solo.m4b', { album: 'Solo', artist: 'Ada' }, 'm4b');
    await library.scan();
  });

  const NOTHING = { added: 0, changed: 0, missing: 0, vanished: 0, files_read: 0 };

  it('of what did not change reads no file', async () => {
    const before = await library.items();

    expect(await library.scan()).toEqual({ ...NOTHING, items: 3, unchanged: 3, files: 4, faults: 0 });

    expect(await library.items()).toEqual(before);
  });

  it.each<[string, () => Promise<unknown>, Partial<ScanResult>]>([
    ['an added file', () => library.put('Jane Austen/Emma/3.mp3', EMMA), { changed: 1, files_read: 3 }],
    ['a removed file', () => rm(library.at('Jane Austen/Emma/2.mp3')), { changed: 1, files_read: 1 }],
    [
      'a renamed file',
      () => rename(library.at('Jane Austen/Emma/2.mp3'), library.at('Jane Austen/Emma/two.mp3')),
      { changed: 1, files_read: 2 },
    ],
    [
      'a longer file',
      () => appendFile(library.at('Solo.m4b'), Buffer.alloc(8)),
      { changed: 1, files_read: 1 },
    ],
    ['a touched file', () => utimes(library.at('Solo.m4b'), 1, 1), { changed: 1, files_read: 1 }],
    [
      'a file in the place of another',
      async () => {
        const { atime, mtime } = await stat(library.at('Solo.m4b'));
        await library.put('new.m4b', { album: 'Solo', artist: 'Ada' }, 'm4b');
        await rename(library.at('new.m4b'), library.at('Solo.m4b'));
        await utimes(library.at('Solo.m4b'), atime, mtime);
      },
      { changed: 1, files_read: 1 },
    ],
    [
      'an added cover',
      () => writeFile(library.at('Jane Austen/Emma/cover.jpg'), ''),
      { changed: 1, files_read: 2 },
    ],
    [
      'an added file that tells of the book',
      () => writeFile(library.at('Jane Austen/Emma/reader.txt'), 'Moira Fogarty'),
      { changed: 1, files_read: 2 },
    ],
    ['a new book', () => library.put('Mary Shelley/Frankenstein/a.mp3'), { added: 1, files_read: 1 }],
    ['a book that is gone', () => rm(library.at('Jane Austen'), { recursive: true }), { missing: 1 }],
    ['a text that is nobody’s concern', () => writeFile(library.at('Jane Austen/Emma/notes.txt'), ''), {}],
  ])('notices %s', async (_, change, result) => {
    await change();

    expect(await library.scan()).toMatchObject({ ...NOTHING, ...result });
    expect(await library.scan()).toMatchObject(NOTHING);
  });

  it('shows the files as they are now', async () => {
    const { id } = await library.item('Jane Austen/Emma');
    await rm(library.at('Jane Austen/Emma/1.mp3'));
    await library.put('Jane Austen/Emma/3.mp3', { ...EMMA, track: { number: 3 } });

    await library.scan();

    const now = await library.item('Jane Austen/Emma');
    expect(now.id).toBe(id);
    expect(now.audio_files.map(({ path }) => path)).toEqual([
      'Jane Austen/Emma/2.mp3',
      'Jane Austen/Emma/3.mp3',
    ]);
  });

  it('keeps what is gone, unseen, until it is back', async () => {
    const { id } = await library.item('Solo.m4b');
    await rename(library.at('Solo.m4b'), library.at('.hidden'));

    expect(await library.scan()).toMatchObject({ missing: 1, items: 2 });
    expect((await library.items()).map(({ path }) => path)).not.toContain('Solo.m4b');
    expect((await library.books()).find(({ title }) => title === 'Solo')).toMatchObject({ owned: false });
    expect(await library.scan()).toMatchObject({ missing: 0 });

    await rename(library.at('.hidden'), library.at('Solo.m4b'));
    expect(await library.scan()).toMatchObject({ unchanged: 3, files_read: 0 });
    expect((await library.item('Solo.m4b')).id).toBe(id);
    expect((await library.books()).find(({ title }) => title === 'Solo')).toMatchObject({ owned: true });
  });

  it('changes nothing that a person has changed, though the files say otherwise', async () => {
    const { book } = await library.item('Solo.m4b');
    await editByHand(library.db, book?.id ?? 0, { title: 'My Solo' });
    await library.put('Solo.m4b', { album: 'Solo, remastered', artist: 'Ada Lovelace' }, 'm4b');

    expect(await library.scan()).toMatchObject({ changed: 1 });

    expect(await library.item('Solo.m4b')).toMatchObject({
      book: { id: book?.id, title: 'My Solo', authors: [{ name: 'Ada Lovelace' }] },
    });
  });

  it('finds books by what the files say now', async () => {
    await library.put('Solo.m4b', { album: 'Duet', artist: 'Ada', composer: 'Moira Fogarty' }, 'm4b');

    await library.scan();

    expect((await library.books('fog duet')).map(({ title }) => title)).toEqual(['Duet']);
  });
});
