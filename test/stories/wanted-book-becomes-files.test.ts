import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listHistory } from '../../src/contract/activity.ts';
import { listDownloads } from '../../src/contract/downloads.ts';
import { getImport } from '../../src/contract/imports.ts';
import { scanLibrary } from '../../src/contract/libraries.ts';
import { getLibraryItem, listLibraryItems } from '../../src/contract/library-items.ts';
import { getSearch } from '../../src/contract/searches.ts';
import { wantBook } from '../../src/contract/wanted.ts';
import { connectQbittorrent } from '../../src/downloads/clients/qbittorrent.ts';
import { createOutbound } from '../../src/platform/outbound.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { forgeTorrent } from '../support/torrent.ts';
import { startWorld, type World } from '../support/world.ts';

const TITLE = 'The Time Machine';
const AUTHOR = 'H. G. Wells';
const FOLDER = 'H. G. Wells - The Time Machine';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  const tags = { album: TITLE, artist: AUTHOR, composer: 'Scott Brick' };
  await world.offer({
    title: `${TITLE} by ${AUTHOR} [ENG / MP3]`,
    folder: FOLDER,
    files: {
      '10 - The Future.mp3': { format: 'mp3', seconds: 3, tags: { ...tags, title: 'The Future' } },
      '2 - The Machine.mp3': { format: 'mp3', seconds: 4, tags: { ...tags, title: 'The Machine' } },
      '1 - The Inventor.mp3': {
        format: 'mp3',
        seconds: 5,
        tags: { ...tags, title: 'The Inventor' },
        cover: true,
      },
    },
  });
  const torrent = forgeTorrent();
  world.indexer.releases = [
    { title: 'The Time Machine by H. G. Wells [ENG / EPUB]', torrent, seeders: 900, categories: [7020] },
    {
      title: 'H. G. Wells - The Time Machine and The Invisible Man (2 books) MP3',
      torrent,
      seeders: 900,
      categories: [3030],
    },
    ...world.indexer.releases,
  ];
});

afterAll(async () => world[Symbol.asyncDispose]());

it('becomes files in the library, linked and still seeding', async () => {
  const { app, users, libraryDir } = world;

  const { id } = await world.want(TITLE, [AUTHOR]);
  const wanted = await world.untilWanted(id, 'owned');

  // The item: all files in playing order, with what their tags say.
  const item = await app.call(getLibraryItem, { params: { id: wanted.library_item_id ?? 0 } });
  expect(item).toMatchObject({
    book: { id: wanted.book.id, title: TITLE },
    narrators: ['Scott Brick'],
    faults: [],
    has_cover: true,
  });
  expect(item.path).toBe('H. G. Wells/The Time Machine {Scott Brick}');
  expect(item.audio_files.map(({ path }) => path)).toEqual(
    ['01', '02', '03'].map((number) => `${item.path}/The Time Machine - ${number}.mp3`),
  );
  expect(item.audio_files.map(({ duration_seconds }) => Math.round(duration_seconds ?? 0))).toEqual([
    5, 4, 3,
  ]);

  // The files: one inode with the torrent's, whose bytes are those of the seeder.
  for (const [target, source] of [
    ['01', '1 - The Inventor.mp3'],
    ['02', '2 - The Machine.mp3'],
    ['03', '10 - The Future.mp3'],
  ]) {
    const inLibrary = join(libraryDir, item.path, `The Time Machine - ${target}.mp3`);
    const inDownloads = join(users.downloadsDir, FOLDER, source ?? '');
    expect((await stat(inLibrary)).ino).toBe((await stat(inDownloads)).ino);
    const original = await readFile(join(world.seeder.downloadsDir, FOLDER, source ?? ''));
    expect((await readFile(inLibrary)).equals(original)).toBe(true);
  }

  // The torrent: there, whole, seeding.
  await using outbound = createOutbound({ userAgent: 'test' });
  const torrents = await connectQbittorrent({ ...users, category: 'audiobooks' }, { outbound }).poll();
  expect([...torrents.values()]).toMatchObject([
    { progress: 1, state: 'complete', errorText: null, category: 'audiobooks' },
  ]);
  expect([...torrents.values()][0]?.rawState).toMatch(/UP$/);
});

it('explains the decision for each release', async () => {
  const { app } = world;
  const { items: downloads } = await app.call(listDownloads, {});

  const search = await app.call(getSearch, { params: { id: downloads[0]?.search_id ?? 0 } });

  expect(search).toMatchObject({
    release_count: 3,
    accepted_count: 1,
    indexers: [{ name: 'Tracker', found: 3, error: null }],
  });
  expect(search.releases[0]).toMatchObject({
    title: `${TITLE} by ${AUTHOR} [ENG / MP3]`,
    verdict: 'accepted',
    chosen: true,
  });
  const rejected = search.releases.slice(1).map(({ title, verdict, chosen, reasons }) => ({
    title,
    verdict,
    chosen,
    failed: reasons.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule),
  }));
  expect(rejected).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        verdict: 'rejected',
        chosen: false,
        failed: expect.arrayContaining(['kind']),
      }),
      expect.objectContaining({
        verdict: 'rejected',
        chosen: false,
        failed: expect.arrayContaining(['single-book']),
      }),
    ]),
  );
});

it('keeps the plan and the outcome of the import, and tells it all in the history', async () => {
  const { app } = world;
  const { items: downloads } = await app.call(listDownloads, {});
  expect(downloads).toMatchObject([{ state: 'imported', progress: 1 }]);

  const entry = await app.call(getImport, { params: { id: 1 } });
  expect(entry).toMatchObject({
    state: 'imported',
    transfer: 'hardlink',
    transfer_reason: null,
    actions: [],
  });
  expect(entry.files.map(({ source }) => source)).toEqual([
    '1 - The Inventor.mp3',
    '2 - The Machine.mp3',
    '10 - The Future.mp3',
  ]);

  const { items: facts } = await app.call(listHistory, { query: { wanted_id: 1 } });
  expect(facts.map(({ kind }) => kind).reverse()).toEqual([
    'BookWanted',
    'ReleaseTaken',
    'WantedBookSearched',
    'DownloadStarted',
    'DownloadFinished',
    'BookImported',
  ]);
  expect(new Set(facts.map(({ request_id }) => request_id)).size).toBeLessThanOrEqual(2);
});

it('is not wanted a second time once it is owned', async () => {
  const refusal = await refusalOf(
    world.app.call(wantBook, { body: { title: TITLE, authors: ['HG Wells'] } }),
  );

  expect(refusal).toMatchObject({ status_code: 409, code: 'conflict' });
});

it('is found again by a scan as what it is, without reading a file', async () => {
  const { app, libraryId } = world;
  const before = await app.call(listLibraryItems, {});

  const { task_id } = await app.call(scanLibrary, { params: { id: libraryId } });
  const task = await app.endOfTask(task_id);

  expect(task).toMatchObject({ state: 'succeeded', result: { items: 1, unchanged: 1, files_read: 0 } });
  expect(await app.call(listLibraryItems, {})).toEqual(before);
});
