import { appendFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { audioBytes, makeAudioFile } from '../../../test/support/audio-files.ts';
import { makeScratchFolder, type ScratchFolder } from '../../../test/support/scratch-folder.ts';
import { until } from '../../../test/support/until.ts';
import {
  addLibrary,
  changeLibrary,
  forgetLibrary,
  getLibrary,
  scanLibrary,
} from '../../contract/libraries.ts';
import { listLibraryItems } from '../../contract/library-items.ts';
import { listTasks } from '../../contract/tasks.ts';

const SETTLE_MS = 300;

let app: TestApp;
let scratch: ScratchFolder;
let root: string;
let id: number;

beforeAll(async () => {
  app = await startTestApp({ watchTimes: { settleMs: SETTLE_MS, lookWithEventsMs: 60_000, lookMs: 100 } });
  scratch = makeScratchFolder();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  scratch[Symbol.dispose]();
});

beforeEach(async () => {
  root = join(scratch.path, `library-${crypto.randomUUID()}`);
  await mkdir(root);
  await put('Known/Book/1.mp3', 'Known');
  ({ id } = await app.call(addLibrary, { body: { name: 'Watched', path: root } }));
  await app.endOfTask((await app.call(scanLibrary, { params: { id } })).task_id);
  await until('it is watched', async () => (await library()).watching !== null);
  return () => app.call(forgetLibrary, { params: { id } });
});

const library = () => app.call(getLibrary, { params: { id } });
const items = async () => (await app.call(listLibraryItems, { query: { library_id: id, limit: 200 } })).items;
const itemAt = async (path: string) => (await items()).find((item) => item.path === path);
const at = (path: string) => join(root, path);
const put = (path: string, title: string) =>
  makeAudioFile(at(path), { format: 'mp3', seconds: 2, tags: { album: title, artist: 'Jane Austen' } });

it('lets what was put in appear without anybody asking, and says how it watches', async () => {
  expect((await library()).watching).toEqual({ by: 'events', reason: null, every_seconds: 60 });
  await put('Jane Austen/Emma/1.mp3', 'Emma');
  await until('Emma is there', async () => (await itemAt('Jane Austen/Emma'))?.book?.title === 'Emma');
});

it('takes up a slow copy when it is whole', async () => {
  const whole = await audioBytes({ format: 'mp3', seconds: 60, tags: { album: 'Persuasion' } });
  const target = at('Jane Austen/Persuasion/1.mp3');
  await mkdir(at('Jane Austen/Persuasion'), { recursive: true });
  let seenEarly = false;
  let longestPause = 0;
  let writtenAt = performance.now();
  for (let from = 0; from < whole.length; from += Math.ceil(whole.length / 30)) {
    await appendFile(target, whole.subarray(from, from + Math.ceil(whole.length / 30)));
    longestPause = Math.max(longestPause, performance.now() - writtenAt);
    writtenAt = performance.now();
    seenEarly ||= (await itemAt('Jane Austen/Persuasion')) !== undefined;
    await delay(20);
  }
  await until('Persuasion is there', async () => (await itemAt('Jane Austen/Persuasion')) !== undefined);
  await until('it is whole', async () => {
    const item = await itemAt('Jane Austen/Persuasion');
    return item?.size_bytes === (await stat(target)).size && item.faults.length === 0;
  });
  // On a machine that lets the writer stand still for so long, a half file may pass for a whole one.
  if (longestPause < SETTLE_MS / 2) expect(seenEarly).toBe(false);
});

it('keeps an item whose folder has another name', async () => {
  const before = await itemAt('Known/Book');
  await rename(at('Known/Book'), at('Known/Book (1815)'));
  await until('it is found again', async () => (await itemAt('Known/Book (1815)')) !== undefined);
  await until('it is the only one', async () => (await items()).length === 1);
  expect((await itemAt('Known/Book (1815)'))?.id).toBe(before?.id);
});

it('notices what is gone, and what was written anew', async () => {
  await put('Known/Other/1.mp3', 'Other');
  await until('the other is there', async () => (await items()).length === 2);
  await rm(at('Known/Other'), { recursive: true });
  await until('the other is gone', async () => (await items()).length === 1);
  await put('Known/Book/1.mp3', 'Known better');
  await until(
    'it has its new title',
    async () => (await itemAt('Known/Book'))?.book?.title === 'Known better',
  );
});

it('finds what changes by looking where it is told to', async () => {
  await app.call(changeLibrary, { params: { id }, body: { watch: 'poll' } });
  await until('it looks', async () => (await library()).watching?.by === 'polling');
  await put('Jane Austen/Emma/1.mp3', 'Emma');
  await until('Emma is there', async () => (await itemAt('Jane Austen/Emma')) !== undefined);
});

it('leaves a library alone that nobody wants watched, and takes up what was missed when it is again', async () => {
  await app.call(changeLibrary, { params: { id }, body: { watch: 'off' } });
  await until('nobody watches', async () => (await library()).watching === null);
  await put('Jane Austen/Emma/1.mp3', 'Emma');
  await app.call(changeLibrary, { params: { id }, body: { watch: 'auto' } });
  await until('Emma is there', async () => (await itemAt('Jane Austen/Emma')) !== undefined);
});

it('makes no task of what is known already', async () => {
  const places = async () =>
    (await app.call(listTasks, { query: { limit: 200 } })).items.filter(
      ({ kind, subject_id }) => kind === 'scan_places' && subject_id === id,
    );
  await writeFile(at('Known/notes.html'), 'nothing that a library reads');
  await put('Jane Austen/Emma/1.mp3', 'Emma');
  await until('Emma is there', async () => (await itemAt('Jane Austen/Emma')) !== undefined);
  await until('it is settled', async () => (await places()).every(({ state }) => state === 'succeeded'));
  expect((await places()).map(({ result }) => result?.['added'])).toEqual([1]);
});
