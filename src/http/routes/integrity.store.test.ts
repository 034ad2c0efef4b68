import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { runInProcess } from '../../../test/support/run-in-process.ts';
import { until } from '../../../test/support/until.ts';
import { health } from '../../contract/health.ts';
import * as libraries from '../../contract/libraries.ts';
import * as items from '../../contract/library-items.ts';
import { readConfig } from '../../platform/config.ts';

let app: TestApp;
let folder: string;
let library: number;

const at = (id: number) => ({ params: { id } });

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'integrity-')));
  const { programFolders } = readConfig(folder);
  app = await startTestApp({ programFolders, integrityCheckDays: 30, metricsKeptMs: () => 0 });
  const path = join(folder, 'Jane Austen', 'Emma', 'Emma.mp3');
  await makeAudioFile(path, { format: 'mp3', seconds: 10 });
  await makeAudioFile(join(folder, 'Jane Austen', 'Sanditon', 'Sanditon.m4b'), { format: 'm4b', seconds: 2 });
  const bytes = await readFile(path);
  // What a scan does not see: the index is whole, the audio is not.
  await writeFile(path, bytes.fill(0x55, 4000, 20_000));
  ({ id: library } = await app.call(libraries.addLibrary, { body: { name: 'Books', path: folder } }));
  await app.endOfTask((await app.call(libraries.scanLibrary, at(library))).task_id);
}, 60_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const list = (faults?: 'true' | 'false') =>
  app.call(items.listLibraryItems, { query: { count: 'true', ...(faults === undefined ? {} : { faults }) } });

async function metric(name: string): Promise<string | undefined> {
  const text = await (await app.fetch('/metrics', { headers: { 'x-api-key': app.apiKey } })).text();
  return new RegExp(`^mamcrawler_${name} (\\S+)$`, 'mu').exec(text)?.[1];
}

describe('the audio of a library', () => {
  it('is not known before it was looked into', async () => {
    expect((await list()).items.map(({ check }) => check)).toEqual([null, null]);
    expect((await list('true')).total).toBe(0);
    expect((await app.call(health)).services['library_files']).toEqual({
      status: 'healthy',
      detail: '0 of 2 items looked into; none is broken.',
    });
  });

  it('is looked into, and what is found stands everywhere', async () => {
    const { task_id } = await app.call(libraries.checkLibrary, at(library));
    expect(await app.endOfTask(task_id)).toMatchObject({
      kind: 'check_library',
      subject_id: library,
      state: 'succeeded',
      progress: { done: 2, total: 2 },
      result: { items: 2, severe: 1, method: 'decode' },
    });

    const [emma, ...none] = (await list('true')).items;
    expect(none).toEqual([]);
    expect(emma).toMatchObject({
      path: 'Jane Austen/Emma',
      faults: [],
      check: {
        method: 'decode',
        is_outdated: false,
        decayed: false,
        findings: [{ severity: 'severe', path: 'Jane Austen/Emma/Emma.mp3' }],
      },
    });
    expect((await list('false')).items.map(({ path }) => path)).toEqual(['Jane Austen/Sanditon']);
    expect((await list('true')).total).toBe(1);
    expect(await app.call(libraries.getLibrary, at(library))).toMatchObject({ fault_count: 1 });
    expect([await metric('items_checked'), await metric('items_broken')]).toEqual(['2', '1']);
  });

  it('is one word of health for strangers, and sentences for administrators', async () => {
    // Health is kept for moments.
    await until('the health tells of it', async () => (await app.call(health)).status === 'degraded');
    expect((await app.call(health, {}, {})).services['library_files']).toEqual({ status: 'degraded' });
    expect((await app.call(health)).services['library_files']).toMatchObject({
      status: 'degraded',
      detail: '2 of 2 items looked into; 1 item is broken.',
      error: 'Within a week 1 item was found broken.',
    });
  });

  it('of one item is looked into again', async () => {
    const [emma] = (await list('true')).items;
    const { task_id } = await app.call(items.checkLibraryItem, at(emma?.id ?? 0));
    expect(await app.endOfTask(task_id)).toMatchObject({ kind: 'check_library_item', state: 'succeeded' });
    const again = await app.call(items.getLibraryItem, at(emma?.id ?? 0));
    expect(Date.parse(again.check?.checked_at ?? '')).toBeGreaterThan(
      Date.parse(emma?.check?.checked_at ?? ''),
    );
  });

  it('is looked into from the command line', async () => {
    const all = await runInProcess(app, ['check', 'Books']);
    expect(all).toMatchObject({
      status: 0,
      out: 'Books: 2 items looked into by ffmpeg. 1 finding: mamcrawler library --faults\n',
    });
    expect((await runInProcess(app, ['library', '--faults'])).out).toContain('It is not whole');
    const sanditon = (await list('false')).items[0]?.id;
    expect((await runInProcess(app, ['check', '--item', `${sanditon}`])).out).toMatch(
      /Nothing is wrong\.\n$/,
    );
  });

  it('of what is not there cannot be looked into', async () => {
    await expect(app.call(items.checkLibraryItem, at(4711))).rejects.toThrow(
      'There is no library item 4711.',
    );
    await expect(app.call(libraries.checkLibrary, at(4711))).rejects.toThrow('There is no library 4711.');
  });
});
