import { once } from 'node:events';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { severable } from '../../test/support/severable-connection.ts';
import { until } from '../../test/support/until.ts';
import { runAlone } from './run-alone.ts';

const log = pino({ enabled: false });
const LOCK = 4711;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

/** Work that notes when it begins and ends, and lasts until it is told to stop. */
function notedWork(name: string, notes: string[]) {
  return async (signal: AbortSignal) => {
    notes.push(`${name} begins`);
    if (!signal.aborted) await once(signal, 'abort');
    notes.push(`${name} ends`);
  };
}

describe('runAlone', () => {
  it('works in one process at a time; when that one ends, another takes over', async () => {
    const notes: string[] = [];
    const options = { connection: { ...database.connection }, lock: LOCK, log, retryMs: 50 };
    const first = runAlone(options, notedWork('first', notes));
    await until('the first works', () => notes.length === 1);
    await using _second = runAlone(options, notedWork('second', notes));
    await using _other = runAlone({ ...options, lock: LOCK + 1 }, notedWork('other', notes));
    await until('the work under another lock runs', () => notes.includes('other begins'));

    await first[Symbol.asyncDispose]();
    await until('the second works', () => notes.includes('second begins'));

    expect(notes).toEqual(['first begins', 'other begins', 'first ends', 'second begins']);
  });

  it('stops the work when its connection breaks, for the lock is gone with it, and begins again', async () => {
    await using way = await severable(database.connection);
    const notes: string[] = [];
    await using _work = runAlone(
      { connection: { ...way.connection }, lock: LOCK + 2, log, retryMs: 50 },
      notedWork('it', notes),
    );
    await until('it works', () => notes.length === 1);

    way.cut();
    await until('it stopped', () => notes.length === 2);
    way.mend();
    await until('it works again', () => notes.length === 3);

    expect(notes).toEqual(['it begins', 'it ends', 'it begins']);
  });

  it('ends at once while it stands by', async () => {
    const options = { connection: { ...database.connection }, lock: LOCK + 3, log };
    const notes: string[] = [];
    await using _holder = runAlone(options, notedWork('holder', notes));
    await until('the holder works', () => notes.length === 1);
    const waiting = runAlone(options, notedWork('waiting', notes));

    await waiting[Symbol.asyncDispose]();

    expect(notes).toEqual(['holder begins']);
  });
});
