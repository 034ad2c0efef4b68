import { readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeTables } from '../../scripts/describe-tables.ts';
import { migrateDown, migrateUp, migrationStatus } from '../../src/platform/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const TABLES = new URL('../../src/platform/tables.ts', import.meta.url);

/** Everything in the database that is not PostgreSQL's own, each as one line. */
const CATALOGUE: Readonly<Record<string, string>> = {
  extensions: `select extname || ' ' || extversion from pg_extension`,
  relations: `select concat_ws(' ', relkind, relname, relpersistence) from pg_class where ${own('pg_class.oid')}`,
  columns: `
    select concat_ws(' ', attrelid::regclass, row_number() over (partition by attrelid order by attnum), attname,
      format_type(atttypid, atttypmod), attnotnull, attidentity, collname, pg_get_expr(adbin, adrelid))
    from pg_attribute
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    left join pg_collation on pg_collation.oid = attcollation
    where attnum > 0 and not attisdropped and ${own('attrelid')}`,
  constraints: `
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where ${own('conrelid')}`,
  indexes: `select pg_get_indexdef(indexrelid) from pg_index where ${own('indexrelid')}`,
  sequences: `
    select concat_ws(' ', sequencename, data_type, start_value, increment_by, cycle)
    from pg_sequences where schemaname = 'public'`,
  triggers: `select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`,
  functions: `
    select oid::regprocedure::text from pg_proc
    where pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`,
  types: `
    select typname::text from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')`,
};

function own(oid: string): string {
  return `${oid} in (
    select oid from pg_class where relnamespace = 'public'::regnamespace and relname not like 'schema_migration%')`;
}

async function schemaOf<T>(db: Kysely<T>): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries = Object.entries(CATALOGUE).map(async ([kind, query]) => {
    const { rows } = await sql.raw<Record<string, string>>(query).execute(db);
    return [kind, rows.map((row) => Object.values(row).join(' ')).toSorted()] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
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
    expect(first['relations']?.length).toBeGreaterThan(50);

    await migrateDown(db);
    const bare = await schemaOf(db);
    await migrateUp(db);

    expect(await schemaOf(db)).toEqual(first);
    const { extensions, ...rest } = bare;
    expect(extensions).toEqual([expect.stringMatching(/^plpgsql /)]);
    expect(Object.values(rest).flat()).toEqual([]);
  });

  it('each undo what they did', async () => {
    const { database: db } = database;
    const names = (await migrationStatus(db)).map(({ name }) => name);

    for (const name of names.toReversed()) {
      const [after] = [await schemaOf(db)];
      const before = names[names.indexOf(name) - 1] ?? null;
      await migrateDown(db, before);
      await migrateUp(db);
      expect([name, await schemaOf(db)]).toEqual([name, after]);
    }
  });

  it('give the tables that the code is checked against: otherwise run `npm run generate`', async () => {
    expect(await describeTables(database.database)).toBe(await readFile(TABLES, 'utf8'));
  });
});
