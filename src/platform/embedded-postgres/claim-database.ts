import { Client } from 'pg';
import { tryLock } from '../advisory-lock.ts';

export interface SocketConnection {
  /** The folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly ssl: false;
}

export type Claim =
  /** The session holds the database until it ends. */
  | { readonly outcome: 'held'; readonly session: Client; readonly ended: Promise<void> }
  /** Another MAMcrawler holds it. */
  | { readonly outcome: 'taken' }
  /** The server is starting, recovering or stopping. */
  | { readonly outcome: 'not-yet' };

/** "MAMc": the lock of whoever supervises this server. */
const LOCK_KEY = 0x4d414d63;

/**
 * Takes the lock that tells an orphan of a crash (free: adopt it) from the server of another MAMcrawler, and makes the
 * program's database where it is missing.
 */
export async function claimDatabase(connection: SocketConnection, database: string): Promise<Claim> {
  const session = new Client({
    ...connection,
    // Not in the program's own database, which a restore may drop.
    database: 'postgres',
    application_name: `mamcrawler supervisor ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener the loss of the connection would end the program.
  session.on('error', () => {});
  const ended = new Promise<void>((resolve) => session.once('end', resolve));
  try {
    await session.connect();
  } catch (error) {
    return notYet(error);
  }
  try {
    if (!(await tryLock(session, LOCK_KEY))) {
      await session.end();
      return { outcome: 'taken' };
    }
    await ensureDatabase(session, database);
    return { outcome: 'held', session, ended };
  } catch (error) {
    await session.end().catch(() => {});
    return notYet(error);
  }
}

function notYet(error: unknown): Claim {
  if (!isPassing(error)) throw error;
  return { outcome: 'not-yet' };
}

/** No socket yet or any more; "starting up", "shutting down", "too many clients"; a connection cut off. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('code' in error) || typeof error.code !== 'string') return /terminated|timeout/u.test(error.message);
  return /^(?:ENOENT|ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-5]|53300)$/u.test(error.code);
}

async function ensureDatabase(session: Client, name: string): Promise<void> {
  const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await session.query(`create database ${session.escapeIdentifier(name)}`);
}
