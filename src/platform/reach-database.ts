import pg from 'pg';
import { messageOf, Refused, Unavailable } from '../base/errors.ts';
import { connectionOf } from './connection-of.ts';

/** The promised floor: nothing in the SQL needs more. */
const OLDEST = { major: 14, asNumber: 140_000 };
const PATIENCE_MS = 10_000;

/**
 * Asks the server of `DATABASE_URL`, or of what else names it, whether it lets us in and is new enough. Throws
 * Unavailable where nobody answers and Refused where the answer is no; the sentence never holds the password.
 */
export async function reachDatabase(databaseUrl: string, name = 'DATABASE_URL'): Promise<void> {
  const client = new pg.Client({ ...connectionOf(databaseUrl), connectionTimeoutMillis: PATIENCE_MS });
  // Without a listener a connection that breaks would end the program.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
    );
    const [server] = rows;
    if (server === undefined || server.number >= OLDEST.asNumber) return;
    throw new Refused(
      `The database of ${name} is PostgreSQL ${server.version}; MAMcrawler needs ${OLDEST.major} or newer.`,
    );
  } catch (error) {
    throw inWords(client, name, error);
  } finally {
    await client.end().catch(() => {});
  }
}

function inWords({ host, port, user, database }: pg.Client, name: string, error: unknown): Error {
  if (error instanceof Refused) return error;
  const place = host.startsWith('/') ? host : `${host}:${port}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const options = { cause: error };
  if (code === '3D000') {
    const say = `The server of ${name} (${place}) has no database named ${database}. Make it there first.`;
    return new Refused(say, null, options);
  }
  if (code.startsWith('28')) {
    const say = `The server of ${name} (${place}) does not let ${user} in: ${messageOf(error)}. Check the user and the password.`;
    return new Refused(say, null, options);
  }
  // Where a name has several addresses, the error that stands for all of them has no words.
  const say = `The database of ${name} (${place}) cannot be reached: ${messageOf(error) || code}. Check the address, and whether the server runs.`;
  return new Unavailable(say, null, options);
}
