import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { migrateDown, migrateUp, migrationStatus } from './migrate.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database[Symbol.asyncDispose]());

async function tables(): Promise<readonly unknown[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
    database.database,
  );
  return rows.map(({ name }) => name);
}

describe('migrations', () => {
  it('are applied once, and tell which there are', async () => {
    const { database: db } = database;
    const status = await migrationStatus(db);

    expect(status.length).toBeGreaterThan(0);
    expect(status.every(({ applied }) => applied)).toBe(true);
    expect(await migrateUp(db)).toEqual([]);
  });

  it('are taken back newest first, all or down to one, and applied again', async () => {
    const { database: db } = database;
    const names = (await migrationStatus(db)).map(({ name }) => name);

    expect(await migrateDown(db, names.at(-1) ?? '')).toEqual([]);
    expect(await migrateDown(db)).toEqual(names.toReversed());
    expect(await tables()).toEqual(['schema_migration']);
    expect((await migrationStatus(db)).some(({ applied }) => applied)).toBe(false);
    expect(await migrateUp(db)).toEqual(names);
  });

  it('are applied by one of two that start at once', async () => {
    const { database: db } = database;
    const names = await migrateDown(db);

    const applied = await Promise.all([migrateUp(db), migrateUp(db), migrateUp(db)]);

    expect(applied.flat().toSorted()).toEqual(names.toSorted());
  });

  it('are taken back whole when one fails, and the failure says so', async () => {
    const { database: db } = database;
    const [first = ''] = (await migrateDown(db)).toReversed();
    await sql`create table book (id integer)`.execute(db);

    await expect(migrateUp(db)).rejects.toThrow(
      `Migration ${first} failed and was taken back: relation "book" already exists`,
    );

    expect(await tables()).toEqual(['book', 'schema_migration']);
    await sql`drop table book`.execute(db);
    expect(await migrateUp(db)).toContain(first);
  });

  it('of a newer version are not touched', async () => {
    const { database: db } = database;
    await sql`insert into schema_migration (name, checksum) values ('9999-later', 'x')`.execute(db);

    const message =
      'The database has the migration 9999-later, which this version of MAMcrawler does not know';
    await expect(migrateUp(db)).rejects.toThrow(message);
    await expect(migrateDown(db)).rejects.toThrow(message);
  });

  it('that were edited afterwards are refused', async () => {
    const { database: db } = database;
    await sql`update schema_migration set checksum = 'x'`.execute(db);

    await expect(migrateUp(db)).rejects.toThrow('is not the one that this database was made with');
  });

  it('are only taken back to one that there is', async () => {
    await expect(migrateDown(database.database, '0000-nothing')).rejects.toThrow(
      'There is no migration 0000-nothing.',
    );
  });
});
