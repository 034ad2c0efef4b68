import { mkdir, rename, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { answerVanished } from './answer-vanished.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';
import { summariseLibrary } from './library-store.ts';

let reader: AudioReader;
let library: TestLibrary;

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  library = await openTestLibrary(reader);
  for (let book = 1; book <= 7; book += 1) {
    await library.put(`Disk 1/Book ${book}/a.mp3`, { album: `First ${book}` });
    await library.put(`Disk 2/Book ${book}/a.mp3`, { album: `Second ${book}` });
  }
  await library.scan();
});

afterEach(() => library[Symbol.asyncDispose]());

afterAll(() => reader[Symbol.asyncDispose]());

const question = async () => (await summariseLibrary(library.db, library.id)).vanishedCount;
const answer = (gone: boolean) => answerVanished({ db: library.db, send: async () => {} }, library.id, gone);

async function remove(disk: string, books: number): Promise<void> {
  for (let book = 1; book <= books; book += 1)
    await rm(library.at(`${disk}/Book ${book}`), { recursive: true });
}

describe('items that vanish at once', () => {
  it.each<[string, () => Promise<unknown>, number, RegExp]>([
    ['more than a fifth of them', () => remove('Disk 1', 6), 6, /more than a fifth/],
    [
      'all of a folder that stands empty, as one that is not mounted',
      async () => {
        await rename(library.at('Disk 2'), `${library.root}.away`);
        await mkdir(library.at('Disk 2'));
      },
      7,
      /nothing is left of Disk 2/,
    ],
    [
      'one of a library on another disk',
      async () => {
        await library.db.updateTable('library').set({ root_device: '4711' }).execute();
        await remove('Disk 1', 1);
      },
      1,
      /on another disk/,
    ],
  ])('are not believed to be gone: %s', async (_, vanish, vanished, doubt) => {
    await vanish();

    expect(await library.scan()).toMatchObject({ missing: 0, vanished, doubt: expect.stringMatching(doubt) });

    expect(await library.items()).toHaveLength(14);
    expect(await question()).toBe(vanished);
  });

  afterEach(() => rm(`${library.root}.away`, { recursive: true, force: true }));

  it('are marked where they are few, and nothing is asked', async () => {
    await remove('Disk 1', 2);

    expect(await library.scan()).toMatchObject({ missing: 2, vanished: 0 });
    expect(await question()).toBe(0);
  });

  it('are marked once a person says that they are gone, as long as it is not even more', async () => {
    await remove('Disk 1', 6);
    await library.scan();
    expect(await answer(true)).toEqual(expect.any(Number));
    await remove('Disk 2', 1);
    expect(await library.scan()).toMatchObject({ missing: 0, vanished: 7 });
    await answer(true);

    expect(await library.scan()).toMatchObject({ missing: 7, vanished: 0 });

    expect(await library.items()).toHaveLength(7);
    expect(await question()).toBe(0);
    await expect(answer(true)).rejects.toThrow('No items of this library have vanished at once.');
  });

  it('are there as before when they come back', async () => {
    const before = await library.items();
    await rename(library.at('Disk 2'), `${library.root}.away`);
    await library.scan();
    expect(await answer(false)).toBeNull();
    expect(await question()).toBe(0);
    await rename(`${library.root}.away`, library.at('Disk 2'));

    expect(await library.scan()).toMatchObject({ unchanged: 14, vanished: 0, files_read: 0 });
    expect(await library.items()).toEqual(before);
  });
});
