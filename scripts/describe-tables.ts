import { type Kysely, sql } from 'kysely';

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Made by the database where an insert is silent. */
  readonly generated: boolean;
  readonly checks: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  int8: 'number',
  int4: 'number',
  float8: 'number',
  bool: 'boolean',
  text: 'string',
  date: 'string',
  timestamptz: 'Timestamp',
  bytea: 'Uint8Array',
  jsonb: 'unknown',
  _text: 'string[]',
  tsvector: 'string',
  _int4: 'number[]',
  _int8: 'number[]',
};

/** The TypeScript types of the tables as they really are; a check of the form `in (…)` becomes a union. */
export async function describeTables<T>(database: Kysely<T>): Promise<string> {
  const columns = await readColumns(database);
  const byTable = Map.groupBy(columns, (column) => column.table_name);
  const interfaces = [...byTable].map(
    ([table, rows]) =>
      `export interface ${pascal(table)} {\n${rows.map((row) => `  ${row.column_name}: ${typeOf(row)};\n`).join('')}}\n`,
  );
  return `/** Made by \`npm run generate\` from the migrated schema; not to be edited. */
import type { ColumnType } from 'kysely';

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;

${interfaces.join('\n')}
export interface DB {
${[...byTable.keys()].map((table) => `  ${table}: ${pascal(table)};\n`).join('')}}
`;
}

async function readColumns<T>(database: Kysely<T>): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table_name, a.attname as column_name, t.typname as type, not a.attnotnull as nullable,
      a.atthasdef or a.attidentity <> '' as generated,
      coalesce((
        select json_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      ), '[]') as checks
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      and c.relname <> 'schema_migration'
    order by c.relname collate "C", a.attnum`.execute(database);
  return rows;
}

function typeOf({ table_name, column_name, type, nullable, generated, checks }: Column): string {
  const plain = unionOf(checks) ?? TYPES[type];
  if (plain === undefined) throw new Error(`No TypeScript type for ${type} of ${table_name}.${column_name}`);
  const whole = nullable ? `${plain} | null` : plain;
  return generated ? `Generated<${whole}>` : whole;
}

function unionOf(checks: readonly string[]): string | null {
  for (const check of checks) {
    const values = [...check.matchAll(/'([a-z0-9_]+)'::text/g)].map(([, value]) => `'${value}'`);
    if (values.length > 0 && !check.includes('<>')) return values.join(' | ');
  }
  return null;
}

function pascal(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
