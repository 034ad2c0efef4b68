import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from './log.ts';
import { measureDatabase } from './measure-database.ts';
import type { Metrics } from './metrics.ts';
import type { DB } from './tables.ts';

export type Database = Kysely<DB>;

/** How busy the pool behind a database is. */
export interface PoolLoad {
  /** Callers that wait for a connection. */
  readonly waiting: number;
  /** How often one was given out, ever. */
  readonly acquired: number;
}

/** A database as its opener has it. */
export type OpenDatabase = Database & { readonly load: PoolLoad };

/** What a function takes that must be part of its caller's transaction. */
export type Tx = Transaction<DB>;

export interface DatabaseOptions {
  readonly connection: pg.PoolConfig;
  readonly log: Log;
  /** Slower statements are logged with a warning. */
  readonly slowQueryMs: number;
  readonly maxConnections?: number | undefined;
  readonly metrics?: Metrics;
}

/** Whoever waits longer for a connection is told that the database cannot be reached. */
const CONNECTION_PATIENCE_MS = 5_000;

/** Of a statement in the log. */
const MAX_LOGGED_LENGTH = 4_000;

const INT8 = 20;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;
const DATE = 1082;

/** How values come out: whole numbers as numbers, dates as text (a day has no time zone). */
export const typeParsers = new pg.TypeOverrides();
typeParsers.setTypeParser(INT8, Number);
typeParsers.setTypeParser(DATE, (text: string) => text);
typeParsers.setTypeParser(INT8_ARRAY, (text: string) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
);

// Its type says that it reads numbers.
const readTextArray = typeParsers.getTypeParser(TEXT_ARRAY, 'text') as unknown as (text: string) => string[];
/** Of bare words, as nearly all are: the driver looks at each letter. */
const BARE_WORDS = /^\{[a-z_]+(?:,[a-z_]+)*\}$/;
typeParsers.setTypeParser(TEXT_ARRAY, (text: string) =>
  BARE_WORDS.test(text) ? text.slice(1, -1).split(',') : readTextArray(text),
);

export function openDatabase({
  connection,
  log,
  slowQueryMs,
  maxConnections = 10,
  metrics,
}: DatabaseOptions): OpenDatabase {
  const pool = new pg.Pool({
    ...connection,
    max: maxConnections,
    connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
    types: typeParsers,
  });
  // A connection that breaks is replaced by the pool; without listeners it would end the process, idle or in use.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
  pool.on('connect', (client) => client.on('error', () => {}));
  const countSlow = metrics === undefined ? () => {} : measureDatabase(metrics, pool);
  let acquired = 0;
  pool.on('acquire', () => {
    acquired += 1;
  });
  const load: PoolLoad = {
    get waiting() {
      return pool.waitingCount;
    },
    get acquired() {
      return acquired;
    },
  };
  const database = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log(event) {
      const durationMs = Math.round(event.queryDurationMillis * 10) / 10;
      const { sql } = event.query;
      const isSlow = durationMs > slowQueryMs && !isScript(sql);
      if (isSlow) countSlow();
      if (!isSlow && !log.isLevelEnabled('debug')) return;
      const line = { statement: nameOf(sql), duration_ms: durationMs, sql: sql.slice(0, MAX_LOGGED_LENGTH) };
      if (isSlow) log.warn(line, 'slow statement');
      else log.debug(line, 'statement');
    },
  });
  return Object.assign(database, { load });
}

/** Many statements at once, as a migration is: it may take its time. */
function isScript(sql: string): boolean {
  return /;\s*\S/.test(sql);
}

/** `select book`: what a statement does, and with which table first; one in brackets counts where none stands before them. */
function nameOf(sql: string): string {
  const [, verb = ''] = /^\W*(\w+)/.exec(sql) ?? [];
  let depth = 0;
  let main: { readonly table: string; readonly depth: number } | null = null;
  for (const [text, table] of sql.matchAll(/[()]|\b(?:from|into|update)\s+(?:only\s+)?"?(\w+)/gi)) {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    else if (table !== undefined && (main === null || depth < main.depth)) main = { table, depth };
  }
  return main === null ? verb.toLowerCase() : `${verb.toLowerCase()} ${main.table}`;
}

/** A value for a jsonb column: the driver would take an array for one of its own. */
export function json<T>(value: T): T {
  return JSON.stringify(value) as T;
}

/** The code of an error that PostgreSQL answered (`23505`), or null. */
export function databaseErrorCode(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
}

export const UNIQUE_VIOLATION = '23505';

export function isDatabaseError(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}

/** Whether the disk of the database has no room for a statement. */
export function isDatabaseFull(error: unknown): boolean {
  return databaseErrorCode(error) === '53100';
}

/** Of a socket; a file that is not there has the same code and another call. */
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const DOWN_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
]);

/** Whether the database itself could not be reached, as against a statement that it refused. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('syscall' in error && !SOCKET_CALLS.has(String(error.syscall))) return false;
  if ('code' in error && typeof error.code === 'string')
    return DOWN_CODES.has(error.code) || error.code.startsWith('08');
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
