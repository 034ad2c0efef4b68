import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../src/contract/call.ts';
import { DoctorReport } from '../../src/contract/doctor.ts';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import { addLibrary } from '../../src/contract/libraries.ts';
import { asAdministrator, type RunningProgram, runProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const ending = new AsyncDisposableStack();
let dataDir: string;
let books: string;
let downloads: string;
let program: RunningProgram;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  [dataDir, books, downloads] = [join(path, 'data'), join(path, 'books'), join(path, 'downloads')];
  await mkdir(books);
  await mkdir(downloads);
  program = await startProgram({ dataDir });
  ending.defer(() => program.stop());
  const server = asAdministrator(program);
  await call(addLibrary, { body: { name: 'Books', path: books, naming_template: null } }, server);
  const client = {
    kind: 'qbittorrent' as const,
    name: 'Nowhere',
    url: 'http://127.0.0.1:1',
    username: 'reader',
    password: 'secret of the client',
    path_mappings: [{ remote: '/downloads', local: downloads }],
    enabled: false,
  };
  await call(addDownloadClient, { body: client }, server);
}, 60_000);

afterAll(() => ending.disposeAsync());

async function examine(environment: Record<string, string> = {}, ...args: string[]) {
  const { status, out, err } = await runProgram(['doctor', '--json', ...args], {
    MAMCRAWLER_DATA: dataDir,
    LOG_DIR: '',
    ...environment,
  });
  expect(err).toBe('');
  const report = DoctorReport.parse(JSON.parse(out));
  const named = (name: string) => report.checks.filter((check) => check.name === name);
  return { status, report, named };
}

it('looks at an installation while the server runs on it, and disturbs nothing', async () => {
  const { status, report, named } = await examine();

  expect([status, report.status === 'error']).toEqual([0, false]);
  expect(named('server')).toMatchObject([{ status: 'ok', detail: expect.stringContaining('A server runs') }]);
  expect(named('database')).toMatchObject([{ status: 'ok' }]);
  expect(named('permissions').map(({ detail }) => detail)).toContainEqual(expect.stringContaining(books));
  expect(named('restarts')).toMatchObject([{ status: 'skipped' }]);
  expect(await readdir(books)).toEqual([]);
  expect((await fetch(`${program.address}health/ready`)).status).toBe(200);
}, 30_000);

it('tells in words, and by its exit status, what does not work', async () => {
  await rm(books, { recursive: true });
  const { status, out } = await runProgram(['doctor', '--production'], {
    MAMCRAWLER_DATA: dataDir,
    LOG_DIR: '',
  });
  await mkdir(books);

  expect(status).toBe(1);
  expect(out).toMatch(
    /^ERROR {3}permissions: In the library "Books" \(.*\) the user .* cannot make files: it is not there\.$/m,
  );
  expect(out).toMatch(/^ERROR {3}production_mode: ENV is development\.\n +→ Set ENV=production\.$/m);
  expect(out).toContain('Something does not work: see the errors above.');
}, 30_000);

it('names every fault of the configuration', async () => {
  const { status, named } = await examine({ PORT: 'many', BACKUP_SCHEDULE: 'daily', MAMCRAWLER_ROLE: 'web' });

  expect(status).toBe(1);
  expect(named('configuration').map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^PORT /),
    expect.stringMatching(/^BACKUP_SCHEDULE /),
    expect.stringMatching(/^MAMCRAWLER_ROLE=web needs DATABASE_URL/),
  ]);
}, 30_000);

it('says that the server of DATABASE_URL does not answer, and never its password', async () => {
  const { status, report, named } = await examine(
    { DATABASE_URL: 'postgresql://books:hunter22@127.0.0.1:1/books' },
    '--production',
  );

  expect(status).toBe(1);
  expect(named('database')).toMatchObject([
    { status: 'error', detail: expect.stringContaining('(127.0.0.1:1) cannot be reached') },
  ]);
  expect(named('indexers')).toMatchObject([{ status: 'skipped' }]);
  expect(JSON.stringify(report)).not.toContain('hunter22');
}, 30_000);

it('starts the database for a look where no server runs, and makes none where there is none', async () => {
  await program.stop();
  const { status, named } = await examine();

  expect(status).toBe(0);
  expect(named('server')).toMatchObject([{ detail: expect.stringContaining('was started for a look') }]);
  expect(named('schema')).toMatchObject([{ status: 'ok' }]);

  const empty = join(dataDir, '..', 'empty');
  await mkdir(empty);
  const fresh = await examine({ MAMCRAWLER_DATA: empty });
  expect(fresh.named('database')).toMatchObject([{ status: 'skipped' }]);
  expect(z.array(z.string()).parse(await readdir(empty))).toEqual([]);
}, 60_000);
