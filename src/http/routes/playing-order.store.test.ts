import { mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import type { AudioFormat } from '../../../test/support/audio-files/encode-audio.ts';
import type { SampleTags } from '../../../test/support/audio-files/sample-tags.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { readRefusal } from '../../../test/support/refusal.ts';
import * as libraries from '../../contract/libraries.ts';
import * as contract from '../../contract/library-items.ts';
import { NO_LONGER_FITS } from '../../library/playing-order/apply-order.ts';

let app: TestApp;
let folder: string;
let library: number;

const at = (id: number) => ({ params: { id } });

async function put(path: string, tags: SampleTags = {}, format: AudioFormat = 'mp3'): Promise<void> {
  await makeAudioFile(join(folder, path), { format, seconds: 2, tags: { artist: 'Jane Austen', ...tags } });
}

async function scan() {
  const { state, result } = await app.endOfTask((await app.call(libraries.scanLibrary, at(library))).task_id);
  expect(state).toBe('succeeded');
  return result;
}

async function items() {
  return (await app.call(contract.listLibraryItems, { query: { limit: '200' } })).items;
}

async function item(path: string) {
  const found = (await items()).find((each) => each.path === path);
  if (found === undefined) throw new Error(`There is no item ${path}`);
  return await app.call(contract.getLibraryItem, at(found.id));
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'playing-order-')));
  app = await startTestApp();
  const emma = (disc: number, track: number) =>
    put(`Austen/Emma - Disc ${disc}/${track}.mp3`, { album: `Emma (Disc ${disc})`, title: `Part ${track}` });
  await Promise.all([emma(1, 1), emma(1, 2), emma(2, 1), emma(2, 3)]);
  await put('Austen/Sanditon.m4b', { album: 'Sanditon' }, 'm4b');
  await put('Austen/Persuasion.m4b', { album: 'Persuasion' }, 'm4b');
  await writeFile(
    join(folder, 'Austen/Sanditon.cue'),
    'FILE "Sanditon.wav" WAVE\n TRACK 01 AUDIO\n  TITLE "Sands"\n  INDEX 01 00:00:00\n TRACK 02 AUDIO\n  TITLE "Sea"\n  INDEX 01 00:01:00\n',
  );
  await put('Austen/Lady Susan/a.mp3', { album: 'Lady Susan', track: { number: 2 } });
  await put('Austen/Lady Susan/b.mp3', { album: 'Lady Susan', track: { number: 1 } });
  ({ id: library } = await app.call(libraries.addLibrary, { body: { name: 'Books', path: folder } }));
  await scan();
}, 60_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('a folder of several books', () => {
  it('is divided by tags, and discs beside each other are one book', async () => {
    expect((await items()).map(({ path, book }) => [path, book?.title])).toEqual([
      ['Austen/Emma', 'Emma'],
      ['Austen/Lady Susan', 'Lady Susan'],
      ['Austen/Persuasion.m4b', 'Persuasion'],
      ['Austen/Sanditon.m4b', 'Sanditon'],
    ]);
    const { chapters, chapter_source } = await item('Austen/Sanditon.m4b');
    expect([chapter_source, ...chapters.map(({ title }) => title)]).toEqual(['cue', 'Sands', 'Sea']);
    expect(await scan()).toMatchObject({ items: 4, unchanged: 4, missing: 0 });
  });

  it('shows how the order was found, and what is missing among the faults', async () => {
    const emma = await item('Austen/Emma');
    const gap = 'Between "Emma - Disc 2/1.mp3" and "Emma - Disc 2/3.mp3" one file is missing: number 2.';

    expect(emma.audio_files.map(({ path, disc, track }) => [path.slice(14), disc, track])).toEqual([
      ['Disc 1/1.mp3', 1, 1],
      ['Disc 1/2.mp3', 1, 2],
      ['Disc 2/1.mp3', 2, 1],
      ['Disc 2/3.mp3', 2, 3],
    ]);
    expect(emma.order).toMatchObject({ by: 'names', agreeing: ['titles'], gaps: [gap], collisions: [] });
    expect(emma.faults).toEqual([{ path: 'Austen/Emma', fault: gap }]);
    expect(emma.chapter_source).toBe('files');
  });
});

describe('the playing order', () => {
  const found = ['Austen/Lady Susan/b.mp3', 'Austen/Lady Susan/a.mp3'];
  const wanted = found.toReversed();
  const pathsOf = (detail: Awaited<ReturnType<typeof item>>) => detail.audio_files.map(({ path }) => path);
  const touch = () => utimes(join(folder, 'Austen/Lady Susan/a.mp3'), new Date(), new Date(1e12));

  it('is put right by a person, and the chapters follow', async () => {
    const before = await item('Austen/Lady Susan');
    expect([pathsOf(before), before.order?.by]).toEqual([found, 'tags']);

    const after = await app.call(contract.setPlayingOrder, { ...at(before.id), body: { paths: wanted } });

    expect([pathsOf(after), after.order?.by]).toEqual([wanted, 'person']);
    expect(after.chapters.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(after.chapters[1]?.start_seconds).toBeCloseTo(after.audio_files[0]?.duration_seconds ?? 0, 2);
  });

  it('is kept by a scan that reads the files anew', async () => {
    await touch();

    expect(await scan()).toMatchObject({ changed: 1 });

    const kept = await item('Austen/Lady Susan');
    expect([pathsOf(kept), kept.order?.by, kept.faults]).toEqual([wanted, 'person', []]);
  });

  it('is taken back to what was found', async () => {
    const { id } = await item('Austen/Lady Susan');

    const again = await app.call(contract.forgetPlayingOrder, at(id));

    expect([pathsOf(again), again.order?.by]).toEqual([found, 'tags']);
  });

  it('does not fit any more when a file was added, which is a fault until it is given again', async () => {
    const { id } = await item('Austen/Lady Susan');
    await app.call(contract.setPlayingOrder, { ...at(id), body: { paths: wanted } });
    await put('Austen/Lady Susan/c.mp3', { album: 'Lady Susan', track: { number: 3 } });
    await scan();

    const grown = await item('Austen/Lady Susan');
    expect(grown.faults.map(({ fault }) => fault)).toEqual([NO_LONGER_FITS]);
    expect(pathsOf(grown)).toEqual([...found, 'Austen/Lady Susan/c.mp3']);

    const paths = ['Austen/Lady Susan/c.mp3', ...wanted];
    const again = await app.call(contract.setPlayingOrder, { ...at(id), body: { paths } });
    expect([pathsOf(again), again.faults]).toEqual([paths, []]);
  });

  it.each<[string, (paths: readonly string[]) => readonly string[]]>([
    ['is not among the paths', (paths) => paths.slice(1)],
    ['is no file of this item', (paths) => [...paths, 'Austen/Emma/9.mp3']],
    ['is named twice', (paths) => [...paths.slice(1), ...paths.slice(1)]],
  ])('refuses an order in which a file %s', async (message, change) => {
    const detail = await item('Austen/Lady Susan');
    const answer = await app.fetch(`/api/library-items/${detail.id}/playing-order`, {
      method: 'PUT',
      headers: { 'x-api-key': app.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ paths: change(pathsOf(detail)) }),
    });

    const { context } = await readRefusal(answer, 422, 'validation_error');
    expect(JSON.stringify(context)).toContain(message);
  });
});
