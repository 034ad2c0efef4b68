import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeTables } from '../../scripts/describe-tables.ts';
import { describeSchema } from '../../src/platform/describe-schema.ts';
import { migrateDown, migrateUp } from '../../src/platform/migrate.ts';
import { readMigrations } from '../../src/platform/migration-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const TABLES = new URL('../../src/platform/tables.ts', import.meta.url);
const FOLDER = new URL('../../src/platform/migrations/', import.meta.url);

/** Everything that migrations make. */
async function schemaOf<T>(db: Kysely<T>): Promise<readonly unknown[]> {
  const { rows } = await sql<{ extension: string }>`
    select extname as extension from pg_extension order by 1`.execute(db);
  return [...rows, ...(await describeSchema(db, 'public'))];
}

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database[Symbol.asyncDispose]());

describe('the migrations', () => {
  it('up, down and up again give the same schema, and down leaves nothing', async () => {
    const { database: db } = database;
    const first = await schemaOf(db);
    expect(first.length).toBeGreaterThan(200);

    await migrateDown(db);
    const bare = await schemaOf(db);
    await migrateUp(db);

    expect(await schemaOf(db)).toEqual(first);
    expect(bare).toEqual([{ extension: 'plpgsql' }]);
  });

  it('each undo what they did', async () => {
    const { database: db } = database;
    const names = (await readMigrations()).map(({ name }) => name);

    for (const [place, name] of names.entries()) {
      const before = names[place - 1] ?? null;
      await migrateDown(db, before);
      const without = await schemaOf(db);
      await migrateUp(db, name);
      const withIt = await schemaOf(db);
      await migrateDown(db, before);
      expect([name, await schemaOf(db)]).toEqual([name, without]);
      await migrateUp(db, name);
      expect([name, await schemaOf(db)]).toEqual([name, withIt]);
      await migrateUp(db);
    }
  });

  it('are numbered without a gap, and each has both directions', async () => {
    const files = (await readdir(FOLDER)).toSorted();
    const names = files
      .filter((file) => file.endsWith('.up.sql'))
      .map((file) => file.slice(0, -'.up.sql'.length));

    expect(files).toEqual(names.flatMap((name) => [`${name}.down.sql`, `${name}.up.sql`]));
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, place) => place + 1));
  });

  it('name no schema: they must make the same tables in any', async () => {
    for (const { name, up, down } of await readMigrations()) {
      expect([name, /\bpublic\s*\.|\bsearch_path\b/i.test(up + down)]).toEqual([name, false]);
    }
  });

  it('give the tables that the code is checked against: otherwise run `npm run generate`', async () => {
    expect(await describeTables(database.database)).toBe(await readFile(TABLES, 'utf8'));
  });
});
