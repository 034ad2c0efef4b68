import { link, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import type { AudioFormat } from '../../../test/support/audio-files/encode-audio.ts';
import type { SampleTags } from '../../../test/support/audio-files/sample-tags.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { runInProcess } from '../../../test/support/run-in-process.ts';
import { until } from '../../../test/support/until.ts';
import * as contract from '../../contract/duplicates.ts';
import { addLibrary, scanLibrary } from '../../contract/libraries.ts';
import { listTasks } from '../../contract/tasks.ts';

let app: TestApp;
let folder: string;
let library: number;

const at = (id: number) => ({ params: { id } });
const emma = { album: 'Emma', artist: 'Jane Austen' };

function put(path: string, tags: SampleTags, { seconds = 4, format = 'mp3' as AudioFormat } = {}) {
  return makeAudioFile(join(folder, path), { format, seconds, tags });
}

async function scan(): Promise<void> {
  await app.endOfTask((await app.call(scanLibrary, at(library))).task_id);
  await until('nothing is looked for any more', async () => {
    const { items } = await app.call(listTasks, {});
    return items.every(({ finished_at }) => finished_at !== null);
  });
}

const list = async (query: { kind?: (typeof contract.DUPLICATE_KINDS)[number]; kept?: 'true' } = {}) =>
  (await app.call(contract.listDuplicates, { query })).items;

const shown = async (query: Parameters<typeof list>[0] = {}) =>
  (await list(query)).map(({ kind, members }) => [kind, ...members.map(({ path }) => path)]);

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'duplicates-')));
  app = await startTestApp();
  await put('A/Emma/Emma.mp3', { ...emma, narrator: 'Moira Fogarty' });
  await put('B/Emma/Emma.m4b', { ...emma, narrator: 'Moira Fogarty' }, { format: 'm4b' });
  await put('C/Emma/Emma.mp3', { ...emma, narrator: 'Juliet Stevenson' }, { seconds: 9 });
  for (const number of [1, 2, 3]) {
    const name = `${number}.mp3`;
    await put(`D/Sanditon/${name}`, { album: 'Sanditon', track: { number } }, { seconds: number + 2 });
    await mkdir(join(folder, 'E/Another name'), { recursive: true });
    await link(join(folder, 'D/Sanditon', name), join(folder, 'E/Another name', name));
  }
  for (const [name, seconds] of [
    ['Book 1 - The Beginning', 5],
    ['Book 2 - The End', 6],
    ['Books 1-2 - The Whole', 11],
  ] as const)
    await put(`Ann Author/Tales/${name}/all.mp3`, { artist: 'Ann Author' }, { seconds });
  ({ id: library } = await app.call(addLibrary, { body: { name: 'Books', path: folder } }));
  await scan();
}, 60_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('duplicates', () => {
  it('are found after a scan, in other encodings and by running times alone', async () => {
    expect(await shown()).toEqual([
      ['same_recording', 'A/Emma', 'B/Emma'],
      ['same_recording', 'D/Sanditon', 'E/Another name'],
      ['two_recordings', 'A/Emma', 'C/Emma'],
      [
        'omnibus',
        'Ann Author/Tales/Books 1-2 - The Whole',
        'Ann Author/Tales/Book 1 - The Beginning',
        'Ann Author/Tales/Book 2 - The End',
      ],
    ]);
    expect(await shown({ kind: 'two_recordings' })).toHaveLength(1);
  });

  it('are shown side by side, with what may go and why', async () => {
    const [encodings, links] = await list();
    expect(encodings).toMatchObject({
      members: [
        { codecs: ['mp3'], narrators: ['Moira Fogarty'], book: { title: 'Emma' }, file_count: 1 },
        { codecs: ['aac'], findings: [], is_missing: false },
      ],
      recommendation: {
        action: 'keep_one',
        reason: expect.stringMatching(/^Keep ".+ may go, which frees .+\.$/),
      },
      differences: expect.arrayContaining([expect.stringMatching(/^Sound: MP3 .* · AAC /)]),
    });
    expect(links?.recommendation).toMatchObject({
      action: 'keep_all',
      reason: expect.stringContaining('hardlinks'),
    });
    expect(await app.call(contract.getDuplicate, at(encodings?.id ?? 0))).toEqual(encodings);
  });

  it('that somebody keeps are listed no more, also after another search, until that is taken back', async () => {
    const [group] = await list();
    const id = group?.id ?? 0;

    expect((await app.call(contract.keepDuplicate, at(id))).kept_at).not.toBeNull();
    await app.endOfTask((await app.call(contract.findDuplicates, {})).task_id);

    expect((await list()).map((each) => each.id)).not.toContain(id);
    expect((await list({ kept: 'true' })).map((each) => each.id)).toEqual([id]);
    expect((await app.call(contract.unkeepDuplicate, at(id))).kept_at).toBeNull();
    expect((await list()).map((each) => each.id)).toContain(id);
  });

  it('are listed and kept from the command line, too', async () => {
    const { out } = await runInProcess(app, ['duplicates', '--find', '--kind', 'two_recordings']);
    expect(out).toMatch(/two recordings +Emma +2 +keep all/);
    expect(out).toContain('These are different recordings of one book');
    const [group] = await list({ kind: 'two_recordings' });
    const keep = ['duplicates', 'keep', `${group?.id}`];
    expect((await runInProcess(app, keep)).out).toBe(
      `Group ${group?.id} is kept whole, and listed no more.\n`,
    );
    expect((await runInProcess(app, [...keep, '--undo'])).out).toBe(`Group ${group?.id} is listed again.\n`);
  });

  it('are kept as long as nothing joins them, and gone with their files', async () => {
    const [group] = await list();
    await app.call(contract.keepDuplicate, at(group?.id ?? 0));
    await put('F/Emma/Emma.mp3', { ...emma, narrator: 'Moira Fogarty' });
    await scan();
    expect(await shown()).toContainEqual(['same_recording', 'A/Emma', 'B/Emma', 'F/Emma']);

    for (const name of ['F', 'C', 'E']) await rm(join(folder, name), { recursive: true });
    await scan();

    expect((await shown()).map(([kind]) => kind)).toEqual(['omnibus']);
    expect(await shown({ kept: 'true' })).toEqual([['same_recording', 'A/Emma', 'B/Emma']]);
  });

  it('that are not there are not found', async () => {
    await expect(app.call(contract.getDuplicate, at(4711))).rejects.toThrow(
      'There is no group of duplicates 4711.',
    );
    await expect(app.call(contract.keepDuplicate, at(4711))).rejects.toThrow('no group');
  });
});
