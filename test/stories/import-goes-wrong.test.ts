import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeDownloadClient, listDownloadClients } from '../../src/contract/download-clients.ts';
import { listDownloads, takeRelease } from '../../src/contract/downloads.ts';
import { getImport, resolveImport } from '../../src/contract/imports.ts';
import { addLibrary, changeLibrary } from '../../src/contract/libraries.ts';
import { getWanted, searchWanted, stopWanting, wantBook } from '../../src/contract/wanted.ts';
import { connectQbittorrent } from '../../src/downloads/clients/qbittorrent.ts';
import { createOutbound } from '../../src/platform/outbound.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { forgeTorrent } from '../support/torrent.ts';
import { until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => world[Symbol.asyncDispose]());

it('refuses a torrent that names files outside its folder, and takes the next best release', async () => {
  world.indexer.releases = [
    {
      title: 'Carmilla by Sheridan Le Fanu [ENG / M4B]',
      torrent: forgeTorrent({ files: [{ length: 10, path: ['..', '..', 'etc', 'passwd'] }] }),
      categories: [3030],
      seeders: 500,
    },
  ];
  await world.offer({
    title: 'Carmilla by Sheridan Le Fanu [ENG / MP3]',
    folder: 'Carmilla',
    files: {
      'Carmilla.mp3': { format: 'mp3', seconds: 2, tags: { title: 'Carmilla', artist: 'Sheridan Le Fanu' } },
    },
  });

  const { id } = await world.want('Carmilla', ['Sheridan Le Fanu']);
  await world.untilWanted(id, 'owned');

  const { releases } = await world.searchOf(id);
  const hostile = releases.find(({ title }) => title.endsWith('M4B]'));
  expect(hostile?.failure).toMatch(/outside its own folder/);
});

it('holds a download that is not the book; rejected, it is never taken again', async () => {
  world.indexer.releases = [];
  await world.offer({
    title: 'Frankenstein by Mary Shelley [ENG / MP3]',
    folder: 'Mary Shelley - Frankenstein',
    files: {
      '01.mp3': {
        format: 'mp3',
        seconds: 2,
        tags: { album: 'Gardening for Beginners', artist: 'Somebody Else' },
      },
    },
  });

  const { id } = await world.want('Frankenstein', ['Mary Shelley']);
  const held = await world.untilWanted(id, 'needs_person');
  expect(held.reason).toContain('Gardening for Beginners');
  const entry = await world.app.call(getImport, { params: { id: held.import_id ?? 0 } });
  expect(entry).toMatchObject({ state: 'held', actions: ['import', 'reject', 'retry'], files: [] });

  await world.app.call(resolveImport, { params: { id: entry.id }, body: { action: 'reject' } });
  await world.untilWanted(id, 'wanted');
  const { task_id } = await world.app.call(searchWanted, { params: { id } });
  await world.app.endOfTask(task_id);
  const again = await world.app.call(getWanted, { params: { id } });
  expect(again).toMatchObject({
    state: 'wanted',
    reason: 'The one fitting release was tried before and failed.',
  });
  expect(
    await refusalOf(world.app.call(resolveImport, { params: { id: entry.id }, body: { action: 'retry' } })),
  ).toMatchObject({
    status_code: 409,
  });
});

it('imports what is in doubt when a person says so', async () => {
  world.indexer.releases = [];
  await world.offer({
    title: 'The Monk by Matthew Lewis [ENG / MP3]',
    folder: 'Wrong Name',
    files: {
      'something.mp3': {
        format: 'mp3',
        seconds: 2,
        tags: { album: 'Entirely different', artist: 'Another' },
      },
    },
  });

  const { id } = await world.want('The Monk', ['Matthew Lewis']);
  const { import_id } = await world.untilWanted(id, 'needs_person');
  await world.app.call(resolveImport, { params: { id: import_id ?? 0 }, body: { action: 'import' } });

  await world.untilWanted(id, 'owned');
  expect(await readdir(join(world.libraryDir, 'Matthew Lewis'))).toHaveLength(1);
});

it("names both paths where the client's folder cannot be seen, and imports once a mapping is set", async () => {
  const { app, users } = world;
  const clients = await app.call(listDownloadClients, {});
  const clientId = clients.items[0]?.id ?? 0;
  const moved = join(world.dir, 'seen-elsewhere');
  await app.call(changeDownloadClient, {
    params: { id: clientId },
    body: { path_mappings: [{ remote: users.downloadsDir, local: moved }] },
  });
  world.indexer.releases = [];
  await world.offer({
    title: 'Vathek by William Beckford [ENG / MP3]',
    folder: 'Vathek',
    files: {
      'Vathek.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Vathek', artist: 'William Beckford' } },
    },
  });

  const { id } = await world.want('Vathek', ['William Beckford']);
  const { reason, import_id } = await world.untilWanted(id, 'needs_person');

  expect(reason).toContain(join(users.downloadsDir, 'Vathek'));
  expect(reason).toContain(join(moved, 'Vathek'));
  await app.call(changeDownloadClient, { params: { id: clientId }, body: { path_mappings: [] } });
  await app.call(resolveImport, { params: { id: import_id ?? 0 }, body: { action: 'retry' } });
  await world.untilWanted(id, 'owned');
});

it('holds the import while the library is not there, and loses nothing', async () => {
  world.indexer.releases = [];
  await world.offer({
    title: 'Melmoth by Charles Maturin [ENG / MP3]',
    folder: 'Melmoth',
    files: {
      'Melmoth.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Melmoth', artist: 'Charles Maturin' } },
    },
  });
  const away = `${world.libraryDir}.away`;
  await rename(world.libraryDir, away);

  const { id } = await world.want('Melmoth', ['Charles Maturin']);
  const { reason, import_id } = await world.untilWanted(id, 'needs_person');
  await rename(away, world.libraryDir);

  expect(reason).toMatch(/Is it mounted\?/);
  await world.app.call(resolveImport, { params: { id: import_id ?? 0 }, body: { action: 'retry' } });
  await world.untilWanted(id, 'owned');
});

it('holds where the folder is taken by other files', async () => {
  world.indexer.releases = [];
  await mkdir(join(world.libraryDir, 'Ann Radcliffe', 'The Italian', 'something'), { recursive: true });
  await world.offer({
    title: 'The Italian by Ann Radcliffe [ENG / MP3]',
    folder: 'The Italian',
    files: {
      '1.mp3': { format: 'mp3', seconds: 2, tags: { album: 'The Italian', artist: 'Ann Radcliffe' } },
    },
  });

  const { id } = await world.want('The Italian', ['Ann Radcliffe']);
  const { reason } = await world.untilWanted(id, 'needs_person');

  expect(reason).toMatch(/has a folder of this book already/);
  expect(await readdir(join(world.libraryDir, 'Ann Radcliffe', 'The Italian'))).toEqual(['something']);
});

it('takes a rejected release by hand, and removes an unfinished download with its want', async () => {
  const { app, users } = world;
  world.indexer.releases = [
    {
      title: 'Walden by Henry Thoreau [ENG / MP3]',
      torrent: forgeTorrent({ name: 'walden', length: 10 }),
      categories: [3030],
      seeders: 0,
    },
  ];
  const { id } = await world.want('Walden', ['Henry Thoreau']);
  await world.untilSearched(id);
  const search = await world.searchOf(id);

  const taken = await app.call(takeRelease, {
    body: { search_id: search.id, release_id: search.releases[0]?.id ?? 0 },
  });
  await until('it is at the client', async () => {
    const { items } = await app.call(listDownloads, { query: { wanted_id: id } });
    return items[0]?.client_state !== null;
  });
  expect(await refusalOf(app.call(searchWanted, { params: { id } }))).toMatchObject({ status_code: 409 });
  await app.call(stopWanting, { params: { id }, query: { remove_download: 'true' } });

  await using outbound = createOutbound({ userAgent: 'test' });
  const client = connectQbittorrent({ ...users, category: 'audiobooks' }, { outbound });
  const { items } = await app.call(listDownloads, {});
  expect(items.some((download) => download.id === taken.id)).toBe(false);
  await until(
    'the torrent is gone',
    async () => ![...(await client.poll()).values()].some(({ name }) => name === 'walden'),
  );
});

it('forgets where a template would not tell books apart', async () => {
  const bad = await refusalOf(
    world.app.call(changeLibrary, { params: { id: world.libraryId }, body: { naming_template: '{Author}' } }),
  );

  expect(bad).toMatchObject({ status_code: 422, code: 'validation_error' });
  expect((await stat(world.libraryDir)).isDirectory()).toBe(true);
});

it.runIf(canMount())(
  'leaves nothing behind where the disk is full, and imports once there is room',
  async () => {
    const small = await mkdtemp(join(tmpdir(), 'small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', small]);
    try {
      const library = await world.app.call(addLibrary, { body: { name: 'Small', path: small } });
      world.indexer.releases = [];
      await world.offer({
        title: 'Middlemarch by George Eliot [ENG / MP3]',
        folder: 'Middlemarch',
        files: {
          'M.mp3': { format: 'mp3', seconds: 20, tags: { album: 'Middlemarch', artist: 'George Eliot' } },
        },
      });

      const body = { title: 'Middlemarch', authors: ['George Eliot'], library_id: library.id };
      const { id } = await world.app.call(wantBook, { body });
      const failed = await world.untilWanted(id, 'needs_person');

      expect(failed.reason).toMatch(/disk of the library is full/);
      const entry = await world.app.call(getImport, { params: { id: failed.import_id ?? 0 } });
      expect(entry).toMatchObject({ state: 'failed', actions: ['reject', 'retry'] });
      expect(await readdir(small)).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=4m', small]);
      await world.app.call(resolveImport, { params: { id: entry.id }, body: { action: 'retry' } });
      const { import_id } = await world.untilWanted(id, 'owned');
      const done = await world.app.call(getImport, { params: { id: import_id ?? 0 } });
      expect(done).toMatchObject({ transfer: 'copy', transfer_reason: expect.stringMatching(/^EXDEV: /) });
    } finally {
      execFileSync('umount', ['-l', small]);
      await rm(small, { recursive: true });
    }
  },
);

/** Only root may, and not in every container. */
function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}
