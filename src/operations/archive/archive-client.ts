import pg from 'pg';
import { Conflict, Invalid, messageOf, Unavailable } from '../../base/errors.ts';
import { isDatabaseDown, typeParsers } from '../../platform/database.ts';

/** Every server writes and reads values in the same way then, whatever its own settings and version. */
const SETTINGS = `
  set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set extra_float_digits = 1; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set lock_timeout = '30s'`;

const PATIENCE_MS = 10_000;

/** A connection of its own for the reading or writing of a whole database; a signal cuts it off. */
export async function connectForArchive(
  connection: pg.ClientConfig,
  signal?: AbortSignal,
): Promise<pg.Client & AsyncDisposable> {
  signal?.throwIfAborted();
  const client = new pg.Client({
    connectionTimeoutMillis: PATIENCE_MS,
    ...connection,
    application_name: 'mamcrawler archive',
    client_encoding: 'UTF8',
    keepAlive: true,
    types: typeParsers,
  });
  // Without a listener the loss of the connection would end the program.
  client.on('error', () => {});
  const end = () => client.end().catch(() => {});
  const cutOff = () => void end();
  await client.connect();
  signal?.addEventListener('abort', cutOff);
  const disposable = Object.assign(client, {
    async [Symbol.asyncDispose]() {
      signal?.removeEventListener('abort', cutOff);
      await end();
    },
  });
  try {
    await client.query(SETTINGS);
    return disposable;
  } catch (error) {
    await disposable[Symbol.asyncDispose]();
    throw error;
  }
}

/** What went wrong with the database meanwhile, in words. */
export function archiveFault(error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  const options = { cause: error };
  if (/^2[23]/.test(code))
    return new Invalid(`The rows of the archive do not fit: ${messageOf(error)}.`, null, options);
  if (code === '55P03') {
    const say =
      'Other sessions work on this database and do not let go of it. Stop every MAMcrawler that uses it, then try again.';
    return new Conflict(say, null, options);
  }
  if (code === '53100') {
    const say = `The disk of the database is full: ${messageOf(error)}. Nothing was changed. Make room there, then try again.`;
    return new Unavailable(say, null, options);
  }
  if (code.startsWith('42501')) {
    const say = `The user of the database may not do this: ${messageOf(error)}. Nothing was changed. Let the database belong to that user.`;
    return new Conflict(say, null, options);
  }
  if (isDatabaseDown(error))
    return new Unavailable(`The database went away in the middle of it: ${messageOf(error)}.`, null, options);
  return error;
}
