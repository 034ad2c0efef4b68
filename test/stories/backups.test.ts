import { once } from 'node:events';
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../src/cli/read-rows.ts';
import { addAuthor, listAuthors } from '../../src/contract/authors.ts';
import { createBackup, listBackups } from '../../src/contract/backups.ts';
import { ApiError, call } from '../../src/contract/call.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import {
  asAdministrator,
  PROGRAM_KEY,
  type ProgramOptions,
  type RunningProgram,
  runProgram,
  startProgram,
} from '../support/program.ts';
import { startS3 } from '../support/s3.ts';
import { makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts';
import { NOWHERE } from '../support/seed-everything.ts';
import { until } from '../support/until.ts';

const ending = new AsyncDisposableStack();
let scratch: ScratchFolder;
let dataDir: string;

beforeAll(() => {
  scratch = ending.use(makeScratchFolder());
  dataDir = join(scratch.path, 'data');
});

afterAll(() => ending.disposeAsync());

type Environment = Readonly<Record<string, string>>;

const start = (more: Partial<ProgramOptions> = {}) =>
  startProgram({ dataDir, ...more, environment: { RATE_LIMIT_ADMIN: '1000000', ...more.environment } });

/** One that asks no server. */
const alone = (args: readonly string[], environment: Environment = {}) =>
  runProgram(args, {
    MAMCRAWLER_DATA: dataDir,
    LOG_DIR: '',
    API_KEY: PROGRAM_KEY,
    ...environment,
  });

const asking = ({ address }: RunningProgram, args: readonly string[]) =>
  runProgram(args, { MAMCRAWLER_URL: address.replace(/\/$/, ''), API_KEY: PROGRAM_KEY });

/** However much the program has to do just then. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const answers: T[] = [];
  await until('there is room', () =>
    work().then(
      (answer) => answers.push(answer) > 0,
      (error: unknown) => {
        if (error instanceof ApiError && error.reply.status_code === 503) return false;
        throw error;
      },
    ),
  );
  return answers[0] as T;
}

const add = (program: RunningProgram, name: string) =>
  patiently(() => call(addAuthor, { body: { name } }, asAdministrator(program)));

async function authorsOf(program: RunningProgram): Promise<readonly string[]> {
  const { items } = await readRows({ limit: Number.POSITIVE_INFINITY }, (query) =>
    patiently(() => call(listAuthors, { query }, asAdministrator(program))),
  );
  return items.map(({ name }) => name);
}

const backups = () => join(dataDir, 'backups');

describe('backups', () => {
  let path: string;
  let before: readonly string[];

  it('are made while others write, and can be restored on trial', async () => {
    await using program = await start();
    const indexer = {
      kind: 'torznab',
      name: 'Mine',
      url: NOWHERE,
      api_key: 'the key of the indexer',
    } as const;
    await patiently(() => call(addIndexer, { body: indexer }, asAdministrator(program)));
    let isWriting = true;
    let count = 0;
    const writing = (async () => {
      for (; isWriting; count += 1) await add(program, `Author ${String(count).padStart(4, '0')}`);
    })();
    await until('some were written', () => count > 10);
    const made = await asking(program, ['backup', 'create', '--with-secrets', '--json']);
    isWriting = false;
    await writing;

    expect([made.status, made.err]).toEqual([0, '']);
    const backup = JSON.parse(made.out);
    ({ path } = backup);
    expect(backup).toMatchObject({ id: 1, name: basename(path), state: 'done', has_secrets: true });
    expect(backup.size_bytes).toBe((await stat(path)).size);

    const verified = await asking(program, ['backup', 'verify', '1', '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ id: 1, path, outcome: 'passed' });
    expect(verified.status).toBe(0);
    const listed = await asking(program, ['backup', 'list', '--json']);
    expect(JSON.parse(listed.out).items).toMatchObject([{ id: 1, verification: { outcome: 'passed' } }]);

    const refused = await alone(['backup', 'restore', '1', '--yes']);
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('Stop it first')]);
    before = await authorsOf(program);
    expect(before.length).toBeGreaterThan(10);
  });

  it('bring a wrecked installation back on an empty machine by one command, with its keys', async () => {
    const kept = join(scratch.path, basename(path));
    await cp(path, kept);
    path = kept;
    await rm(dataDir, { recursive: true });

    const restored = await alone(['backup', 'restore', kept, '--json']);
    expect([restored.status, restored.err]).toEqual([0, '']);
    expect(JSON.parse(restored.out)).toMatchObject({
      path: kept,
      safety_path: null,
      unreadable_credentials: [],
    });
    await using program = await start();
    const authors = await authorsOf(program);
    // Those that were entered until the moment that it is of: the first ones, without a gap.
    expect(authors.length).toBeGreaterThan(10);
    expect(authors).toEqual(before.slice(0, authors.length));
    await add(program, 'Zadie Smith');
  });

  it('are put in the place of live data only after a safety backup, and only when a person says so', async () => {
    const asked = await alone(['backup', 'restore', path]);
    expect([asked.status, asked.err]).toEqual([2, expect.stringContaining('say --yes')]);
    expect(asked.err).toMatch(new RegExp(`by ${basename(path)}, made at 20[\\d:.TZ-]+ by MAMcrawler \\d`));

    const restored = await alone(['backup', 'restore', path, '--yes', '--json']);
    const { safety_path: safety } = JSON.parse(restored.out);
    expect(safety).toMatch(/-safety-[0-9a-f]{8}\.zip$/);
    expect((await stat(safety)).mode & 0o777).toBe(0o600);

    // Nothing listens where a server is looked for: the database is asked itself, and knows of the safety backup.
    const listed = await alone(['backup', 'list', '--json']);
    const [found] = JSON.parse(listed.out).items;
    expect(found).toMatchObject({ origin: 'safety', path: safety, file: 'present' });
    expect((await alone(['backup', 'restore', String(found.id), '--yes'])).status).toBe(0);
  });

  it('can be verified by their path alone, and a damaged one is found out', async () => {
    expect((await alone(['backup', 'verify', path])).status).toBe(0);
    const bytes = await readFile(path);
    const damaged = join(scratch.path, 'damaged.zip');
    // More than a header is long: what says nothing of the rows may be another.
    bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 200);
    await writeFile(damaged, bytes);
    const verified = await alone(['backup', 'verify', damaged, '--json']);
    expect([verified.status, JSON.parse(verified.out).outcome]).toEqual([1, 'failed']);
    const refused = await alone(['backup', 'restore', damaged, '--yes']);
    expect([refused.status, refused.err]).toEqual([1, expect.stringMatching(/damaged|do not fit/)]);
  });

  it('that a kill broke off leave nothing, and are made anew by the next start', async () => {
    {
      await using program = await start();
      expect(await authorsOf(program)).toContain('Zadie Smith');
      await patiently(() => call(createBackup, { body: {} }, asAdministrator(program)));
      program.child.kill('SIGKILL');
      await once(program.child, 'exit');
    }
    await using program = await start();
    const newest = async () =>
      (await patiently(() => call(listBackups, {}, asAdministrator(program)))).items[0];
    await until('it was made', async () => (await newest())?.state === 'done', 60_000);
    expect(await newest()).toMatchObject({ origin: 'manual', file: 'present' });
    expect((await readdir(backups())).filter((name) => !name.endsWith('.zip'))).toEqual([]);
  });

  it('go to a bucket and come back from it', async () => {
    await using s3 = await startS3();
    const { config } = s3;
    const environment = {
      BACKUP_S3_ENDPOINT: config.endpoint,
      BACKUP_S3_BUCKET: config.bucket,
      BACKUP_S3_PREFIX: config.prefix,
      BACKUP_S3_ACCESS_KEY_ID: config.accessKeyId,
      BACKUP_S3_SECRET_ACCESS_KEY: config.secretAccessKey,
    };
    const made = JSON.parse((await alone(['backup', 'create', '--json'], environment)).out);
    expect(made).toMatchObject({ place: 's3', path: `s3://${config.bucket}/${config.prefix}${made.name}` });
    expect(await readdir(backups())).not.toContain(made.name);
    const id = String(made.id);
    expect((await alone(['backup', 'verify', id], environment)).status).toBe(0);
    const restored = await alone(['backup', 'restore', id, '--yes', '--json'], environment);
    expect([restored.status, restored.err]).toEqual([0, '']);
    expect(JSON.parse(restored.out)).toMatchObject({ path: made.path, rows: made.row_count });
    expect((await readdir(join(dataDir, 'scratch'))).filter((name) => name.endsWith('.zip'))).toEqual([]);
  });
});
