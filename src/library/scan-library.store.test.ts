import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BROKEN_FILES,
  type BrokenFile,
  makeBrokenFile,
  makeUndecodableName,
} from '../../test/support/audio-files/broken-files.ts';
import { AUDIO_FORMATS, type AudioFormat } from '../../test/support/audio-files/encode-audio.ts';
import type { SampleTags } from '../../test/support/audio-files/sample-tags.ts';
import { makeAudioFile } from '../../test/support/audio-files.ts';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';
import { browseItem } from './browse-items.ts';
import { summariseLibrary } from './library-store.ts';

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

describe('a library of every format', () => {
  const titles: Readonly<Partial<Record<AudioFormat, string>>> = {
    m4b: 'Emma',
    m4a: 'Persuasion',
    mp3: 'Sanditon',
    flac: 'Lady Susan',
    ogg: 'Northanger Abbey',
    opus: 'Mansfield Park',
    aac: 'The Watsons',
    wma: 'Catharine',
    wav: 'Evelyn',
  };

  it('becomes books with people, series, files and running times', async () => {
    for (const [format, { ending }] of Object.entries(AUDIO_FORMATS)) {
      const title = titles[format as AudioFormat];
      if (title === undefined) continue;
      const folder = `Jane Austen/Highbury/Vol 2 - 1815 - ${title} {Moira Fogarty}`;
      await makeAudioFile(library.at(`${folder}/book${ending}`), {
        format: format as AudioFormat,
        seconds: 2,
      });
    }
    const progress: (readonly [done: number, total: number | null])[] = [];

    const result = await library.scan({ onProgress: (...told) => progress.push(told) });

    expect(result).toEqual({
      items: 9,
      added: 9,
      changed: 0,
      unchanged: 0,
      missing: 0,
      vanished: 0,
      files: 9,
      files_read: 9,
      faults: 0,
    });
    const found = await library.books();
    expect(found.map(({ title }) => title).toSorted()).toEqual(Object.values(titles).toSorted());
    for (const book of found) {
      expect(book).toMatchObject({
        authors: [{ name: 'Jane Austen' }],
        series: [{ name: 'Highbury', position: '2' }],
        narrators: ['Moira Fogarty'],
        published_year: 1815,
        owned: true,
      });
      expect(Math.abs((book.duration_seconds ?? 0) - 2)).toBeLessThan(0.3);
    }
    for (const { id } of await library.items()) {
      const { audio_files } = await browseItem(library.db, id);
      expect(audio_files).toMatchObject([{ fault: null, codec: expect.any(String) }]);
      expect(audio_files[0]?.size_bytes).toBeGreaterThan(0);
    }
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.every(([done, total]) => done <= (total ?? 0))).toBe(true);
  });

  it('believes tags before names, keeps chapters, and finds covers inside and beside the files', async () => {
    await makeAudioFile(library.at('Wrong Author/Wrong Title/book.m4b'), {
      format: 'm4b',
      seconds: 4,
      tags: { ...EMMA, asin: 'B002V1NDYK', language: 'eng', date: '1815' },
      cover: true,
      chapters: [
        { title: 'Volume 1', startSeconds: 0, endSeconds: 2 },
        { title: 'Volume 2', startSeconds: 2, endSeconds: 4 },
      ],
    });
    await library.put('Jules Verne/Five Weeks/a.mp3');
    await writeFile(library.at('Jules Verne/Five Weeks/cover.jpg'), 'not looked at yet');

    await library.scan();

    expect(await library.item('Wrong Author/Wrong Title')).toMatchObject({
      book: { title: 'Emma', authors: [{ name: 'Jane Austen' }] },
      narrators: ['Moira Fogarty'],
      has_cover: true,
      chapters: [
        { title: 'Volume 1', startSeconds: 0 },
        { title: 'Volume 2', startSeconds: 2 },
      ],
    });
    expect(await library.item('Jules Verne/Five Weeks')).toMatchObject({ has_cover: true, faults: [] });
  });

  it('puts discs and tracks into playing order', async () => {
    for (const disc of [10, 2, 1]) {
      for (const track of [2, 1]) {
        await library.put(`Jane Austen/Emma/CD${disc}/track ${track}.mp3`, {
          ...EMMA,
          title: `${disc}-${track}`,
        });
      }
    }

    await library.scan();

    const { audio_files, duration_seconds } = await library.item('Jane Austen/Emma');
    expect(audio_files.map(({ path, disc, track }) => [path, disc, track])).toEqual(
      [1, 2, 10].flatMap((disc) =>
        [1, 2].map((track) => [`Jane Austen/Emma/CD${disc}/track ${track}.mp3`, disc, track]),
      ),
    );
    expect(Math.abs((duration_seconds ?? 0) - 12)).toBeLessThan(1);
  });

  it('knows two recordings of one book as such', async () => {
    await library.put('Jane Austen/Emma {Moira Fogarty}/a.mp3', { ...EMMA, composer: 'Moira Fogarty' });
    await library.put('Jane Austen/Emma {Juliet Stevenson}/a.mp3', { ...EMMA, composer: 'Juliet Stevenson' });

    await library.scan();

    const [book, ...others] = await library.books();
    expect(others).toEqual([]);
    expect(book?.narrators).toEqual(['Juliet Stevenson', 'Moira Fogarty']);
    const found = await library.items();
    expect(new Set(found.map(({ recording_id }) => recording_id)).size).toBe(2);
    expect(new Set(found.map((each) => each.book?.id)).size).toBe(1);
  });
});

describe('broken files', () => {
  it('are listed with their fault, and stop nothing', async () => {
    // What is rotten in the sound shows only when it is decoded.
    const kinds = Object.entries(BROKEN_FILES).filter(([kind]) => kind !== 'bit-rot');
    for (const [kind, ending] of kinds)
      await makeBrokenFile(library.at(`Broken Author/About ${kind}/a${ending}`), kind as BrokenFile);
    await makeUndecodableName(library.at('Broken Author/About its name'));
    await library.put('Jane Austen/Emma/a.mp3', EMMA);

    const result = await library.scan();

    expect(result).toMatchObject({ items: kinds.length + 2, added: kinds.length + 2 });
    const found = await library.items();
    const faults = new Map(found.map(({ path, faults: all }) => [path, all.map(({ fault }) => fault)]));
    expect(faults.get('Jane Austen/Emma')).toEqual([]);
    for (const [kind] of kinds) {
      expect([kind, faults.get(`Broken Author/About ${kind}`)]).toEqual([
        kind,
        [expect.stringMatching(/^\S.+\.$/)],
      ]);
    }
    expect(faults.get('Broken Author/About its name')).toEqual([expect.stringMatching(/not valid UTF-8/)]);
    expect(result.faults).toBe(found.flatMap(({ faults: all }) => all).length);
    expect(await summariseLibrary(library.db, library.id)).toMatchObject({
      itemCount: found.length,
      faultCount: result.faults,
    });
  });

  it('without any sound make no book', async () => {
    await makeBrokenFile(library.at('Nobody/Nothing/a.mp3'), 'zero-bytes');

    await library.scan();

    expect(await library.books()).toEqual([]);
    expect(await library.items()).toMatchObject([{ path: 'Nobody/Nothing', book: null, recording_id: null }]);
  });

  it('are counted again without being read again', async () => {
    await makeBrokenFile(library.at('Nobody/Nothing/a.mp3'), 'text-as-mp3');
    const { faults } = await library.scan();

    expect(await library.scan()).toMatchObject({ unchanged: 1, files_read: 0, faults });
  });
});

describe('a library that is not there', () => {
  beforeEach(async () => {
    await library.put('Jane Austen/Emma/1.mp3', EMMA);
    await library.put('Jules Verne/Five Weeks/a.mp3');
    await library.scan();
  });

  async function emptyRoot(): Promise<void> {
    for (const name of await readdir(library.root)) await rm(library.at(name), { recursive: true });
  }

  it.each<[string, () => Promise<void>, string]>([
    ['whose folder is gone', () => rm(library.root, { recursive: true }), 'There is no folder'],
    [
      'whose folder is a file now',
      () => rm(library.root, { recursive: true }).then(() => writeFile(library.root, '')),
      'is not a folder. Nothing was marked as gone.',
    ],
    ['that is empty', emptyRoot, 'is empty although 2 items are known: is it mounted?'],
    [
      'that holds no audio any more',
      async () => {
        await emptyRoot();
        await writeFile(library.at('lost+found'), '');
      },
      'Nothing was marked as gone.',
    ],
  ])('marks nothing as gone: one %s', async (_, change, message) => {
    await change();

    await expect(library.scan()).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining(message),
    });

    expect(await library.items()).toHaveLength(2);
  });

  it('is no fault where nothing was known of it', async () => {
    await emptyRoot();
    await library.put('Jane Austen/Emma/1.mp3', EMMA);
    await library.scan();
    await library.db.deleteFrom('library_item').execute();
    await emptyRoot();

    expect(await library.scan()).toMatchObject({ items: 0, missing: 0 });
  });
});

describe('a place that cannot be looked into', () => {
  /** Root may read everything, but nobody is led out of a library. */
  async function close(path: string): Promise<void> {
    await mkdir(`${library.root}.kept`);
    await rename(library.at(path), join(`${library.root}.kept`, path));
    await symlink(join(`${library.root}.kept`, path), library.at(path));
  }

  async function open(path: string): Promise<void> {
    await rm(library.at(path));
    await rename(join(`${library.root}.kept`, path), library.at(path));
  }

  afterEach(() => rm(`${library.root}.kept`, { recursive: true, force: true }));

  it('is listed with its fault; what lies in it is not gone', async () => {
    await library.put('Jane Austen/Emma/1.mp3', EMMA);
    await library.put('Jane Austen/Persuasion/1.mp3', { album: 'Persuasion', artist: 'Jane Austen' });
    await library.put('Jules Verne/Five Weeks/a.mp3');
    await library.scan();
    const before = await library.item('Jane Austen/Emma');
    await close('Jane Austen');

    expect(await library.scan()).toMatchObject({ missing: 0, unchanged: 1, faults: 1 });

    const closed = await library.items();
    expect(closed.map(({ path, faults }) => [path, faults.length])).toEqual([
      ['Jane Austen', 1],
      ['Jane Austen/Emma', 0],
      ['Jane Austen/Persuasion', 0],
      ['Jules Verne/Five Weeks', 0],
    ]);
    await open('Jane Austen');
    expect(await library.scan()).toMatchObject({ missing: 0, unchanged: 3, files_read: 0, faults: 0 });
    expect((await library.items()).map(({ path }) => path)).not.toContain('Jane Austen');
    expect(await library.item('Jane Austen/Emma')).toEqual(before);
  });
});

describe('a scan that is stopped', () => {
  it('writes what it has read, and goes on from there the next time', async () => {
    for (let book = 0; book < 40; book += 1)
      await library.put(`Author/Book ${book}/a.mp3`, { album: `Book ${book}` });
    const stopping = new AbortController();
    const stopped = library.scan({
      signal: stopping.signal,
      onProgress: (done) => {
        if (done > 0) stopping.abort(new Error('The program stops.'));
      },
    });

    await expect(stopped).rejects.toThrow('The program stops.');
    const result = await library.scan();
    expect(result.items).toBe(40);
    expect(result.added + result.unchanged).toBe(40);
    expect(result.unchanged).toBeGreaterThan(0);
    expect(result.added).toBeGreaterThan(0);
    expect(await library.items()).toHaveLength(40);
  });
});
