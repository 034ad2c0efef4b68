import type pg from 'pg';

/** One thing that was looked at when an archive was verified. */
export interface ArchiveCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What holds in every database of this version, whatever was done with it: each query finds the rows that break it. */
const INVARIANTS: readonly { readonly name: string; readonly broken: string }[] = [
  {
    name: 'owned wants have an item',
    // Of a library that was forgotten both are gone.
    broken: `select id from wanted_book where state = 'owned' and library_item_id is null and library_id is not null`,
  },
  {
    name: 'tasks have ended when they are over',
    broken: `select id from task where (state in ('succeeded', 'failed')) <> (finished_at is not null)`,
  },
  {
    name: 'items belong to recordings of books',
    broken: `select library_item.id from library_item join recording on recording.id = recording_id
      where not exists (select from book where book.id = recording.book_id)`,
  },
  {
    name: 'downloads that were handed over are of a client or of none any more',
    broken: `select id from download where client_id is not null
      and not exists (select from download_client where download_client.id = client_id)`,
  },
];

/** Looks whether a restored database of this version is one that the program can work with. */
export async function checkInvariants(client: pg.ClientBase): Promise<readonly ArchiveCheck[]> {
  const checks: ArchiveCheck[] = [await checkForeignKeys(client), await checkNextIds(client)];
  for (const { name, broken } of INVARIANTS) {
    const { rows } = await client.query<{ id: string }>(`${broken} order by 1 limit 5`);
    const ids = rows.map(({ id }) => id).join(', ');
    checks.push({ name, ok: rows.length === 0, detail: rows.length === 0 ? '' : `not so: ${ids}` });
  }
  return checks;
}

async function checkForeignKeys(client: pg.ClientBase): Promise<ArchiveCheck> {
  const { rows } = await client.query<{ name: string; validated: boolean }>(
    `select conname as name, convalidated as validated from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  const broken = rows.filter(({ validated }) => !validated).map(({ name }) => name);
  const ok = broken.length === 0 && rows.length > 0;
  return { name: 'foreign keys hold', ok, detail: ok ? `${rows.length} of them` : broken.join(', ') };
}

/** The next row of each table gets an id that no row has. */
async function checkNextIds(client: pg.ClientBase): Promise<ArchiveCheck> {
  const { rows: tables } = await client.query<{ name: string; column: string; sequence: string }>(
    `select quote_ident(relname) as name, quote_ident(attname) as column,
       pg_get_serial_sequence(quote_ident(relname), attname) as sequence
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = current_schema()::regnamespace and relkind = 'r' and attidentity <> ''`,
  );
  const taken: string[] = [];
  for (const { name, column, sequence } of tables) {
    const { rows } = await client.query(
      `select from ${sequence} where (select max(${column}) from ${name}) > case when is_called then last_value else 0 end`,
    );
    if (rows.length > 0) taken.push(name);
  }
  return {
    name: 'new rows get ids of their own',
    ok: taken.length === 0,
    detail: taken.length === 0 ? `${tables.length} tables` : `not so: ${taken.join(', ')}`,
  };
}
