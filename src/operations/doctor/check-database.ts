import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { readSchemaState, type SchemaState } from '../../platform/schema-state.ts';
import { type Check, fault, ok, warning } from './check.ts';

/** What was read of the database. */
export interface DatabaseReading {
  readonly version: string;
  readonly versionNumber: number;
  readonly encoding: string;
  /** What the system's sorting rules were when indexes were made, and are now; null where the server does not say. */
  readonly collationThen: string | null;
  readonly collationNow: string | null;
  readonly hasTrigrams: boolean;
  readonly mayCreateInSchema: boolean;
  readonly mayCreateSchemas: boolean;
  readonly isReadOnly: boolean;
  readonly connectionsFree: number;
  readonly connectionsMax: number;
  readonly schema: Pick<SchemaState, 'standing' | 'fault' | 'migrations'>;
}

/** A process holds at most as many: its pool, the queue's, and one each to listen, to follow and to supervise. */
const CONNECTIONS_OF_A_PROCESS = 18;
/** What runs holds its own already. */
const FEW_CONNECTIONS = 5;
const OLDEST_NUMBER = 140_000;

export async function readDatabase(db: Database): Promise<DatabaseReading> {
  const { rows } = await sql<Omit<DatabaseReading, 'schema' | 'collationThen' | 'collationNow'>>`
    select
      current_setting('server_version') as version,
      current_setting('server_version_num')::int as "versionNumber",
      current_setting('server_encoding') as encoding,
      exists (select from pg_extension where extname = 'pg_trgm') as "hasTrigrams",
      has_schema_privilege('public', 'create') as "mayCreateInSchema",
      has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
      current_setting('max_connections')::int as "connectionsMax",
      (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - (select count(*) from pg_stat_activity where backend_type = 'client backend'))::int as "connectionsFree"`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The database answered nothing.');
  const collation = await readCollation(db, row.versionNumber);
  return { ...row, ...collation, schema: await readSchemaState(db) };
}

async function readCollation(db: Database, versionNumber: number) {
  const unknown = { collationThen: null, collationNow: null };
  if (versionNumber < 150_000) return unknown;
  const { rows } = await sql<Pick<DatabaseReading, 'collationThen' | 'collationNow'>>`
    select datcollversion as "collationThen", pg_database_collation_actual_version(oid) as "collationNow"
    from pg_database where datname = current_database()`.execute(db);
  return rows[0] ?? unknown;
}

export function judgeDatabase(reading: DatabaseReading): readonly Check[] {
  return [
    judgeServer(reading),
    judgeSchema(reading),
    judgeRights(reading),
    judgeText(reading),
    judgeConnections(reading),
  ];
}

function judgeServer({ version, versionNumber, isReadOnly }: DatabaseReading): Check {
  if (versionNumber < OLDEST_NUMBER)
    return fault('database', `The database is PostgreSQL ${version}.`, 'Move it to PostgreSQL 14 or newer.');
  if (isReadOnly) {
    return fault(
      'database',
      `PostgreSQL ${version} takes no changes: it is a standby, or set to read only.`,
      'Let DATABASE_URL name the primary, or all servers with target_session_attrs=read-write.',
    );
  }
  return ok('database', `PostgreSQL ${version} answers.`);
}

function judgeSchema({ schema: { standing, fault: foreign, migrations } }: DatabaseReading): Check {
  if (standing === 'current') return ok('schema', 'The schema is the one of this version.');
  if (foreign !== null) return fault('schema', foreign, 'Do what it says; nothing was changed.');
  const missing = migrations.filter(({ state }) => state === 'missing').map(({ name }) => name);
  return fault(
    'schema',
    `The schema lacks ${missing.length === 0 ? 'the newest one of the job queue' : missing.join(', ')}.`,
    'Run `mamcrawler migrate up`, or start a process whose role is all.',
  );
}

function judgeRights({ hasTrigrams, mayCreateInSchema, mayCreateSchemas }: DatabaseReading): Check {
  const lacking = [
    ...(hasTrigrams ? [] : ['the extension pg_trgm']),
    ...(mayCreateInSchema ? [] : ['the right to create tables in the schema public']),
    ...(mayCreateSchemas ? [] : ['the right to create schemas in the database (for the queue)']),
  ];
  if (lacking.length === 0) return ok('database_rights', 'The extension and the rights are there.');
  return warning(
    'database_rights',
    `The database lacks ${lacking.join(', ')}.`,
    'As its owner: create extension pg_trgm; grant create on schema public and on the database to the user of DATABASE_URL. Upgrades need it.',
  );
}

/** Text is sorted by rules of its own; indexes over the system's rules still break where these change. */
function judgeText({ encoding, collationThen, collationNow }: DatabaseReading): Check {
  if (encoding !== 'UTF8') {
    return fault(
      'database_text',
      `The database keeps text as ${encoding}, in which most names cannot be written.`,
      "Make it anew with encoding 'UTF8' and move the data: `mamcrawler database move`.",
    );
  }
  if (collationThen !== null && collationNow !== null && collationThen !== collationNow) {
    return warning(
      'database_text',
      `The sorting rules of the database's system changed (${collationThen} to ${collationNow}) since its indexes were made.`,
      'Run `reindex database` and `alter database … refresh collation version` there.',
    );
  }
  return ok('database_text', 'Text is kept as UTF-8.');
}

function judgeConnections({ connectionsFree, connectionsMax }: DatabaseReading): Check {
  const detail = `${connectionsFree} of ${connectionsMax} connections are free; a process takes up to ${CONNECTIONS_OF_A_PROCESS}.`;
  if (connectionsFree >= FEW_CONNECTIONS && connectionsMax >= CONNECTIONS_OF_A_PROCESS)
    return ok('database_connections', detail);
  return warning(
    'database_connections',
    detail,
    'Raise max_connections of the server, or let fewer programs and processes use it.',
  );
}
