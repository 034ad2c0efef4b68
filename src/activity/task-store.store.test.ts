import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import {
  beginTask,
  failTask,
  forgetTasksBefore,
  getTask,
  latestTasks,
  listTasks,
  openTask,
  progressTask,
  succeedTask,
  type TaskKind,
} from './task-store.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

function open(subjectId: number, kind: TaskKind = 'scan_library') {
  return database.database.transaction().execute((tx) => openTask(tx, kind, subjectId));
}

const read = (id: number) => getTask(database.database, id);

describe('a task', () => {
  it('does not end before it began, even where the clock was set back in the meantime', async () => {
    const { database: db } = database;
    const later = new Date(Date.now() + 3_600_000);
    const [one, other] = [await open(1), await open(2)];
    await db.updateTable('task').set({ created_at: later }).execute();

    await beginTask(db, one.id);
    await succeedTask(db, one.id, {});
    await failTask(db, other.id, 'It never began.');

    expect(await read(one.id)).toMatchObject({ started_at: later, finished_at: later });
    expect(await read(other.id)).toMatchObject({ started_at: null, state: 'failed' });
  });

  it('goes from queued over running to its result', async () => {
    const { database: db } = database;
    const { id, made } = await open(7);
    expect(made).toBe(true);
    expect(await read(id)).toMatchObject({
      kind: 'scan_library',
      subject_id: 7,
      state: 'queued',
      progress_done: 0,
      progress_total: null,
      started_at: null,
      finished_at: null,
      result: null,
      error: null,
    });

    await beginTask(db, id);
    await progressTask(db, id, 3, 10);
    expect(await read(id)).toMatchObject({ state: 'running', progress_done: 3, progress_total: 10 });
    expect((await read(id)).started_at).toBeInstanceOf(Date);

    await succeedTask(db, id, { items: [1, 2] });
    expect(await read(id)).toMatchObject({ state: 'succeeded', result: { items: [1, 2] }, error: null });
    expect((await read(id)).finished_at).toBeInstanceOf(Date);
  });

  it('that has ended stays as it ended, whatever a late worker says', async () => {
    const { database: db } = database;
    const { id } = await open(7);
    await failTask(db, id, 'The disk is full.');

    await succeedTask(db, id, { items: 1 });
    await beginTask(db, id);

    expect(await read(id)).toMatchObject({ state: 'failed', error: 'The disk is full.', result: null });
  });

  it('under way is the one that others get; ended, a new one is made', async () => {
    const first = await open(7);
    await beginTask(database.database, first.id);

    expect(await open(7)).toEqual({ id: first.id, made: false });
    expect((await open(8)).made).toBe(true);
    expect((await open(7, 'search_wanted_book')).made).toBe(true);
    await succeedTask(database.database, first.id, {});
    const second = await open(7);
    expect(second).toEqual({ id: expect.any(Number), made: true });
    expect(second.id).not.toBe(first.id);
  });

  it('is made once, however many ask at once', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => open(7)));

    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened.filter(({ made }) => made)).toHaveLength(1);
  });

  it('that is not there is not found', async () => {
    await expect(read(4711)).rejects.toThrow('There is no task 4711.');
  });
});

describe('tasks', () => {
  it('are listed newest first, by pages and by state', async () => {
    const { database: db } = database;
    const ids: number[] = [];
    for (const subject of [1, 2, 3]) ids.push((await open(subject)).id);
    const [first = 0, second = 0, third = 0] = ids;
    await failTask(db, second, 'Gone.');

    const page = await listTasks(db, { limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([third, second]);
    const next = await listTasks(db, { limit: 2, cursor: page.nextCursor ?? '' });
    expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([[first], null]);
    const queued = await listTasks(db, { limit: 9, state: 'queued' });
    expect(queued.items.map(({ id }) => id)).toEqual([third, first]);
  });

  it('tell for each subject which was the last', async () => {
    const { database: db } = database;
    const old = await open(1);
    await succeedTask(db, old.id, {});
    const [young, other] = [await open(1), await open(2)];
    await open(2, 'search_wanted_book');

    const latest = await latestTasks(db, 'scan_library', [1, 2, 3]);

    expect([...latest].map(([subject, { id }]) => [subject, id])).toEqual([
      [1, young.id],
      [2, other.id],
    ]);
    expect(await latestTasks(db, 'scan_library', [])).toEqual(new Map());
  });

  it('are forgotten when they ended long ago, never while they run', async () => {
    const { database: db } = database;
    const [ended, running] = [await open(1), await open(2)];
    await succeedTask(db, ended.id, {});

    await forgetTasksBefore(db, new Date(Date.now() - 60_000));
    expect(await read(ended.id)).toMatchObject({ state: 'succeeded' });
    await forgetTasksBefore(db, new Date(Date.now() + 60_000));

    await expect(read(ended.id)).rejects.toThrow('no task');
    expect(await read(running.id)).toMatchObject({ state: 'queued' });
  });
});
