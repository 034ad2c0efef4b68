import type pg from 'pg';

interface ForeignKey {
  readonly on: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Takes the foreign keys of the program's tables away, so that their rows may come in any order. What it answers adds
 * them again and with that checks every row.
 */
export async function dropForeignKeys(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by oid`,
  );
  for (const { on, name } of keys) await client.query(`alter table ${on} drop constraint ${name}`);
  return async () => {
    for (const { on, name, definition } of keys)
      await client.query(`alter table ${on} add constraint ${name} ${definition}`);
  };
}
