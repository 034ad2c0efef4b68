import { readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBrokenFile } from '../../../test/support/audio-files/broken-files.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { openTestLibrary, type TestLibrary } from '../../../test/support/test-library.ts';
import { cancelTask } from '../../activity/cancel-task.ts';
import { getTask } from '../../activity/task-store.ts';
import { DAY_MS, systemClock } from '../../base/clock.ts';
import { whileHeld } from '../../platform/advisory-lock.ts';
import { readConfig } from '../../platform/config.ts';
import { findProgram } from '../../platform/find-program.ts';
import type { SendJob } from '../../platform/jobs.ts';
import { CHECK_ITEMS_LOCK } from '../../platform/lock-numbers.ts';
import { type AudioReader, createAudioReader } from '../audio-reader.ts';
import { checkDueItems } from './check-due-items.ts';
import { readChecks, readDueItems, summariseChecks } from './check-store.ts';
import { requestCheck, requestItemCheck, runCheck, runItemCheck } from './run-check.ts';

let reader: AudioReader;
let library: TestLibrary;
let ffmpeg: string | null;

const attempt = { isLast: true, signal: new AbortController().signal };
const send: SendJob = async () => {};
const long = new Date(0);

beforeAll(async () => {
  reader = createAudioReader();
  library = await openTestLibrary(reader);
  ffmpeg = await findProgram('ffmpeg', readConfig(library.root).programFolders);
  const { put } = library;
  await makeAudioFile(library.at('Jane Austen/Emma/Emma.m4b'), {
    format: 'm4b',
    seconds: 10,
    tags: { album: 'Emma' },
  });
  for (const number of [1, 2, 4])
    await put(`Jane Austen/Sanditon/${number}.mp3`, { album: 'Sanditon', track: { number } });
  await makeBrokenFile(library.at('Leo Tolstoy/War and Peace/1.mp3'), 'truncated-mp3');
  await library.scan();
}, 60_000);

afterAll(async () => {
  await library[Symbol.asyncDispose]();
  await reader[Symbol.asyncDispose]();
});

const needs = () => ({ db: library.db, clock: systemClock, reader, ffmpeg, connection: library.connection });

async function check(options: Partial<ReturnType<typeof needs>> = {}) {
  const { db, id } = library;
  const taskId = await requestCheck({ db, send }, id);
  await runCheck({ ...needs(), ...options }, { task_id: taskId, library_id: id }, attempt);
  return getTask(db, taskId);
}

async function checkOf(path: string) {
  const { id } = await library.item(path);
  const found = (await readChecks(library.db, [id])).get(id);
  if (found === undefined) throw new Error(`${path} was never checked`);
  return { ...found, words: found.findings.map(({ severity, kind }) => `${severity} ${kind}`) };
}

describe('a check', () => {
  it('by structure, without ffmpeg, finds what indexes tell', async () => {
    expect(await check({ ffmpeg: null })).toMatchObject({
      state: 'succeeded',
      progress_done: 3,
      result: { items: 3, severe: 2, slight: 0, method: 'structure' },
    });
    expect(await checkOf('Jane Austen/Emma')).toMatchObject({ method: 'structure', words: [] });
    expect((await checkOf('Leo Tolstoy/War and Peace')).words).toEqual(['severe broken_structure']);
  });

  it('by ffmpeg finds what can be heard', async () => {
    expect(await check()).toMatchObject({ result: { items: 3, severe: 2, method: 'decode' } });
    expect(await checkOf('Jane Austen/Emma')).toMatchObject({
      method: 'decode',
      words: [],
      isOutdated: false,
    });
    expect((await checkOf('Jane Austen/Sanditon')).words).toEqual(['severe missing_parts']);
    const { words, findings } = await checkOf('Leo Tolstoy/War and Peace');
    expect(words).toEqual(['severe truncated']);
    expect(findings[0]).toMatchObject({ path: 'Leo Tolstoy/War and Peace/1.mp3' });
    expect(await summariseChecks(library.db, long)).toMatchObject({
      items: 3,
      checked: 3,
      decoded: 3,
      severe: 2,
      newlySevere: 2,
      decayed: 0,
    });
  });

  it('tells what decayed on the disk from what somebody changed', async () => {
    const path = library.at('Jane Austen/Emma/Emma.m4b');
    const { atime, mtime } = await stat(path);
    const sound = await readFile(path);
    const rotten = Buffer.from(sound).fill(0x55, 1000, Math.floor(sound.length / 2));
    await writeFile(path, rotten);
    // As a failing disk does it: neither size nor time tell.
    await utimes(path, atime, mtime);
    const { id } = await library.item('Jane Austen/Emma');
    const again = async () => {
      const taskId = await requestItemCheck({ db: library.db, send }, id);
      await runItemCheck(needs(), { task_id: taskId, library_item_id: id }, attempt);
      return checkOf('Jane Austen/Emma');
    };

    expect(await again()).toMatchObject({ decayed: true, isOutdated: false });
    expect(await again()).toMatchObject({ decayed: true });

    await writeFile(path, rotten);
    expect(await again()).toMatchObject({ decayed: false, words: ['slight changed'] });
    await library.scan();
    expect(await checkOf('Jane Austen/Emma')).toMatchObject({ isOutdated: true });
    expect(await again()).toMatchObject({ decayed: false, isOutdated: false });
    await writeFile(path, sound);
    await library.scan();
    expect(await again()).toMatchObject({ decayed: false, words: [] });
  });

  it('of a folder that is not there blames no file', async () => {
    const before = await summariseChecks(library.db, long);
    await rename(library.root, `${library.root}-away`);
    try {
      expect(await check()).toMatchObject({ state: 'failed', error: expect.stringMatching(/is not there/) });
    } finally {
      await rename(`${library.root}-away`, library.root);
    }
    expect(await summariseChecks(library.db, long)).toEqual(before);
  });

  it('goes on after a crash where it was', async () => {
    const { db, id } = library;
    const taskId = await requestCheck({ db, send }, id);
    const stopped = AbortSignal.abort(new Error('The program ends.'));
    const payload = { task_id: taskId, library_id: id };
    await expect(runCheck(needs(), payload, { isLast: false, signal: stopped })).rejects.toThrow('ends');
    await db.updateTable('task').set({ created_at: long }).where('id', '=', taskId).execute();

    await runCheck(needs(), payload, attempt);

    expect(await getTask(db, taskId)).toMatchObject({ progress_done: 3, result: { items: 0 } });
  });

  it('can be cancelled, also while it waits for another', async () => {
    const { db, id } = library;
    await whileHeld(library.connection, CHECK_ITEMS_LOCK, async () => {
      const taskId = await requestCheck({ db, send }, id);
      const running = runCheck(needs(), { task_id: taskId, library_id: id }, attempt);
      await cancelTask(needs(), taskId);
      await running;
      expect(await getTask(db, taskId)).toMatchObject({ state: 'cancelled' });
    });
  });
});

describe('the share of an hour', () => {
  const share = (options: { days?: number; isBusy?: boolean } = {}) =>
    checkDueItems(
      { ...needs(), days: options.days ?? 30, isBusy: async () => options.isBusy ?? false },
      attempt,
    );
  const ages = async () => {
    const rows = await library.db
      .selectFrom('item_check')
      .select(['library_item_id', 'checked_at'])
      .orderBy('library_item_id')
      .execute();
    return rows.map(({ checked_at }) => checked_at.getTime());
  };
  const due = async () => {
    const found = await readDueItems(library.db, {
      method: 'decode',
      before: new Date(Date.now() - 30 * DAY_MS),
      limit: 10,
    });
    const paths = new Map((await library.items()).map(({ id, path }) => [id, path]));
    return found.map(({ id }) => paths.get(id)?.split('/').at(-1));
  };

  it('is what changed, then what was never looked into, then what was longest ago', async () => {
    const { db } = library;
    expect(await due()).toEqual([]);
    const [emma, sanditon, war] = (await library.items()).map(({ id }) => id);
    await db
      .deleteFrom('item_check')
      .where('library_item_id', '=', sanditon ?? 0)
      .execute();
    const set = (id: number | undefined, changes: { signature?: string; checked_at?: Date }) =>
      db
        .updateTable('item_check')
        .set(changes)
        .where('library_item_id', '=', id ?? 0)
        .execute();
    await set(war, { signature: 'another' });
    await set(emma, { checked_at: new Date(Date.now() - 40 * DAY_MS) });
    expect(await due()).toEqual(['War and Peace', 'Sanditon', 'Emma']);
  });

  it('is nothing while others need the disk, and where it is switched off', async () => {
    const before = await ages();
    await share({ isBusy: true });
    await share({ days: 0 });
    expect(await ages()).toEqual(before);
  });

  it('is small, so that a full pass spreads over its days', async () => {
    await share();
    expect(await due()).toEqual(['Sanditon', 'Emma']);
    await share();
    await share();
    await share();
    expect(await due()).toEqual([]);
  });
});
