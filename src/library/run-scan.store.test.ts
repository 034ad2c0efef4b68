import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../../test/support/test-library.ts';
import { until } from '../../test/support/until.ts';
import { cancelTask } from '../activity/cancel-task.ts';
import { createAnnounce } from '../activity/facts.ts';
import { getTask } from '../activity/task-store.ts';
import { systemClock } from '../base/clock.ts';
import { type AudioReader, createAudioReader } from './audio-reader.ts';
import { requestScan, runScan } from './run-scan.ts';

let reader: AudioReader;
let library: TestLibrary;

beforeEach(async () => {
  reader = createAudioReader();
  library = await openTestLibrary(reader);
});

afterEach(async () => {
  await reader[Symbol.asyncDispose]();
  await library[Symbol.asyncDispose]();
});

const request = () => requestScan({ db: library.db, send: async () => {} }, library.id);
const cancel = (id: number) => cancelTask({ db: library.db, clock: systemClock }, id);

function run(taskId: number) {
  return runScan(
    { db: library.db, clock: systemClock, announce: createAnnounce([]), reader },
    { task_id: taskId, library_id: library.id },
    { isLast: true, signal: new AbortController().signal },
  );
}

describe('a scan that is cancelled', () => {
  it('before it begins does nothing', async () => {
    await library.put('Jane Austen/Emma/a.mp3');
    const id = await request();

    expect(await cancel(id)).toMatchObject({ state: 'cancelled', finished_at: expect.any(Date) });
    await run(id);

    expect(await library.items()).toEqual([]);
    expect(await getTask(library.db, id)).toMatchObject({ state: 'cancelled', error: null });
  });

  it('ends while a file is read that takes for ever, and another can be started', async () => {
    await reader[Symbol.asyncDispose]();
    reader = createAudioReader({
      workerUrl: new URL('../../test/support/audio-files/failing-worker.ts', import.meta.url),
    });
    await library.put('Jane Austen/Emma/hang.mp3');
    const id = await request();
    const running = run(id);
    await until(
      'a file is being read',
      async () => (await getTask(library.db, id)).progress_detail?.phase === 'Reading',
    );

    expect(await cancel(id)).toMatchObject({ state: 'running', finished_at: null });
    await running;

    expect(await getTask(library.db, id)).toMatchObject({ state: 'cancelled', result: null });
    expect(await request()).not.toBe(id);
  });

  it('cannot be cancelled once it is over', async () => {
    await library.put('Jane Austen/Emma/a.mp3');
    const id = await request();
    await run(id);

    expect(await getTask(library.db, id)).toMatchObject({ state: 'succeeded', progress_done: 1 });
    await expect(cancel(id)).rejects.toThrow('This task is over already.');
    await expect(cancel(4711)).rejects.toThrow('There is no task 4711.');
  });
});
