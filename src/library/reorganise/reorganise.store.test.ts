import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SampleTags } from '../../../test/support/audio-files/sample-tags.ts';
import { openTestLibrary, type TestLibrary } from '../../../test/support/test-library.ts';
import { createAnnounce } from '../../activity/facts.ts';
import { getTask } from '../../activity/task-store.ts';
import { systemClock } from '../../base/clock.ts';
import { Conflict, Unavailable } from '../../base/errors.ts';
import type { ClientTorrent } from '../../downloads/download-client.ts';
import { insertDownloadClient } from '../../downloads/download-client-store.ts';
import type { DownloadClients } from '../../downloads/download-clients.ts';
import { type AudioReader, createAudioReader } from '../audio-reader.ts';
import { BACK, FORTH, runReorganisation } from './carry-out-reorganisation.ts';
import { moveSteps } from './move-steps.ts';
import { runPlanReorganisation } from './plan-reorganisation.ts';
import {
  changeReorganisation,
  changeReorganisedItem,
  listReorganisedItems,
  readReorganisation,
} from './reorganisation-store.ts';
import { requestCarryingOut, requestPlan, requestUndo } from './request-reorganisation.ts';

let reader: AudioReader;
let library: TestLibrary;
let torrents: ClientTorrent[] | null;

const EMMA: SampleTags = { album: 'Emma', artist: 'Jane Austen', composer: 'Moira Fogarty', date: '1815' };
const DRACULA: SampleTags = { album: 'Dracula', artist: 'Bram Stoker' };
const TEMPLATE = '{Author}/{Title}';
const attempt = { signal: new AbortController().signal, isLast: true };

beforeAll(() => {
  reader = createAudioReader();
});

beforeEach(async () => {
  library = await openTestLibrary(reader);
  torrents = [];
});

afterEach(() => library[Symbol.asyncDispose]());

afterAll(() => reader[Symbol.asyncDispose]());

/** A client that is asked for its torrents; null: it does not answer. */
function needs() {
  const clients: Pick<DownloadClients, 'of'> = {
    of: () => ({
      test: () => Promise.reject(new Error('not asked')),
      add: () => Promise.reject(new Error('not asked')),
      files: () => Promise.reject(new Error('not asked')),
      remove: () => Promise.reject(new Error('not asked')),
      seenTraffic: () => null,
      poll: async () => {
        if (torrents === null) throw new Unavailable('connection refused');
        return new Map(torrents.map((torrent) => [torrent.infohash, torrent]));
      },
    }),
  };
  return {
    db: library.db,
    clock: systemClock,
    announce: createAnnounce([]),
    send: async () => {},
    clients,
  };
}

async function plan(template = TEMPLATE, renameFiles = false) {
  const { id, taskId } = await requestPlan(needs(), library.id, { template, renameFiles });
  await runPlanReorganisation(needs(), { task_id: taskId, reorganisation_id: id }, attempt);
  const { items } = await listReorganisedItems(library.db, id, { limit: 50 });
  return { id, items, task: await getTask(library.db, taskId) };
}

async function carryOut(id: number) {
  const taskId = await requestCarryingOut(needs(), id);
  await runReorganisation(needs(), FORTH, { task_id: taskId, reorganisation_id: id }, attempt);
  return getTask(library.db, taskId);
}

async function undo(id: number) {
  const taskId = await requestUndo(needs(), id);
  await runReorganisation(needs(), BACK, { task_id: taskId, reorganisation_id: id }, attempt);
  return getTask(library.db, taskId);
}

/** Every file of the library, sorted. */
async function files(): Promise<readonly string[]> {
  const entries = await readdir(library.root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(library.root.length + 1))
    .toSorted();
}

async function folders(): Promise<readonly string[]> {
  const entries = await readdir(library.root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(library.root.length + 1))
    .toSorted();
}

describe('reorganising a library', () => {
  it('lets one of several copies go where all would, and says why the others stay', async () => {
    for (const folder of ['a', 'b', 'c', 'd', 'e']) await library.put(`${folder}/emma.mp3`, EMMA);
    await library.scan();

    const { items } = await plan();

    const planned = items.filter(({ state }) => state === 'planned').map(({ to_path }) => to_path);
    const refused = items.filter(({ state }) => state === 'refused');
    expect(new Set(planned).size).toBe(planned.length);
    expect(planned).toContain('Jane Austen/Emma');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason, to_path } of refused)
      expect(reason).toBe(`Another book goes to ${to_path} by this plan.`);
  });

  it('does what the plan says and nothing else, keeps the items, and is taken back whole', async () => {
    await library.put('austen emma/02.mp3', { ...EMMA, track: { number: 2, total: 2 } });
    await library.put('austen emma/01.mp3', { ...EMMA, track: { number: 1, total: 2 } });
    await writeFile(library.at('austen emma/cover.jpg'), 'an image');
    await library.put('Bram Stoker/Dracula/Dracula.mp3', DRACULA);
    await library.scan();
    const before = await library.item('austen emma');
    const was = await files();
    const foldersWere = await folders();
    const inode = (await stat(library.at('austen emma/01.mp3'))).ino;

    const { id, items, task } = await plan(TEMPLATE, true);

    expect(task).toMatchObject({ state: 'succeeded', result: { in_place: 1, planned: 1 } });
    expect(items).toMatchObject([
      { from_path: 'austen emma', to_path: 'Jane Austen/Emma', state: 'planned' },
    ]);
    expect(await files()).toEqual(was);

    expect(await carryOut(id)).toMatchObject({ state: 'succeeded', result: { moved: 1 } });

    expect(await files()).toEqual([
      'Bram Stoker/Dracula/Dracula.mp3',
      'Jane Austen/Emma/Emma - 01.mp3',
      'Jane Austen/Emma/Emma - 02.mp3',
      'Jane Austen/Emma/cover.jpg',
    ]);
    expect((await stat(library.at('Jane Austen/Emma/Emma - 01.mp3'))).ino).toBe(inode);
    const after = await library.item('Jane Austen/Emma');
    expect(after.id).toBe(before.id);
    expect(after.audio_files.map(({ path }) => path)).toEqual([
      'Jane Austen/Emma/Emma - 01.mp3',
      'Jane Austen/Emma/Emma - 02.mp3',
    ]);
    expect(await library.scan()).toMatchObject({ added: 0, missing: 0 });
    expect((await library.item('Jane Austen/Emma')).id).toBe(before.id);

    expect(await undo(id)).toMatchObject({ state: 'succeeded', result: { undone: 1 } });

    expect(await files()).toEqual(was);
    expect(await folders()).toEqual(foldersWere);
    expect((await library.item('austen emma')).id).toBe(before.id);
    expect(await library.scan()).toMatchObject({ added: 0, missing: 0 });
  });

  it('brings discs that lie beside each other into one folder, and back', async () => {
    for (const disc of [1, 2]) await library.put(`Jane Austen/Emma - Disc ${disc}/1.mp3`, EMMA);
    await library.scan();
    const was = await files();
    const { id: itemId } = await library.item('Jane Austen/Emma');

    const { id } = await plan(TEMPLATE, true);
    expect(await carryOut(id)).toMatchObject({ state: 'succeeded', result: { moved: 1 } });

    expect(await files()).toEqual(['Jane Austen/Emma/Emma - 01.mp3', 'Jane Austen/Emma/Emma - 02.mp3']);
    expect(await library.scan()).toMatchObject({ added: 0, missing: 0 });
    expect((await library.item('Jane Austen/Emma')).id).toBe(itemId);

    await undo(id);
    expect(await files()).toEqual(was);
    expect(await library.scan()).toMatchObject({ added: 0, missing: 0 });
    expect((await library.item('Jane Austen/Emma')).id).toBe(itemId);
  });

  it('leaves alone what a download client seeds, and moves what is only linked to it', async () => {
    await library.put('seeded/Emma.mp3', EMMA);
    await library.put('linked/Dracula.mp3', DRACULA);
    await mkdir(library.at('.downloads'), { recursive: true });
    await link(library.at('linked/Dracula.mp3'), library.at('.downloads/Dracula.mp3'));
    await library.scan();
    await insertClient();
    torrents = [torrentAt(library.at('seeded')), torrentAt(library.at('.downloads'))];

    const { id, items } = await plan();
    await carryOut(id);

    expect(items).toMatchObject([
      { from_path: 'linked', state: 'planned' },
      { from_path: 'seeded', state: 'refused', reason: expect.stringMatching(/seeds it from here/) },
    ]);
    expect(await files()).toEqual([
      '.downloads/Dracula.mp3',
      'Bram Stoker/Dracula/Dracula.mp3',
      'seeded/Emma.mp3',
    ]);
    expect((await stat(library.at('.downloads/Dracula.mp3'))).nlink).toBe(2);
  });

  it('plans nothing while nobody knows what is seeded', async () => {
    await library.put('x/Emma.mp3', EMMA);
    await library.scan();
    await insertClient();
    torrents = null;

    const { id, task } = await plan();

    expect(task).toMatchObject({ state: 'failed', error: expect.stringMatching(/does not answer/) });
    expect(await readReorganisation(library.db, id)).toMatchObject({ state: 'failed' });
  });

  it('replaces nothing: neither what is there when it is planned, nor what comes later', async () => {
    await library.put('one/Emma.mp3', EMMA);
    await library.put('two/Dracula.mp3', DRACULA);
    await library.scan();
    await mkdir(library.at('Jane Austen/Emma'), { recursive: true });
    await writeFile(library.at('Jane Austen/Emma/notes.txt'), 'mine');
    await mkdir(library.at('Jane Austen/Emma (Moira Fogarty)'));
    await mkdir(library.at('Jane Austen/Emma (1815)'));

    const { id, items } = await plan();
    await mkdir(library.at('Bram Stoker/Dracula'), { recursive: true });
    await writeFile(library.at('Bram Stoker/Dracula/Dracula.mp3'), 'another one');
    await carryOut(id);

    expect(items[0]).toMatchObject({ state: 'refused', reason: expect.stringMatching(/is there already/) });
    const { items: after } = await listReorganisedItems(library.db, id, { limit: 10 });
    expect(after[1]).toMatchObject({ state: 'failed', reason: 'Bram Stoker/Dracula is there already.' });
    expect(await files()).toEqual([
      'Bram Stoker/Dracula/Dracula.mp3',
      'Jane Austen/Emma/notes.txt',
      'one/Emma.mp3',
      'two/Dracula.mp3',
    ]);
    expect(await readFile(library.at('Bram Stoker/Dracula/Dracula.mp3'), 'utf8')).toBe('another one');
  });

  it('tells two recordings of one book apart by their narrators', async () => {
    await library.put('a/Emma.mp3', EMMA);
    await library.put('b/Emma.mp3', { ...EMMA, composer: 'Juliet Stevenson' });
    await library.scan();

    const { id } = await plan();
    await carryOut(id);

    expect(await files()).toEqual([
      'Jane Austen/Emma (Juliet Stevenson)/Emma.mp3',
      'Jane Austen/Emma/Emma.mp3',
    ]);
    expect((await plan()).task).toMatchObject({ result: { in_place: 2 } });
  });

  it('takes single files out of a folder that they share, with what is called as they are', async () => {
    await library.put('Emma.mp3', EMMA);
    await library.put('Dracula.mp3', DRACULA);
    await writeFile(library.at('Emma.jpg'), 'an image');
    await writeFile(library.at('readme.txt'), 'mine');
    await library.scan();

    const { id } = await plan();
    await carryOut(id);

    expect(await files()).toEqual([
      'Bram Stoker/Dracula/Dracula.mp3',
      'Jane Austen/Emma/Emma.jpg',
      'Jane Austen/Emma/Emma.mp3',
      'readme.txt',
    ]);
    await undo(id);
    expect(await files()).toEqual(['Dracula.mp3', 'Emma.jpg', 'Emma.mp3', 'readme.txt']);
    expect(await library.scan()).toMatchObject({ added: 0, missing: 0 });
  });

  it('goes on where a crash left it', async () => {
    await library.put('x/01.mp3', { ...EMMA, track: { number: 1, total: 2 } });
    await library.put('x/02.mp3', { ...EMMA, track: { number: 2, total: 2 } });
    await library.scan();
    const { id, items } = await plan(TEMPLATE, true);
    const [item] = items;
    if (item === undefined) throw new Error('Nothing was planned.');
    // As after a kill in the midst of the item: its state is written, half of its steps are done.
    await requestCarryingOut(needs(), id);
    await library.db.transaction().execute((tx) => changeReorganisedItem(tx, item.id, 'moving'));
    await moveSteps(library.root, item.steps.slice(0, 2));
    await library.db.transaction().execute((tx) => changeReorganisation(tx, id, ['running'], 'planned'));

    expect(await carryOut(id)).toMatchObject({ result: { moved: 1 } });

    expect(await files()).toEqual(['Jane Austen/Emma/Emma - 01.mp3', 'Jane Austen/Emma/Emma - 02.mp3']);
    expect((await library.item('Jane Austen/Emma')).audio_files).toHaveLength(2);
  });

  it('puts an item back where one of its steps fails', async () => {
    await library.put('x/01.mp3', { ...EMMA, track: { number: 1, total: 2 } });
    await library.put('x/02.mp3', { ...EMMA, track: { number: 2, total: 2 } });
    const steps = [
      { what: 'file', from: 'x/01.mp3', to: 'A/1.mp3' },
      { what: 'file', from: 'x/02.mp3', to: 'A/2.mp3' },
    ] as const;
    await mkdir(library.at('A'));
    await writeFile(library.at('A/2.mp3'), 'mine');

    await expect(moveSteps(library.root, steps)).rejects.toThrow('A/2.mp3 is there already.');

    expect(await files()).toEqual(['A/2.mp3', 'x/01.mp3', 'x/02.mp3']);
  });

  it('renames where only the letters differ', async () => {
    await library.put('jane austen/emma/x.mp3', EMMA);
    await library.scan();

    const { id } = await plan();
    await carryOut(id);

    expect(await files()).toEqual(['Jane Austen/Emma/x.mp3']);
  });

  it('is one at a time', async () => {
    await library.put('x/Emma.mp3', EMMA);
    await library.scan();
    await requestPlan(needs(), library.id, { template: TEMPLATE, renameFiles: false });

    await expect(requestPlan(needs(), library.id, { template: null, renameFiles: false })).rejects.toThrow(
      Conflict,
    );
  });

  it('leaves an item alone whose files went elsewhere since', async () => {
    await library.put('x/Emma.mp3', EMMA);
    await library.scan();
    const { id } = await plan();
    await rename(library.at('x'), library.at('y'));

    await carryOut(id);

    const { items } = await listReorganisedItems(library.db, id, { limit: 10 });
    expect(items).toMatchObject([{ state: 'failed', reason: 'x is not there any more.' }]);
    expect(await files()).toEqual(['y/Emma.mp3']);
    await rm(library.at('y'), { recursive: true });
  });
});

function insertClient(): Promise<number> {
  return library.db.transaction().execute((tx) =>
    insertDownloadClient(tx, {
      kind: 'qbittorrent',
      name: 'qBittorrent',
      url: 'http://127.0.0.1:1',
      username: '',
      passwordEncrypted: null,
      category: 'audiobooks',
      pathMappings: [],
      enabled: true,
    }),
  );
}

function torrentAt(contentPath: string): ClientTorrent {
  return {
    infohash: contentPath,
    name: 'A torrent',
    category: '',
    state: 'complete',
    rawState: 'uploading',
    progress: 1,
    sizeBytes: 1,
    downloadedBytes: 1,
    speedBytesPerSecond: 0,
    etaSeconds: null,
    savePath: '',
    contentPath,
    seeders: 1,
    ratio: 1,
    seedingSeconds: 1,
    errorText: null,
  };
}
