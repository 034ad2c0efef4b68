import type pg from 'pg';
import { KEPT_TABLES } from './left-out-tables.ts';

/** Sets rows aside that a restore leaves as they are; to be put back once the schema is there again. */
export async function keepTables(client: pg.ClientBase): Promise<{ putBack(): Promise<void> }> {
  const kept: string[] = [];
  for (const table of KEPT_TABLES) {
    if ((await columnsOf(client, table)).length === 0) continue;
    await client.query(`create temporary table kept_${table} on commit drop as select * from ${table}`);
    kept.push(table);
  }
  return {
    async putBack() {
      for (const table of kept) {
        const had = await columnsOf(client, `kept_${table}`);
        const columns = (await columnsOf(client, table)).filter((column) => had.includes(column));
        const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
        await client.query(
          `insert into ${table} (${list}) overriding system value select ${list} from kept_${table}`,
        );
        await client.query(
          `select setval(pg_get_serial_sequence($1, 'id'), max(id)) from ${table} having max(id) is not null`,
          [table],
        );
      }
    },
  };
}

async function columnsOf(client: pg.ClientBase, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}
