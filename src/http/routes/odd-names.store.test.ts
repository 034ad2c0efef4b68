import { copyFile, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import * as libraries from '../../contract/libraries.ts';
import * as items from '../../contract/library-items.ts';
import { readConfig } from '../../platform/config.ts';

/** As long as names may be: of letters of two bytes, and of one. */
const LONGEST = `${'é'.repeat(127)}!`;
const LONGEST_FILE = `${'x'.repeat(251)}.mp3`;
const ODD = 'back\\slash "and"\nnew line';

let app: TestApp;
let folder: string;
let library: number;
let scanned: unknown;

const at = (id: number) => ({ params: { id } });

async function scan(): Promise<unknown> {
  const { task_id } = await app.call(libraries.scanLibrary, at(library));
  return (await app.endOfTask(task_id)).result;
}

async function details() {
  const listed = (await app.call(items.listLibraryItems)).items;
  const found = await Promise.all(listed.map(({ id }) => app.call(items.getLibraryItem, at(id))));
  return new Map(found.map((item) => [item.path, item]));
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'odd-names-')));
  app = await startTestApp({ programFolders: readConfig(folder).programFolders });
  const template = join(folder, 'template.mp3');
  await makeAudioFile(template, { format: 'mp3', seconds: 2, cover: true, tags: { artist: 'Jane Austen' } });
  const put = async (parent: string | Buffer, name: string | Buffer) => {
    const place = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(parent)]);
    await mkdir(place);
    await copyFile(template, Buffer.concat([place, Buffer.from('/'), Buffer.from(name)]));
  };
  await put(LONGEST, LONGEST_FILE);
  await put(ODD, `${ODD}.mp3`);
  await put('Emma', Buffer.from('caf\xe9.mp3', 'latin1'));
  await put(Buffer.from('caf\xe9', 'latin1'), '1.mp3');
  await rm(template);
  ({ id: library } = await app.call(libraries.addLibrary, { body: { name: 'Books', path: folder } }));
  scanned = await scan();
}, 60_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('what lies under names that nobody would choose', () => {
  it('is scanned and shown as it is, also of 255 bytes, with backslashes and line breaks', async () => {
    expect(scanned).toMatchObject({ items: 4, added: 4, faults: 2 });

    const found = await details();
    expect(found.get(LONGEST)).toMatchObject({
      book: { title: LONGEST },
      audio_files: [{ path: `${LONGEST}/${LONGEST_FILE}`, codec: 'mp3' }],
      faults: [],
    });
    expect(found.get(ODD)).toMatchObject({
      book: { title: ODD.replace('\n', ' ') },
      audio_files: [{ path: `${ODD}/${ODD}.mp3`, codec: 'mp3' }],
      faults: [],
    });
    const headers = { 'x-api-key': app.apiKey };
    for (const path of [LONGEST, ODD])
      expect((await app.fetch(`/api/library-items/${found.get(path)?.id}/cover`, { headers })).status).toBe(
        200,
      );
  });

  it('is told of where it is not UTF-8', async () => {
    const found = await details();
    expect(found.get('Emma')?.faults).toEqual([
      { path: 'Emma/caf\\xE9.mp3', fault: expect.stringMatching(/^The file's name is not valid UTF-8/) },
    ]);
    expect(found.get('caf\\xE9')?.faults).toEqual([
      { path: 'caf\\xE9', fault: expect.stringMatching(/^The folder's name is not valid UTF-8/) },
    ]);
  });

  it('is known again by the next scan, and can be looked into', async () => {
    expect(await scan()).toMatchObject({ unchanged: 4, files_read: 0 });

    const { task_id } = await app.call(libraries.checkLibrary, at(library));
    expect(await app.endOfTask(task_id)).toMatchObject({ state: 'succeeded' });
    const found = await details();
    for (const path of [LONGEST, ODD])
      expect(found.get(path)?.check).toMatchObject({ method: 'decode', findings: [] });
  }, 30_000);
});
