import { mkdir, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../src/contract/call.ts';
import { addIndexer, listIndexers } from '../../src/contract/indexers.ts';
import { type DebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { asAdministrator, runProgram, startProgram } from '../support/program.ts';

const Done = z.looseObject({ rows: z.number(), safety_path: z.string().nullable().optional() });
const Status = z.object({ unreadable: z.array(z.string()) });

let dir: string;
let dataDir: string;
let postgres: DebianPostgres;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mamcrawler-move-'));
  dataDir = join(dir, 'data');
  postgres = await startDebianPostgres();
  await using program = await startProgram({ dataDir });
  const body = {
    kind: 'torznab',
    name: 'Mine',
    url: 'http://127.0.0.1:1',
    api_key: 'a-key-of-an-indexer',
  } as const;
  await call(addIndexer, { body: { ...body, enabled: false } }, asAdministrator(program));
  await program.stop();
});

afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

type Environment = Readonly<Record<string, string>>;
const database = (args: readonly string[], environment: Environment = {}) =>
  runProgram(['database', ...args], { MAMCRAWLER_DATA: dataDir, ...environment });
const onServer = () => ({ DATABASE_URL: postgres.url });

/** What a program that starts here knows, and whether it can read the credentials. */
async function indexersKnown(environment: Environment): Promise<readonly string[]> {
  const status = await runProgram(['secret', 'status', '--json'], {
    MAMCRAWLER_DATA: dataDir,
    ...environment,
  });
  expect(Status.parse(JSON.parse(status.out)).unreadable).toEqual([]);
  await using program = await startProgram({ dataDir, environment });
  const { items } = await call(listIndexers, {}, asAdministrator(program));
  await program.stop();
  return items.map(({ name }) => name);
}

it('carries an installation to a PostgreSQL of its own and back, and by a file to another machine', async () => {
  const password = new URL(postgres.url).password;
  const moved = await database(['move', '--to', postgres.url]);
  expect(moved).toMatchObject({ status: 0, err: '' });
  expect(moved.out).toContain('counts and checksums are the same on both sides');
  expect(moved.out).toMatch(/Set DATABASE_URL=postgresql:\/\/mamcrawler:…@/);
  expect(moved.out).not.toContain(password);
  await expect(indexersKnown(onServer())).resolves.toEqual(['Mine']);

  // Nothing of what is there goes without a word, and not while somebody works with it.
  const asked = await database(['move', '--from', postgres.url, '--to', 'embedded']);
  expect(asked).toMatchObject({ status: 2, out: '' });
  expect(asked.err).toMatch(/holds \d+ rows: say --yes to replace them/);
  {
    await using _program = await startProgram({ dataDir, environment: onServer() });
    const file = join(dir, 'running.zip');
    await expect(database(['export', file], onServer())).resolves.toMatchObject({ status: 0 });
    const refused = await database(['import', file, '--yes'], onServer());
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toMatch(
      /MAMcrawler works on this database \(all on .+, process \d+\)\. Stop it first/,
    );
  }

  const back = await database(['move', '--from', postgres.url, '--to', 'embedded', '--yes', '--json']);
  const { safety_path: safety, rows } = Done.parse(JSON.parse(back.out));
  expect(rows).toBeGreaterThan(0);
  expect(back.out).not.toContain(password);
  expect(await readdir(join(dataDir, 'backups'))).toEqual([safety?.split('/').at(-1)]);

  const file = join(dir, 'carried.zip');
  await expect(database(['export', file, '--with-secrets'])).resolves.toMatchObject({ status: 0 });
  expect((await database(['export', file])).err).toContain('is there already. Choose another name.');
  dataDir = join(dir, 'other-machine');
  // Where the keys cannot be kept, the rows are in already; the second time both are.
  const secrets = join(dataDir, 'secrets.json');
  await mkdir(secrets, { recursive: true });
  const half = await database(['import', file]);
  expect(half).toMatchObject({ status: 1, out: '' });
  expect(half.err).toContain(`its keys could not be kept in ${secrets}: EISDIR`);
  await rmdir(secrets);
  const imported = await database(['import', file, '--yes', '--json']);
  expect(Done.parse(JSON.parse(imported.out))).toMatchObject({ rows, unreadable_credentials: [] });
  await expect(indexersKnown({})).resolves.toEqual(['Mine']);

  dataDir = join(dir, 'machine-without-the-keys');
  const plain = join(dir, 'plain.zip');
  await database(['export', plain], { MAMCRAWLER_DATA: join(dir, 'other-machine') });
  const without = await database(['import', plain]);
  expect(without.out).toMatch(/No known key opens these.*indexer/is);
});

it('says what cannot be done', async () => {
  expect((await database(['move', '--to', 'nonsense'])).err).toContain('--to must be postgresql://');
  expect((await database(['move', '--to', postgres.url], onServer())).err).toContain('are the same database');
  const alias = postgres.url.replace('127.0.0.1', 'localhost');
  expect((await database(['move', '--to', alias], onServer())).err).toContain('are the same database');
  expect((await database(['import', join(dir, 'none.zip')])).err).toContain('There is no file');
  const asJson = await database(['import', join(dir, 'none.zip'), '--json']);
  expect(asJson).toMatchObject({ status: 1, out: '' });
  expect(JSON.parse(asJson.err)).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('There is no file'),
  });
  const nowhere = 'postgresql://ada:a-password@127.0.0.1:1/books';
  const { err } = await database(['move', '--to', nowhere]);
  expect(err).toContain('The database of --to (127.0.0.1:1) cannot be reached');
  expect(err).not.toContain('a-password');
});
