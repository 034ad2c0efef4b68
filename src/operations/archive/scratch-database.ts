import { randomBytes } from 'node:crypto';
import type pg from 'pg';

export interface ScratchDatabase extends AsyncDisposable {
  readonly connection: pg.ClientConfig;
}

/**
 * Makes an empty database beside the program's, which disposing drops; also those that a crash left: only for who holds
 * VERIFY_LOCK by this client, which leads to the program's. Null where the user may not.
 */
export async function makeScratchDatabase(
  client: pg.ClientBase,
  connection: pg.ClientConfig,
): Promise<ScratchDatabase | null> {
  const { rows } = await client.query<{ may: boolean; oid: string }>(
    `select rolcreatedb or rolsuper as may, (select oid::text from pg_database where datname = current_database()) as oid
     from pg_roles where rolname = current_user`,
  );
  const [role] = rows;
  if (role?.may !== true) return null;
  // Of this program's database alone: others on the same server look after their own.
  const prefix = `mamcrawler_scratch_${role.oid}_`;
  await sweep(client, prefix);
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  await client.query(
    `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  );
  return {
    connection: toDatabase(connection, name),
    [Symbol.asyncDispose]: () => drop(client, name),
  };
}

/** Whoever holds the lock knows that nobody uses them. */
async function sweep(client: pg.ClientBase, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select datname::text as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) await drop(client, name);
}

async function drop(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
}

/** The same server, another database. */
export function toDatabase(connection: pg.ClientConfig, database: string): pg.ClientConfig {
  const { connectionString } = connection;
  if (connectionString === undefined) return { ...connection, database };
  const changed = connectionString.replace(
    /^(postgres(?:ql)?:\/\/[^/?#]*)(?:\/[^?#]*)?/,
    (_, server: string) => `${server}/${encodeURIComponent(database)}`,
  );
  return { ...connection, connectionString: changed };
}
