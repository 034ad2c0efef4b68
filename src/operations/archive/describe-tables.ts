import type pg from 'pg';
import { LEFT_OUT_TABLES } from './left-out-tables.ts';

export interface DescribedTable {
  readonly name: string;
  /** Those that are stored, in their order. */
  readonly columns: readonly string[];
}

/** The tables of the program's schema whose rows an archive holds, by name. */
export async function describeTables(client: pg.ClientBase): Promise<readonly DescribedTable[]> {
  const { rows } = await client.query<DescribedTable>(
    `select class.relname::text as name, array_agg(attname::text order by attnum) as columns
     from pg_class as class join pg_attribute on attrelid = class.oid
     where relnamespace = current_schema()::regnamespace and relkind = 'r'
       and attnum > 0 and not attisdropped and attgenerated = ''
       and class.relname <> all ($1) and not exists (
         select from pg_depend where classid = 'pg_class'::regclass and objid = class.oid and deptype = 'e')
     group by class.relname order by class.relname::text collate "C"`,
    [LEFT_OUT_TABLES],
  );
  return rows;
}

export interface UsedSequence {
  readonly name: string;
  readonly last_value: string;
}

/**
 * How far each sequence is that was used, by name. Sequences stand outside of transactions: read after the snapshot they
 * are ahead of every row in it.
 */
export async function describeSequences(client: pg.ClientBase): Promise<readonly UsedSequence[]> {
  const { rows } = await client.query<UsedSequence>(
    `select sequencename::text as name, last_value::text from pg_sequences
     where schemaname = current_schema() and last_value is not null and not exists (
       select from pg_depend
       where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')
         and objid = format('%I.%I', schemaname, sequencename)::regclass
         and refobjid in (select oid from pg_class where relname = any ($1)))
     order by sequencename::text collate "C"`,
    [LEFT_OUT_TABLES],
  );
  return rows;
}
