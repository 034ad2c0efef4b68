import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { readSchemaState } from '../../platform/schema-state.ts';

/** The schema as it really is: migrations, tables with their rows, indexes. */
export async function readSchema(db: Database) {
  const { rows: tables } = await sql<{ name: string; size_bytes: number }>`
    select class.relname as name, pg_total_relation_size(class.oid) as size_bytes
    from pg_class as class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'
    order by class.relname collate "C"`.execute(db);
  const { rows: indexes } = await sql<{ table: string; definition: string }>`
    select tablename as table, indexdef as definition from pg_indexes
    where schemaname = current_schema() order by tablename collate "C", indexname collate "C"`.execute(db);
  return { ...(await readSchemaState(db)), tables: await withRows(db, tables), indexes };
}

/** Null rows where counting took too long. */
async function withRows(
  db: Database,
  tables: readonly { readonly name: string; readonly size_bytes: number }[],
) {
  const counted = [];
  for (const table of tables) counted.push({ ...table, rows: await countRows(db, table.name) });
  return counted;
}

async function countRows(db: Database, table: string): Promise<number | null> {
  return db
    .transaction()
    .execute(async (tx) => {
      await sql`set local statement_timeout = '3s'`.execute(tx);
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx);
      return rows[0]?.n ?? null;
    })
    .catch(() => null);
}
