import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBooks } from '../../src/contract/books.ts';
import { call } from '../../src/contract/call.ts';
import { listIndexers } from '../../src/contract/indexers.ts';
import { listWanted } from '../../src/contract/wanted.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { migrateDown, migrateUp } from '../../src/platform/migrate.ts';
import { readMigrations } from '../../src/platform/migration-files.ts';
import { verifySchema } from '../../src/platform/verify-schema.ts';
import { startTestApp } from '../support/app.ts';
import { testAppOptions } from '../support/app-options.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { runProgram, spawnProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { seedEverything } from '../support/seed-everything.ts';
import { until } from '../support/until.ts';
import { urlOf } from '../support/url-of.ts';

/** The newest migration of the release before this one. */
const PREVIOUS = '0002-access';
const PATIENCE_MS = 90_000;

let ending: AsyncDisposableStack;
let folder: string;

beforeEach(() => {
  ending = new AsyncDisposableStack();
  folder = ending.use(makeScratchFolder()).path;
});

afterEach(() => ending.disposeAsync());

it(
  "takes the previous release's data folder over, and gives it back with everything in it",
  async () => {
    const dataDir = join(folder, 'data');
    const { secretKey, signingKey } = testAppOptions(dataDir);
    const environment = { MAMCRAWLER_DATA: dataDir, SECRET_KEY: secretKey, JWT_SECRET_KEY: signingKey };
    const migrate = (...args: string[]) => runProgram(['migrate', ...args, '--json'], environment);
    const newer = (await readMigrations()).map(({ name }) => name).filter((name) => name > PREVIOUS);

    // As the previous release leaves it.
    const { before, answers, apiKey } = await onDataFolder(dataDir, async (connection, db) => {
      await using app = await startTestApp({ connection });
      await mkdir(join(folder, 'library'));
      await seedEverything(app, join(folder, 'library'), 1);
      await bringToRest(db);
      const answers = await answersOf(app.baseUrl, app.apiKey);
      await app[Symbol.asyncDispose]();
      await migrateDown(db, PREVIOUS);
      return { before: await rowsOf(db), answers, apiKey: app.apiKey };
    });
    expect(before.length).toBeGreaterThan(30);

    await using program = await startProgram({ dataDir, environment: { ...environment, API_KEY: apiKey } });
    expect(await answersOf(program.address.replace(/\/$/, ''), apiKey)).toEqual(answers);
    await program.stop();

    const down = await migrate('down', '--to', PREVIOUS);
    expect(JSON.parse(down.out)).toMatchObject({ taken_back: newer.toReversed() });
    const verified = await migrate('verify');
    expect(verified.status).toBe(1);
    expect(JSON.parse(verified.out)).toMatchObject({ differences: [], missing: newer });
    await onDataFolder(dataDir, async (_, db) => {
      const after = new Set(await rowsOf(db));
      expect(before.filter((row) => !after.has(row))).toEqual([]);
      // And over again.
      expect(await migrateUp(db)).toEqual(newer);
      expect(await verifySchema(db)).toMatchObject({ matches: true });
    });
  },
  PATIENCE_MS,
);

describe('on a server of its own', () => {
  let database: TestDatabase;
  let environment: Record<string, string>;
  const web = () =>
    ending.use(
      spawnProgram({ dataDir: join(folder, 'web'), environment: { ...environment, MAMCRAWLER_ROLE: 'web' } }),
    );
  const migrate = (...args: string[]) => runProgram(['migrate', ...args], environment);

  beforeEach(async () => {
    database = ending.use(await createTestDatabase());
    environment = {
      MAMCRAWLER_DATA: join(folder, 'data'),
      DATABASE_URL: urlOf(database.connection),
      SECRET_KEY: 'a secret key of both of the processes',
      JWT_SECRET_KEY: 'a signing key of both of the processes',
      DRAIN_SECONDS: '0',
    };
  });

  it(
    'a process that does not migrate waits for who does; nothing is taken away from under it',
    async () => {
      await migrateDown(database.database);
      const told = web();
      await until('it waits', () => told.said().includes('Waiting for `mamcrawler migrate up`'), 60_000);
      await told.stop();
      expect(told.child.exitCode).toBe(0);

      const waiting = web();
      await until('it waits', () => waiting.said().includes('Waiting for `mamcrawler migrate up`'), 60_000);
      expect(await migrate('up')).toMatchObject({ status: 0, err: '' });
      await until('it serves', () => waiting.said().includes('MAMcrawler is at'), 60_000);

      expect(await migrate('verify')).toMatchObject({ status: 0, err: '' });
      const refused = await migrate('down');
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toMatch(
        new RegExp(
          `^MAMcrawler works on this database \\(web on \\S+, process ${waiting.child.pid}\\)\\. Stop it.* --force`,
        ),
      );
      await waiting.stop();
      expect(await migrate('down')).toMatchObject({ status: 0, err: '' });
    },
    PATIENCE_MS,
  );

  it(
    'a database of a newer version is refused, and told',
    async () => {
      const newest = (await readMigrations()).at(-1)?.name;
      await sql`insert into schema_migration (name, checksum) values ('9999-later', 'x')`.execute(
        database.database,
      );
      const wayBack = `stop MAMcrawler everywhere and run \`mamcrawler migrate down --to ${newest} --queue`;

      const refused = web();
      await until('it ends', () => refused.child.exitCode !== null, 60_000);
      expect([refused.child.exitCode, refused.said()]).toEqual([1, expect.stringContaining(wayBack)]);
      const status = await migrate('status');
      expect(status).toMatchObject({ status: 0, err: '' });
      expect(status.out).toContain('unknown  9999-later\n');
      expect(status.out).toContain(wayBack);
      expect((await migrate('up')).err).toContain(wayBack);
    },
    PATIENCE_MS,
  );
});

/** Works on the database of a data folder while no program does. */
async function onDataFolder<T>(
  dataDir: string,
  work: (
    connection: NonNullable<Parameters<typeof startTestApp>[0]>['connection'] & object,
    db: Database,
  ) => Promise<T>,
): Promise<T> {
  await mkdir(dataDir, { recursive: true });
  await using server = await startEmbeddedPostgres({ dataDir, log: () => {}, fast: true });
  const connection = { ...server.connection };
  const log = pino({ enabled: false });
  await using db = openDatabase({ connection, log, slowQueryMs: Number.POSITIVE_INFINITY });
  return await work(connection, db);
}

/** What is under way would be taken up by the next start, and be another thing then. */
async function bringToRest(db: Database): Promise<void> {
  const finished_at = new Date();
  await db
    .updateTable('task')
    .set({ state: 'failed', finished_at })
    .where('finished_at', 'is', null)
    .execute();
  await db.updateTable('download').set({ state: 'failed' }).execute();
  await db.updateTable('import').set({ state: 'rejected', finished_at }).execute();
  await db.updateTable('wanted_book').set({ state: 'needs_person', next_search_at: null }).execute();
}

/** What a client sees. */
async function answersOf(baseUrl: string, key: string): Promise<readonly unknown[]> {
  const access = { baseUrl, headers: { 'x-api-key': key } };
  return [
    await call(listBooks, {}, access),
    await call(listWanted, {}, access),
    await call(listIndexers, {}, access),
  ];
}

/** Of these only those who are there now know anything. */
const PASSING = ['schema_migration', 'rate_limit'];

/** When something was last used, and how that went, a program that runs notes anew. */
const NOTED = ['used_at', 'last_used_at', 'last_error'];

/** Every row of every table, as text. */
async function rowsOf<T>(db: Kysely<T>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> all (${PASSING}) order by 1`.execute(db);
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string;
    }>`select (to_jsonb(t) - ${NOTED}::text[])::text as row from ${sql.table(name)} t`.execute(db);
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all;
}
