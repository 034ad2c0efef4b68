import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { beginTask, getTask, openTask, succeedTask, type TaskKind } from '../activity/task-store.ts';
import { MINUTE_MS } from '../base/clock.ts';
import { type DownloadState, insertDownload, updateDownload } from '../downloads/download-store.ts';
import type { SendJob } from '../platform/jobs.ts';
import { resumeStalled } from './resume-stalled.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

async function addDownload(state: DownloadState, minutes: number): Promise<number> {
  const { database: db } = database;
  const id = await db.transaction().execute((tx) =>
    insertDownload(tx, {
      wanted_book_id: null,
      search_id: null,
      release_id: null,
      client_id: null,
      title: state,
      size_bytes: null,
    }),
  );
  await updateDownload(db, id, { state, completed_at: state === 'queued' ? null : minutesAgo(minutes) });
  await db
    .updateTable('download')
    .set({ created_at: minutesAgo(minutes) })
    .where('id', '=', id)
    .execute();
  return id;
}

it('sends the job again that a resting download waits for, and leaves the others alone', async () => {
  const [queued, completed] = [await addDownload('queued', 16), await addDownload('completed', 16)];
  for (const state of ['queued', 'completed'] as const) await addDownload(state, 14);
  for (const state of ['downloading', 'imported', 'failed', 'removed'] as const)
    await addDownload(state, 100);
  const sent: unknown[] = [];
  const send: SendJob = async (_, { name }, payload) => void sent.push([name, payload]);

  await resumeStalled({ db: database.database, send, clock: { now: () => NOW } });

  expect(sent).toHaveLength(2);
  expect(sent).toEqual(
    expect.arrayContaining([
      ['hand-over-release', { download_id: queued }],
      ['import-download', { download_id: completed }],
    ]),
  );
});

async function addTask(kind: TaskKind, subject: number, minutes: number): Promise<number> {
  const { database: db } = database;
  const { id } = await db.transaction().execute((tx) => openTask(tx, kind, subject));
  await db
    .updateTable('task')
    .set({ created_at: new Date(Date.now() - minutes * MINUTE_MS) })
    .where('id', '=', id)
    .execute();
  return id;
}

it('sends the job of a task again that is not over, and ends that of a backup that nobody makes', async () => {
  const { database: db } = database;
  await db.deleteFrom('download').execute();
  const [scan, search] = [await addTask('scan_library', 1, 16), await addTask('search_wanted_book', 2, 16)];
  const [verify, backup] = [await addTask('verify_backup', 3, 16), await addTask('create_backup', 4, 16)];
  await addTask('scan_library', 5, 14);
  await succeedTask(db, await addTask('scan_library', 6, 100), {});
  // Its time runs from when it was begun.
  await beginTask(db, await addTask('scan_library', 7, 100));
  const sent: unknown[] = [];
  const send: SendJob = async (_, { name }, payload) => void sent.push([name, payload]);

  await resumeStalled({ db, send, clock: { now: () => new Date() } });

  expect(sent).toEqual([
    ['scan-library', { task_id: scan, library_id: 1 }],
    ['search-wanted-book', { task_id: search, wanted_id: 2 }],
    ['verify-backup', { task_id: verify, backup_id: 3 }],
  ]);
  await expect(getTask(db, backup)).resolves.toMatchObject({
    state: 'failed',
    error: expect.stringContaining('restored'),
  });
});
