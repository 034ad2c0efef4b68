import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RESTORE_STEPS } from '../../src/operations/archive/restore-archive.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { migrateUp } from '../../src/platform/migrate.ts';
import { archiveOf, contentsOf } from '../support/archives.ts';
import { until } from '../support/until.ts';

const SCRIPT = fileURLToPath(new URL('import-and-die.ts', import.meta.url));

let folder: string;
let archive: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mamcrawler-import-'));
  archive = join(folder, 'archive.zip');
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => {}, fast: true });
  await withDatabase(async (db) => {
    await migrateUp(db);
    await db.insertInto('narrator').values({ name: 'Archived', name_key: 'archived' }).execute();
    await archiveOf({ ...server.connection }, archive);
    await db.updateTable('narrator').set({ name: 'Later', name_key: 'later' }).execute();
  });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function withDatabase<T>(work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const log = pino({ enabled: false });
  const slowQueryMs = Number.POSITIVE_INFINITY;
  await using db = openDatabase({ connection: { ...server.connection }, log, slowQueryMs });
  return await work(db);
}

async function restoringSessions(): Promise<number> {
  const { rows } = await withDatabase((db) =>
    sql`select from pg_stat_activity where application_name = 'mamcrawler archive'`.execute(db),
  );
  return rows.length;
}

async function importAndDie(step: string): Promise<string | null> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(server.connection), archive, step], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [, signal] = await once(child, 'exit');
  return signal;
}

it.each(RESTORE_STEPS)('leaves everything as it was when it is killed after %s', async (step) => {
  const before = await contentsOf({ ...server.connection });

  expect(await importAndDie(step)).toBe('SIGKILL');

  await until('the session had ended', async () => (await restoringSessions()) === 0);
  expect(await contentsOf({ ...server.connection })).toEqual(before);
  const names = await withDatabase((db) => db.selectFrom('narrator').select('name').execute());
  expect(names).toEqual([{ name: 'Later' }]);
});
