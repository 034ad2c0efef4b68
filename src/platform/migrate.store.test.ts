import { sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { JOB_SCHEMA_VERSION, readJobSchemaVersion } from './job-schema.ts';
import { migrateDown, migrateUp, migrateWithin } from './migrate.ts';
import { readSchemaState } from './schema-state.ts';

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

async function namesOf(state?: string): Promise<readonly string[]> {
  const { migrations } = await readSchemaState(database.database);
  return migrations
    .filter((migration) => migration.state === (state ?? migration.state))
    .map(({ name }) => name);
}

describe('migrations', () => {
  it('are applied once, and tell which there are', async () => {
    const { database: db } = database;

    expect(await readSchemaState(db)).toMatchObject({ standing: 'current', fault: null });
    expect(await namesOf('applied')).toEqual(await namesOf());
    expect((await namesOf()).length).toBeGreaterThan(2);
    expect(await migrateUp(db)).toEqual([]);
  });

  it('are taken back newest first, all or down to one, and applied again', async () => {
    const { database: db } = database;
    const names = await namesOf();

    expect(await migrateDown(db, names.at(-1) ?? '')).toEqual([]);
    expect(await migrateDown(db, names.at(-2))).toEqual(names.slice(-1));
    expect(await migrateDown(db)).toEqual(names.slice(0, -1).toReversed());
    expect(await tables()).toEqual(['schema_migration']);
    expect(await namesOf('missing')).toEqual(names);
    expect(await readSchemaState(db)).toMatchObject({ standing: 'behind', jobs: { version: null } });
    expect(await migrateUp(db, names[0])).toEqual(names.slice(0, 1));
    expect(await readJobSchemaVersion(db)).toBe(null);
    expect(await migrateUp(db)).toEqual(names.slice(1));
    expect(await readSchemaState(db)).toMatchObject({ standing: 'current' });
  });

  it('are brought to any level within a transaction of the caller, which may take it all back', async () => {
    const { database: db } = database;
    const names = await namesOf();
    const tablesBefore = await tables();

    const work = db.transaction().execute(async (tx) => {
      expect(await migrateWithin(tx, { to: null })).toEqual({ applied: [], takenBack: names.toReversed() });
      expect(await migrateWithin(tx, { to: names[1] ?? '' })).toMatchObject({ applied: names.slice(0, 2) });
      expect(await migrateWithin(tx)).toEqual({ applied: names.slice(2), takenBack: [] });
      expect(await migrateWithin(tx, { to: names[0] ?? '' })).toMatchObject({
        takenBack: names.slice(1).toReversed(),
      });
      throw new Error('thought better of it');
    });

    await expect(work).rejects.toThrow('thought better of it');
    expect(await tables()).toEqual(tablesBefore);
    expect(await namesOf('applied')).toEqual(names);
  });

  it('bring the tables of the job queue up too, and take them back to an older schema of theirs', async () => {
    const { database: db } = database;
    const newest = (await namesOf()).at(-1) ?? '';
    const asTheLibraryWants = () => new PgBoss({ db: fromKysely(db) }).detectSchemaDrift();

    for (const version of [JOB_SCHEMA_VERSION - 1, JOB_SCHEMA_VERSION - 8]) {
      await migrateDown(db, newest, version);
      expect(await readJobSchemaVersion(db)).toBe(version);
      expect(await asTheLibraryWants()).toMatchObject({ ok: false });
      expect(await readSchemaState(db)).toMatchObject({ standing: 'behind', fault: null });

      await migrateUp(db);
      expect(await readSchemaState(db)).toMatchObject({ standing: 'current' });
      expect(await asTheLibraryWants()).toMatchObject({ ok: true });
    }
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

  it('do not wait for long for a table that somebody works with, and say so', async () => {
    const { database: db } = database;
    await db.transaction().execute(async (working) => {
      await working.selectFrom('fact').selectAll().execute();

      const migrating = db.transaction().execute(async (tx) => {
        await sql`set local lock_timeout = '50ms'`.execute(tx);
        await migrateWithin(tx, { to: null });
      });

      await expect(migrating).rejects.toThrow('Another program was using the table for long: try again');
    });
    expect(await namesOf('missing')).toEqual([]);
  });

  it('of a job queue that cannot be made are taken back, and the failure says so', async () => {
    const { database: db } = database;
    await migrateDown(db);
    await sql`create schema pgboss create table job (id integer)`.execute(db);

    await expect(migrateUp(db)).rejects.toThrow(
      /^Migration of the job queue failed and was taken back: .*Mend the cause/,
    );
    expect(await readJobSchemaVersion(db)).toBe(null);
  });

  it('of a newer version are not touched', async () => {
    const { database: db } = database;
    await sql`insert into schema_migration (name, checksum) values ('9999-later', 'x')`.execute(db);

    const message =
      'The database has the migration 9999-later, which this version of MAMcrawler does not know';
    await expect(migrateUp(db)).rejects.toThrow(message);
    await expect(migrateDown(db)).rejects.toThrow(message);
    const known = (await namesOf()).filter((name) => name !== '9999-later').at(-1);
    const { standing, fault } = await readSchemaState(db);
    expect([standing, await namesOf('unknown')]).toEqual(['ahead', ['9999-later']]);
    expect(fault).toContain(
      `\`mamcrawler migrate down --to ${known} --queue ${JOB_SCHEMA_VERSION}\` with that version`,
    );
  });

  it('of a newer job queue are told', async () => {
    const { database: db } = database;
    await sql`update pgboss.version set version = ${JOB_SCHEMA_VERSION + 1}`.execute(db);

    const { standing, fault } = await readSchemaState(db);
    expect(standing).toBe('ahead');
    expect(fault).toContain(`The job queue of the database is of the schema ${JOB_SCHEMA_VERSION + 1}`);
  });

  it('that were edited afterwards are refused', async () => {
    const { database: db } = database;
    await sql`update schema_migration set checksum = 'x'`.execute(db);

    await expect(migrateUp(db)).rejects.toThrow('is not the one that this database was made with');
    expect(await readSchemaState(db)).toMatchObject({ standing: 'ahead' });
    expect(await namesOf('edited')).toEqual(await namesOf());
  });

  it('are only taken back to one that there is', async () => {
    await expect(migrateDown(database.database, '0000-nothing')).rejects.toThrow(
      'There is no migration 0000-nothing.',
    );
  });
});
