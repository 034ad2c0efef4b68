import { sql } from 'kysely';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { until } from '../../test/support/until.ts';
import { awaitSchema } from './await-schema.ts';
import { JOB_SCHEMA_VERSION } from './job-schema.ts';
import { migrateDown, migrateUp } from './migrate.ts';
import { readMigrations } from './migration-files.ts';

const log = pino({ enabled: false });

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

/** Waiting, and what it says of it. */
function startWaiting(signal?: AbortSignal) {
  const said: string[] = [];
  const waiting = awaitSchema({
    db: database.database,
    log,
    signal,
    say: (line) => said.push(line),
    lookMs: 10,
  });
  return { said, waiting };
}

describe('a process that does not migrate', () => {
  it('goes on at once where the schema is current', async () => {
    const { said, waiting } = startWaiting();

    await waiting;
    expect(said).toEqual([]);
  });

  it('waits for the migrations and for the job queue, and says so once', async () => {
    const { database: db } = database;
    await migrateDown(db);
    const { said, waiting } = startWaiting();
    await until('it waits', () => said.length > 0);
    const newest = (await readMigrations()).at(-1)?.name ?? '';
    await migrateUp(db);
    await waiting;
    expect(said).toEqual([expect.stringContaining('Waiting for `mamcrawler migrate up`')]);

    await migrateDown(db, newest, JOB_SCHEMA_VERSION - 1);
    const second = startWaiting();
    await until('it waits', () => second.said.length > 0);
    await migrateUp(db);
    await second.waiting;
  });

  it('ends at once when it is told to', async () => {
    await migrateDown(database.database);
    const stopping = new AbortController();
    const { said, waiting } = startWaiting(stopping.signal);
    await until('it waits', () => said.length > 0);

    stopping.abort(new Error('told to stop'));

    await expect(waiting).rejects.toThrow('told to stop');
  });

  it('refuses a database of a newer version', async () => {
    const { database: db } = database;
    await sql`insert into schema_migration (name, checksum) values ('9999-later', 'x')`.execute(db);

    await expect(startWaiting().waiting).rejects.toThrow(
      'it was made by a newer version. Start that version',
    );
  });
});
