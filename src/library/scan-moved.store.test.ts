import { copyFile, link, mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SampleTags } from '../../test/support/audio-files/sample-tags.ts';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';

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

describe('what was moved or renamed', () => {
  const at = (path: string) => library.at(path);
  const idAt = async (path: string) => (await library.item(path)).id;

  beforeEach(async () => {
    await library.put('Jane Austen/Emma/1.mp3', { ...EMMA, track: { number: 1 } });
    await library.put('Jane Austen/Emma/2.mp3', { ...EMMA, track: { number: 2 } });
    await library.put('Solo.m4b', { album: 'Solo', artist: 'Ada' }, 'm4b');
    await library.scan();
  });

  /** As it is on another disk: with a new inode and the old time. */
  async function carry(from: string, to: string): Promise<void> {
    const { atime, mtime } = await stat(at(from));
    await copyFile(at(from), at(to));
    await utimes(at(to), atime, mtime);
    await rm(at(from));
  }

  it.each<[string, () => Promise<unknown>, string, string]>([
    [
      'a folder under another name',
      () => rename(at('Jane Austen/Emma'), at('Jane Austen/Emma (1815)')),
      'Jane Austen/Emma',
      'Jane Austen/Emma (1815)',
    ],
    [
      'the folder of its author',
      () => rename(at('Jane Austen'), at('Austen, Jane')),
      'Jane Austen/Emma',
      'Austen, Jane/Emma',
    ],
    [
      'files in a new folder, under other names, with a new one',
      async () => {
        await mkdir(at('Classics'));
        await rename(at('Jane Austen/Emma/1.mp3'), at('Classics/01 Emma.mp3'));
        await rename(at('Jane Austen/Emma/2.mp3'), at('Classics/02 Emma.mp3'));
        await library.put('Classics/03 Emma.mp3', { ...EMMA, track: { number: 3 } });
      },
      'Jane Austen/Emma',
      'Classics',
    ],
    [
      'a folder from another disk',
      async () => {
        await mkdir(at('Other disk'));
        for (const name of ['1.mp3', '2.mp3']) await carry(`Jane Austen/Emma/${name}`, `Other disk/${name}`);
      },
      'Jane Austen/Emma',
      'Other disk',
    ],
    ['a single file', () => rename(at('Solo.m4b'), at('Alone.m4b')), 'Solo.m4b', 'Alone.m4b'],
  ])('is known again: %s', async (_, move, from, to) => {
    const before = await library.item(from);
    await move();

    expect(await library.scan()).toMatchObject({ added: 0, changed: 1, missing: 0 });

    const after = await library.item(to);
    expect([after.id, after.recording_id, after.book?.id]).toEqual([
      before.id,
      before.recording_id,
      before.book?.id,
    ]);
    expect(after.audio_files.every(({ path }) => path.startsWith(to))).toBe(true);
    expect(await library.scan()).toMatchObject({ added: 0, changed: 0, unchanged: 2, files_read: 0 });
  });

  it('is known again even when it was away for a while', async () => {
    const id = await idAt('Jane Austen/Emma');
    await rename(at('Jane Austen'), `${library.root}.away`);
    expect(await library.scan()).toMatchObject({ missing: 1 });
    await rename(`${library.root}.away`, at('Back'));

    expect(await library.scan()).toMatchObject({ added: 0, changed: 1, missing: 0 });

    expect(await idAt('Back/Emma')).toBe(id);
  });

  describe('folders that have the names of others', () => {
    const idOf = async (path: string) => {
      const { id, recording_id, book } = await library.item(path);
      return [id, recording_id, book?.title];
    };

    beforeEach(async () => {
      await library.put('Jane Austen/Sanditon/1.mp3', { album: 'Sanditon', artist: 'Jane Austen' });
      await library.scan();
    });

    it('are the items of their files: two that swapped them', async () => {
      const [emma, sanditon] = [await idOf('Jane Austen/Emma'), await idOf('Jane Austen/Sanditon')];
      await rename(at('Jane Austen/Emma'), at('away'));
      await rename(at('Jane Austen/Sanditon'), at('Jane Austen/Emma'));
      await rename(at('away'), at('Jane Austen/Sanditon'));

      expect(await library.scan()).toMatchObject({ added: 0, changed: 2, missing: 0 });

      expect(await idOf('Jane Austen/Emma')).toEqual(sanditon);
      expect(await idOf('Jane Austen/Sanditon')).toEqual(emma);
      expect(await library.scan()).toMatchObject({ changed: 0, unchanged: 3 });
    });

    it('are the items of their files: one took the name of another that has a new one', async () => {
      const [emma, sanditon] = [await idOf('Jane Austen/Emma'), await idOf('Jane Austen/Sanditon')];
      await rename(at('Jane Austen/Sanditon'), at('Jane Austen/Sanditon (1817)'));
      await rename(at('Jane Austen/Emma'), at('Jane Austen/Sanditon'));

      expect(await library.scan()).toMatchObject({ added: 0, changed: 2, missing: 0 });

      expect(await idOf('Jane Austen/Sanditon (1817)')).toEqual(sanditon);
      expect(await idOf('Jane Austen/Sanditon')).toEqual(emma);
    });

    it('are the items of their files: one took the name of another that is gone', async () => {
      const [emma] = await idOf('Jane Austen/Emma');
      const [sanditon] = await idOf('Jane Austen/Sanditon');
      await rm(at('Jane Austen/Sanditon'), { recursive: true });
      await rename(at('Jane Austen/Emma'), at('Jane Austen/Sanditon'));

      expect(await library.scan()).toMatchObject({ added: 0, changed: 1, missing: 1 });

      expect((await idOf('Jane Austen/Sanditon'))[0]).toBe(emma);
      const missing = library.db
        .selectFrom('library_item')
        .select('id')
        .where('missing_since', 'is not', null);
      expect(await missing.execute()).toEqual([{ id: sanditon }]);
    });

    it('are new items where the files of the old name are elsewhere', async () => {
      const emma = await idOf('Jane Austen/Emma');
      await rename(at('Jane Austen/Emma'), at('Jane Austen/Emma (1815)'));
      await library.put('Jane Austen/Emma/new.mp3', { album: 'Emma again', artist: 'Jane Austen' });

      expect(await library.scan()).toMatchObject({ added: 1, changed: 1, missing: 0 });

      expect(await idOf('Jane Austen/Emma (1815)')).toEqual(emma);
      expect((await library.item('Jane Austen/Emma')).book?.title).toBe('Emma again');
    });

    it('stay the items of their names where their files were replaced', async () => {
      const [id] = await idOf('Jane Austen/Sanditon');
      await library.put('Jane Austen/Sanditon/2.mp3', { album: 'Sanditon', artist: 'Jane Austen' });
      await rm(at('Jane Austen/Sanditon/1.mp3'));

      expect(await library.scan()).toMatchObject({ added: 0, changed: 1, missing: 0 });
      expect((await idOf('Jane Austen/Sanditon'))[0]).toBe(id);
    });
  });

  describe('discs that lie beside each other', () => {
    const discs = async (...names: readonly string[]) => {
      for (const [at, name] of names.entries())
        await library.put(`Jane Austen/${name}/1.mp3`, {
          album: 'Persuasion',
          artist: 'Jane Austen',
          disc: { number: at + 1 },
        });
      await library.scan();
    };

    it.each<[string, () => Promise<unknown>, string]>([
      ['goes', () => rm(at('Jane Austen/Persuasion CD2'), { recursive: true }), 'Jane Austen/Persuasion CD1'],
      [
        'goes, the first',
        () => rm(at('Jane Austen/Persuasion CD1'), { recursive: true }),
        'Jane Austen/Persuasion CD2',
      ],
      [
        'gets another name',
        () => rename(at('Jane Austen/Persuasion CD2'), at('Jane Austen/Lady Russell')),
        'Jane Austen/Persuasion CD1',
      ],
    ])('stay their item when one %s, which says what is missing', async (_, change, to) => {
      await discs('Persuasion CD1', 'Persuasion CD2');
      const before = await library.item('Jane Austen/Persuasion');
      await change();

      expect(await library.scan()).toMatchObject({ changed: 1, missing: 0 });

      const after = await library.item(to);
      expect([after.id, after.recording_id]).toEqual([before.id, before.recording_id]);
      const gap = expect.stringMatching(/^The folder "Persuasion CD[12]" is gone, with 1 file of it\.$/u);
      expect(after.faults).toEqual([{ path: to, fault: gap }]);
      expect(after.order?.gaps).toEqual([gap]);
      await writeFile(at(`${to}/reader.txt`), 'Juliet Stevenson');
      expect(await library.scan()).toMatchObject({ changed: 1 });
      expect((await library.item(to)).faults).toEqual([{ path: to, fault: gap }]);
    });

    it('are their item again when the disc comes back', async () => {
      await discs('Persuasion CD1', 'Persuasion CD2');
      const { id } = await library.item('Jane Austen/Persuasion');
      await rename(at('Jane Austen/Persuasion CD2'), `${library.root}.away`);
      await library.scan();
      await rename(`${library.root}.away`, at('Jane Austen/Persuasion CD2'));

      expect(await library.scan()).toMatchObject({ added: 0, changed: 1, missing: 0 });

      expect(await library.item('Jane Austen/Persuasion')).toMatchObject({ id, faults: [] });
    });

    it('lose the last of three, and say so', async () => {
      await discs('Persuasion CD1', 'Persuasion CD2', 'Persuasion CD3');
      const { id } = await library.item('Jane Austen/Persuasion');
      await rm(at('Jane Austen/Persuasion CD3'), { recursive: true });

      await library.scan();

      expect(await library.item('Jane Austen/Persuasion')).toMatchObject({
        id,
        faults: [{ fault: 'The folder "Persuasion CD3" is gone, with 1 file of it.' }],
      });
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a copy of it', () => copyFile(at('Solo.m4b'), at('Copy.m4b'))],
    ['another link to it', () => link(at('Solo.m4b'), at('Link.m4b'))],
  ])('is not %s, which is another item', async (_, copy) => {
    const id = await idAt('Solo.m4b');
    await copy();

    expect(await library.scan()).toMatchObject({ added: 1, unchanged: 2, missing: 0 });
    expect(await idAt('Solo.m4b')).toBe(id);
  });
});
