import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { migrateDown, migrateUp } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { verifySchema } from './verify-schema.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

/** What is said after a change by hand, which is undone again. */
async function differencesAfter(change: string, undo: string): Promise<readonly string[]> {
  const { database: db } = database;
  await sql.raw(change).execute(db);
  const { matches, differences } = await verifySchema(db);
  expect(matches).toBe(differences.length === 0);
  await sql.raw(undo).execute(db);
  expect(await verifySchema(db)).toMatchObject({ matches: true });
  return differences;
}

describe('a schema', () => {
  it('is what the migrations make, at every level, and looking changes nothing', async () => {
    const { database: db } = database;
    const schemas = () => sql`select nspname from pg_namespace order by 1`.execute(db);
    const before = await schemas();

    expect(await verifySchema(db)).toEqual({ matches: true, differences: [], missing: [] });

    const names = (await readMigrations()).map(({ name }) => name);
    await migrateDown(db, names[1]);
    expect(await verifySchema(db)).toEqual({ matches: false, differences: [], missing: names.slice(2) });
    await migrateDown(db);
    expect(await verifySchema(db)).toEqual({ matches: false, differences: [], missing: names });
    await migrateUp(db);
    expect((await schemas()).rows).toEqual(before.rows);
  });

  it.each([
    [
      'drop index book_sort',
      'create index book_sort on book (sort_key, id)',
      'The table book lacks the index book_sort.',
    ],
    [
      'alter table book alter published_year type bigint',
      'alter table book alter published_year type integer',
      'The column published_year of book is `bigint`, should be `integer`.',
    ],
    [
      'alter table book alter title drop not null',
      'alter table book alter title set not null',
      'The column title of book is `text`, should be `text not null`.',
    ],
    [
      'alter table author alter sort_key type text collate "default"',
      'alter table author alter sort_key type text collate "C"',
      'The column sort_key of author is `text not null`, should be `text collate "C" not null`.',
    ],
    [
      'alter table author alter created_at drop default',
      'alter table author alter created_at set default now()',
      'The column created_at of author is `timestamp with time zone not null`, should be `timestamp with time zone not null default now()`.',
    ],
    [
      'alter table book add my_note text',
      'alter table book drop my_note',
      'The table book has the column my_note, but no migration makes it.',
    ],
    [
      'create table mine (id integer primary key)',
      'drop table mine',
      'The table mine is there, but no migration makes it.',
    ],
    [
      'alter table audit_entry disable trigger audit_entry_append_only',
      'alter table audit_entry enable trigger audit_entry_append_only',
      expect.stringMatching(
        /^The trigger audit_entry_append_only of audit_entry is `.+ \(disabled\)`, should be/,
      ),
    ],
    [
      "create function mine() returns integer language sql as 'select 1'",
      'drop function mine()',
      'The function mine() is there, but no migration makes it.',
    ],
    [
      'alter sequence live_event_id cycle',
      'alter sequence live_event_id no cycle',
      expect.stringContaining('cycle`, should be'),
    ],
  ])('is told apart after %s', async (change, undo, said) => {
    expect(await differencesAfter(change, undo)).toEqual([said]);
  });

  it('tells a table that is gone in one sentence, with what pointed at it', async () => {
    const { database: db } = database;
    await sql`drop table known_device cascade`.execute(db);

    const { differences } = await verifySchema(db);

    expect(differences).toEqual(['The table known_device is missing.']);
  });
});
