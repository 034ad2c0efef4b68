import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  changeDownloadClient,
  listDownloadClients,
  testUnsavedDownloadClient,
} from '../../src/contract/download-clients.ts';
import { listDownloads, takeRelease } from '../../src/contract/downloads.ts';
import { getImport, resolveImport } from '../../src/contract/imports.ts';
import {
  addIndexer,
  listIndexers,
  removeIndexer,
  testIndexer,
  testUnsavedIndexer,
} from '../../src/contract/indexers.ts';
import { addLibrary, changeLibrary } from '../../src/contract/libraries.ts';
import { getSearch } from '../../src/contract/searches.ts';
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

afterEach(() => {
  world.indexer.fault = null;
  world.indexer.ignoresLimit = false;
  world.indexer.ignoresOffset = false;
});

afterAll(async () => world[Symbol.asyncDispose]());

async function searchOf(wantedId: number) {
  const { search_id } = await world.app.call(getWanted, { params: { id: wantedId } });
  return world.app.call(getSearch, { params: { id: search_id ?? 0 }, query: { limit: 200 } });
}

/** Waits until the first search of a want has ended. */
async function untilSearched(wantedId: number) {
  const look = () => world.app.call(getWanted, { params: { id: wantedId } });
  await until('it was searched', async () => (await look()).searched_at !== null);
  return look();
}

it('says why nothing is acceptable, and searches again later', async () => {
  world.indexer.releases = [
    { title: 'Emma by Jane Austen [ENG / EPUB]', torrent: forgeTorrent(), categories: [7020], seeders: 3 },
    { title: 'Emma by Jane Austen [GER / M4B]', torrent: forgeTorrent(), categories: [3030], seeders: 3 },
  ];

  const { id } = await world.app.call(wantBook, {
    body: { title: 'Emma', authors: ['Jane Austen'], language: 'en' },
  });
  const wanted = await untilSearched(id);

  expect(wanted.state).toBe('wanted');
  expect(wanted.reason).toMatch(/^None of 2 releases fits: .+\.$/);
  expect(Date.parse(wanted.next_search_at ?? '') - Date.parse(wanted.searched_at ?? '')).toBe(3_600_000);
});

it.each([
  ['web_page', /web page/i],
  ['empty', /empty|nothing/i],
  ['server_error', /500/],
  ['error_document', /.+/],
] as const)('tells in words of an indexer that answers with a fault: %s', async (fault, words) => {
  world.indexer.fault = fault;

  const { id } = await world.want(`Persuasion ${fault}`, ['Jane Austen']);
  const { reason, state } = await untilSearched(id);

  expect(state).toBe('wanted');
  expect(reason).toMatch(/^No indexer answered\. Tracker: /);
  expect(reason).toMatch(words);
  const { items } = await world.app.call(listIndexers, {});
  const tested = await world.app.call(testIndexer, { params: { id: items[0]?.id ?? 0 } });
  expect(tested.ok).toBe(false);
  expect(tested.detail).toMatch(words);
  const search = await searchOf(id);
  expect(search.indexers).toMatchObject([{ name: 'Tracker', found: 0 }]);
  expect(JSON.stringify(search)).not.toContain(world.indexer.apiKey);
});

it('tests an indexer and a client before they are saved', async () => {
  const { app, indexer, users } = world;
  const url = `${indexer.url}/api`;

  const right = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url, api_key: indexer.apiKey },
  });
  const wrong = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url, api_key: 'nonsense' },
  });
  const nobody = await app.call(testUnsavedIndexer, {
    body: { kind: 'torznab', name: 'x', url: 'http://127.0.0.1:9' },
  });
  const client = { kind: 'qbittorrent', name: 'x', url: users.url, username: users.username } as const;
  const rightClient = await app.call(testUnsavedDownloadClient, {
    body: { ...client, password: users.password },
  });
  const wrongClient = await app.call(testUnsavedDownloadClient, { body: { ...client, password: 'wrong' } });

  expect([right.ok, wrong.ok, nobody.ok, rightClient.ok, wrongClient.ok]).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
  expect(wrong.detail).toMatch(/key/i);
  expect(nobody.detail).toMatch(/refuses the connection/);
  expect(rightClient.detail).toMatch(/4\.5\.2/);
  expect(wrongClient.detail).toMatch(/password/i);
});

it('judges a list of 5,000 releases and keeps every verdict', async () => {
  const torrent = forgeTorrent();
  world.indexer.releases = Array.from({ length: 5000 }, (_, at) => ({
    title: `Dracula by Bram Stoker volume ${at} of many [ENG / EPUB]`,
    torrent,
    categories: [7020],
    seeders: 1,
  }));
  world.indexer.ignoresLimit = true;
  world.indexer.ignoresOffset = true;

  const { id } = await world.want('Dracula', ['Bram Stoker']);
  await untilSearched(id);

  const search = await searchOf(id);
  expect(search).toMatchObject({ release_count: 5000, accepted_count: 0 });
  expect(search.releases).toHaveLength(200);
  expect(search.next_cursor).not.toBeNull();
});

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

  const { releases } = await searchOf(id);
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

it('wants a book only once, however many ask at once', async () => {
  const body = { title: 'Nostromo', authors: ['Joseph Conrad'] };

  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => world.app.call(wantBook, { body })),
  );

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusal = await refusalOf(world.app.call(wantBook, { body }));
  expect(refusal).toMatchObject({
    status_code: 409,
    code: 'conflict',
    message: 'This book is wanted already.',
  });
  expect(refusal.context?.['wanted_id']).toEqual(expect.any(Number));
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
  await untilSearched(id);
  const search = await searchOf(id);

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

it('makes one attempt with a wrong password, says so, and goes on when it is mended', async () => {
  const { app, users } = world;
  const clients = await app.call(listDownloadClients, {});
  const clientId = clients.items[0]?.id ?? 0;
  await app.call(changeDownloadClient, { params: { id: clientId }, body: { password: 'wrong' } });
  world.indexer.releases = [];
  await world.offer({
    title: 'Kim by Rudyard Kipling [ENG / MP3]',
    folder: 'Kim',
    files: { 'Kim.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Kim', artist: 'Rudyard Kipling' } } },
  });

  const { id } = await world.want('Kim', ['Rudyard Kipling']);
  await until('the want says so', async () => /password/i.test((await untilSearched(id)).reason ?? ''));
  await until('the client says so', async () => {
    const { items } = await app.call(listDownloadClients, {});
    return /password/i.test(items[0]?.last_error ?? '');
  });

  await app.call(changeDownloadClient, { params: { id: clientId }, body: { password: users.password } });
  await world.untilWanted(id, 'owned');
});

it('searches at once what waits when an indexer is added', async () => {
  const { app, indexer } = world;
  const { items } = await app.call(listIndexers, {});
  await app.call(removeIndexer, { params: { id: items[0]?.id ?? 0 } });
  const { id } = await world.want('Ivanhoe', ['Walter Scott']);
  expect((await untilSearched(id)).reason).toBe('No indexer is set up.');
  world.indexer.releases = [];
  await world.offer({
    title: 'Ivanhoe by Walter Scott [ENG / MP3]',
    folder: 'Ivanhoe',
    files: {
      'Ivanhoe.mp3': { format: 'mp3', seconds: 2, tags: { album: 'Ivanhoe', artist: 'Walter Scott' } },
    },
  });

  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: indexer.url, api_key: indexer.apiKey },
  });

  await world.untilWanted(id, 'owned');
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
