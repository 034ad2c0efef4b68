import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
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
