import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coverImage } from '../../test/support/audio-files/cover-image.ts';
import { makeAudioFile } from '../../test/support/audio-files.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { createAnnounce } from '../activity/facts.ts';
import { systemClock } from '../base/clock.ts';
import { NotFound } from '../base/errors.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';
import { browseItems } from './browse-items.ts';
import { type Covers, createCovers } from './covers.ts';
import { insertLibrary, type Library, readLibrary } from './library-store.ts';
import { scanLibrary } from './scan-library.ts';
import { tidyCovers } from './tidy-covers.ts';

const RED = coverImage(0);
const BLUE = coverImage(240);

let reader: AudioReader;
let database: TestDatabase;
let root: string;
let cacheDir: string;
let library: Library;
let covers: Covers;

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  database = await createTestDatabase();
  root = await mkdtemp(join(tmpdir(), 'covers-'));
  cacheDir = join(await mkdtemp(join(tmpdir(), 'covers-')), 'cache');
  covers = createCovers({ db: database.database, reader, cacheDir });
  library = await database.database
    .transaction()
    .execute(async (tx) =>
      readLibrary(tx, await insertLibrary(tx, { name: 'Books', path: root, namingTemplate: null })),
    );
});

afterEach(async () => {
  await Promise.all([rm(root, { recursive: true }), rm(join(cacheDir, '..'), { recursive: true })]);
  await database[Symbol.asyncDispose]();
});

afterAll(() => reader[Symbol.asyncDispose]());

/** The covers that are kept. */
async function kept(): Promise<readonly string[]> {
  const entries = await readdir(cacheDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** Scans and answers the id of the only item. */
async function scan(): Promise<number> {
  const needs = { db: database.database, clock: systemClock, announce: createAnnounce([]), reader };
  const options = { signal: new AbortController().signal, onProgress: async () => {} };
  await scanLibrary(needs, library, options);
  const { items } = await browseItems(database.database, { limit: 2 });
  return items[0]?.id ?? 0;
}

const put = (cover: Buffer | false) =>
  makeAudioFile(join(root, 'Emma/emma.m4b'), { format: 'm4b', seconds: 2, cover });

describe('the cover of an item', () => {
  it('is the image beside its files, before the one inside', async () => {
    await put(RED);
    await writeFile(join(root, 'Emma/cover.png'), BLUE);

    const { bytes, mediaType, etag } = await covers.read(await scan());

    expect(Buffer.from(bytes).equals(BLUE)).toBe(true);
    expect([mediaType, etag]).toEqual(['image/png', expect.stringMatching(/^"[\w-]{27}"$/)]);
  });

  it('is the one inside its first file, which is opened once for it', async () => {
    await put(RED);
    const id = await scan();

    const first = await covers.read(id);
    await rm(join(root, 'Emma/emma.m4b'));
    const second = await covers.read(id);

    expect(Buffer.from(first.bytes).equals(RED)).toBe(true);
    expect(Buffer.from(second.bytes).equals(RED)).toBe(true);
    expect(second.etag).toBe(first.etag);
    expect(await kept()).toHaveLength(1);
  });

  it('is kept by the scan that meets it, one for all that have the same, until nobody has it', async () => {
    await using keeping = createAudioReader({ coversDir: cacheDir });
    await put(RED);
    await makeAudioFile(join(root, 'Persuasion/a.m4b'), { format: 'm4b', seconds: 2, cover: RED });
    const needs = {
      db: database.database,
      clock: systemClock,
      announce: createAnnounce([]),
      reader: keeping,
    };
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    await scanLibrary(needs, library, options);
    const { items } = await browseItems(database.database, { limit: 2 });
    expect(await kept()).toHaveLength(1);
    await rm(join(root, 'Emma'), { recursive: true });

    const { bytes } = await covers.read(items.find(({ path }) => path === 'Emma')?.id ?? 0);
    expect(Buffer.from(bytes).equals(RED)).toBe(true);

    const [file = ''] = await kept();
    await utimes(file, 1, 1);
    const tidy = () => tidyCovers({ db: database.database, clock: systemClock, coversDir: cacheDir });
    await tidy();
    expect(await kept()).toHaveLength(1);
    await database.database.deleteFrom('library_item').execute();
    await tidy();
    expect(await kept()).toHaveLength(0);
  });

  it('is another one, under another etag, when the files have changed', async () => {
    await put(RED);
    const before = await covers.read(await scan());
    await put(BLUE);

    const after = await covers.read(await scan());

    expect(Buffer.from(after.bytes).equals(BLUE)).toBe(true);
    expect(after.etag).not.toBe(before.etag);
    expect(await kept()).toHaveLength(2);
  });

  it('is another one at once where an image beside the files was replaced', async () => {
    await put(RED);
    const path = join(root, 'Emma', 'cover.png');
    await writeFile(path, RED);
    const id = await scan();
    const before = await covers.read(id);
    await writeFile(path, BLUE);

    expect((await covers.read(id)).etag).not.toBe(before.etag);
  });

  it('is read well by many at once', async () => {
    await put(RED);
    const id = await scan();

    const all = await Promise.all(Array.from({ length: 6 }, () => covers.read(id)));

    expect(all.every(({ bytes }) => Buffer.from(bytes).equals(RED))).toBe(true);
    expect(await kept()).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['where there is none', () => put(false)],
    ['where the image is no image', () => put(false).then(() => writeFile(join(root, 'Emma/a.jpg'), 'text'))],
    [
      'where the image has no end',
      async () => {
        await put(false);
        await writeFile(join(root, 'Emma/a.png'), RED);
        await truncate(join(root, 'Emma/a.png'), 20 * 1024 * 1024 + 1);
      },
    ],
  ])('is not found %s', async (_, make) => {
    await make();

    await expect(covers.read(await scan())).rejects.toThrow(NotFound);
  });

  it('is not found where it is gone since, nor of an item that is not there', async () => {
    await put(false);
    await writeFile(join(root, 'Emma/a.png'), RED);
    const id = await scan();
    await rm(join(root, 'Emma/a.png'));

    await expect(covers.read(id)).rejects.toThrow(`The library item ${id} has no cover.`);
    await expect(covers.read(4711)).rejects.toThrow(NotFound);
  });
});
