import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keepAdministratorKey } from '../../src/access/api-keys.ts';
import { me } from '../../src/contract/access.ts';
import { addApiKey } from '../../src/contract/api-keys.ts';
import { listAudit } from '../../src/contract/audit.ts';
import { call } from '../../src/contract/call.ts';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import { keepSecrets, renewSecretKey, secretsFileOf } from '../../src/platform/kept-secrets.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { PROGRAM_KEY, runProgram, startProgram } from '../support/program.ts';
import { until } from '../support/until.ts';
import { urlOf } from '../support/url-of.ts';

const ENTRY = resolve(import.meta.dirname, '..', '..', 'src', 'mamcrawler.ts');
const GIVEN = 'a secret key that the environment gives';
const NEXT = 'the next secret key that the environment gives';

const Status = z.object({
  has_previous_secret_key: z.boolean(),
  sealed_with_current: z.number(),
  sealed_with_previous: z.number(),
  unreadable: z.array(z.string()),
});

let dir: string;
/** Of a program that has an indexer and a download client, and does not run. */
let template: string;
let dataDir: string;
let count = 0;

type Environment = Readonly<Record<string, string>>;
const secret = (args: readonly string[], environment: Environment = {}) =>
  runProgram(['secret', ...args], { MAMCRAWLER_DATA: dataDir, ...environment });
const statusNow = async (environment: Environment = {}) =>
  Status.parse(JSON.parse((await secret(['status', '--json'], environment)).out));
/** What the program did by itself, as its audit log says. */
async function actionsNoted(environment: Environment = { API_KEY: PROGRAM_KEY }): Promise<readonly string[]> {
  await using program = await startProgram({ dataDir, environment });
  const baseUrl = program.address.replace(/\/$/, '');
  const headers = { 'x-api-key': PROGRAM_KEY };
  const { items } = await call(listAudit, { query: { limit: 200 } }, { baseUrl, headers });
  await program.stop();
  return items.filter(({ actor }) => actor.kind === 'program').map(({ action }) => action);
}
const startAndStop = async (environment: Environment = {}) => {
  const program = await startProgram({ dataDir, environment });
  await program.stop();
  return program.said();
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mamcrawler-secrets-'));
  template = join(dir, 'template');
  await using program = await startProgram({ dataDir: template, environment: { API_KEY: '' } });
  const baseUrl = program.address.replace(/\/$/, '');
  const key = (await readFile(join(template, 'api-key'), 'utf8')).trim();
  const options = { baseUrl, headers: { 'x-api-key': key } };
  const url = 'http://127.0.0.1:1';
  const indexer = { kind: 'torznab' as const, name: 'Tracker', url, api_key: 'indexer-key' };
  await call(addIndexer, { body: indexer }, options);
  const client = {
    kind: 'qbittorrent' as const,
    name: 'qBittorrent',
    url,
    username: 'ada',
    password: 'hush',
  };
  await call(addDownloadClient, { body: client }, options);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

beforeEach(async () => {
  count += 1;
  dataDir = join(dir, `${count}`);
  await cp(template, dataDir, { recursive: true, verbatimSymlinks: true });
});

describe('the kept secret key', () => {
  it('is changed, and all that is stored is sealed anew', async () => {
    const file = secretsFileOf(dataDir);
    const before = await keepSecrets(file);

    const said = await secret(['rotate', 'secret-key']);

    expect(said).toMatchObject({ status: 0, err: '' });
    expect(said.out).toMatch(
      /^There is a new secret key\..*\n.*secrets\.json\n2 stored values sealed anew\.\n$/,
    );
    const after = await keepSecrets(file);
    expect(after).toEqual({ ...before, secret_key: expect.any(String) });
    expect(after.secret_key).not.toBe(before.secret_key);
    expect(await statusNow()).toEqual({
      has_previous_secret_key: false,
      sealed_with_current: 2,
      sealed_with_previous: 0,
      unreadable: [],
    });
  });

  it('is not changed while the program runs', async () => {
    await using program = await startProgram({ dataDir });
    const before = readFileSync(secretsFileOf(dataDir), 'utf8');

    expect(await secret(['rotate', 'secret-key'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('already running on the data folder'),
    });

    expect(readFileSync(secretsFileOf(dataDir), 'utf8')).toBe(before);
    expect((await secret(['status'])).out).toContain(
      'What is stored was not looked at: MAMcrawler is already running',
    );
    await program.stop();
  });

  it('changed half is changed whole by a second run, with the same key', async () => {
    const { secret_key } = await renewSecretKey(secretsFileOf(dataDir));
    expect(await statusNow()).toMatchObject({ has_previous_secret_key: true, sealed_with_previous: 2 });

    expect(await secret(['rotate', 'secret-key'])).toMatchObject({ status: 0 });

    expect((await keepSecrets(secretsFileOf(dataDir))).secret_key).toBe(secret_key);
    expect(await statusNow()).toMatchObject({ has_previous_secret_key: false, sealed_with_current: 2 });
  });

  it('changed half is changed whole by the next start', async () => {
    await renewSecretKey(secretsFileOf(dataDir));

    expect(await startAndStop()).toContain('Stored credentials are sealed with the new secret key.');
    expect(await actionsNoted()).toContain('rotateSecretKey');

    expect(await statusNow()).toMatchObject({ has_previous_secret_key: false, sealed_with_current: 2 });
  });

  it('outlives a kill once the new one is written', async () => {
    const file = secretsFileOf(dataDir);
    const before = (await keepSecrets(file)).secret_key;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ENTRY, 'secret', 'rotate', 'secret-key'],
      {
        env: { ...process.env, MAMCRAWLER_DATA: dataDir },
        stdio: 'ignore',
      },
    );
    const ended = once(child, 'exit');
    await until(
      'the new key is written',
      () => !readFileSync(file, 'utf8').includes(`"secret_key": "${before}"`),
      20_000,
    );
    child.kill('SIGKILL');
    await ended;

    expect(await secret(['rotate', 'secret-key'])).toMatchObject({ status: 0 });
    expect(await statusNow()).toMatchObject({
      has_previous_secret_key: false,
      sealed_with_current: 2,
      unreadable: [],
    });
  });

  it('that opens nothing is told, with what must be entered again', async () => {
    await rm(secretsFileOf(dataDir));

    const said = await secret(['rotate', 'secret-key']);

    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain(
      'the key of the indexer Tracker\n  the password of the download client qBittorrent\n',
    );
  });
});

describe('the SECRET_KEY of the environment', () => {
  it('is changed there, as the command says', async () => {
    const told = await secret(['rotate', 'secret-key'], { SECRET_KEY: GIVEN });
    expect(told).toMatchObject({ status: 0, out: expect.stringContaining('2 stored values sealed anew') });

    const steps = await secret(['rotate', 'secret-key'], { SECRET_KEY: GIVEN });
    expect(steps).toMatchObject({ status: 1, out: '' });
    expect(steps.err).toContain('1. Set SECRET_KEY_PREVIOUS to the SECRET_KEY of today');

    const both = { SECRET_KEY: NEXT, SECRET_KEY_PREVIOUS: GIVEN };
    expect(await statusNow(both)).toMatchObject({ sealed_with_previous: 2 });
    expect(await startAndStop(both)).toContain('Remove SECRET_KEY_PREVIOUS from the environment.');
    expect(await statusNow({ SECRET_KEY: NEXT })).toMatchObject({ sealed_with_current: 2, unreadable: [] });
  });

  it('is changed while processes run that know both', async () => {
    await using database = await createTestDatabase();
    const url = urlOf(database.connection);
    await using app = await startTestApp({
      connection: database.connection,
      secretKey: NEXT,
      previousSecretKey: GIVEN,
    });
    await app.call(addIndexer, {
      body: { kind: 'torznab', name: 'Tracker', url: 'http://127.0.0.1:1', api_key: 'key' },
    });

    expect(await secret(['rotate', 'secret-key'], { DATABASE_URL: url })).toMatchObject({
      status: 1,
      err: 'MAMcrawler is running on this database and knows the old key only. Stop it first.\n',
    });
    expect(
      await secret(['rotate', 'secret-key'], {
        DATABASE_URL: url,
        SECRET_KEY: 'a third key',
        SECRET_KEY_PREVIOUS: NEXT,
      }),
    ).toMatchObject({ status: 0, out: expect.stringContaining('Now remove SECRET_KEY_PREVIOUS') });
  });
});

describe('the key that signs sessions', () => {
  it('is changed only when that is meant', async () => {
    const file = secretsFileOf(dataDir);
    const before = await keepSecrets(file);

    expect(await secret(['rotate', 'jwt-secret-key'])).toMatchObject({
      status: 2,
      err: 'Everybody would be signed out: say --yes to do it all the same.\n',
    });
    expect(await keepSecrets(file)).toEqual(before);

    expect(await secret(['rotate', 'jwt-secret-key', '--yes'])).toMatchObject({ status: 0 });
    expect((await keepSecrets(file)).jwt_secret_key).not.toBe(before.jwt_secret_key);
    const noted = (await actionsNoted()).filter((action) => action === 'takeUpSigningKey');
    // The first key, and this one.
    expect(noted).toHaveLength(2);
  });

  it('of the environment is changed there', async () => {
    expect(await secret(['rotate', 'jwt-secret-key', '--yes'], { JWT_SECRET_KEY: GIVEN })).toMatchObject({
      status: 1,
      err: expect.stringContaining('JWT_SECRET_KEY comes from the environment'),
    });
  });
});

describe("the program's own API key", () => {
  it('is made anew; the one before works for a day, and not for one who asks for that', async () => {
    const before = (await readFile(join(dataDir, 'api-key'), 'utf8')).trim();

    const first = await secret(['rotate', 'api-key']);
    expect(first).toMatchObject({ status: 0, out: expect.stringMatching(/^mam_[\w-]{43}\n$/) });
    expect(first.err).toMatch(/The one before works until \d{4}-.*\nIt also stands in .*api-key now\.\n$/);
    expect(await readFile(join(dataDir, 'api-key'), 'utf8')).toBe(first.out);
    expect(await areKnown([before, first.out.trim()])).toEqual([true, true]);

    const second = await secret(['rotate', 'api-key', '--now']);
    expect(second.err).toContain('The one before works no longer.');
    expect(await areKnown([before, first.out.trim(), second.out.trim()])).toEqual([false, false, true]);
  });

  it('leaves keys that were made with it, and names them', async () => {
    const key = (await readFile(join(dataDir, 'api-key'), 'utf8')).trim();
    await using program = await startProgram({ dataDir, environment: { API_KEY: '' } });
    const options = { baseUrl: program.address.replace(/\/$/, ''), headers: { 'x-api-key': key } };
    const made = await call(addApiKey, { body: { name: 'Left behind', scope: 'admin' } }, options);
    await program.stop();

    const said = await secret(['rotate', 'api-key', '--now']);

    expect(said.status).toBe(0);
    expect(said.err).toContain(`  ${made.id}  Left behind, admin, ends with ${made.hint}, made 20`);
    expect(said.err).toContain('mamcrawler key revoke ID');
    expect(said.err).not.toContain(made.key);
    expect((await secret(['rotate', 'api-key'])).err).not.toContain('Left behind');
  });

  it('that an environment gave before is ended for all processes on a database', async () => {
    await using database = await createTestDatabase();
    const DATABASE_URL = urlOf(database.connection);
    await using app = await startTestApp({ connection: database.connection });
    const keep = (current: string) =>
      keepAdministratorKey(app.needs, { current, previous: null, isAlone: false });
    await keep('leaked '.repeat(6));
    await keep(PROGRAM_KEY);

    const said = await secret(['rotate', 'api-key', '--now'], { DATABASE_URL, API_KEY: PROGRAM_KEY });

    // That of the test program, which it has from an environment, too.
    expect(said).toMatchObject({ status: 0, out: expect.stringMatching(/^2 former API_KEYs ended; /) });
    const isKnown = async (key: string) =>
      (await app.fetch('/api/session', { headers: { 'x-api-key': key } })).status === 200;
    await until('it is told', async () => !(await isKnown(app.apiKey)));
    expect([await isKnown('leaked '.repeat(6)), await isKnown(PROGRAM_KEY)]).toEqual([false, true]);
  });

  it('is made also where its file cannot be written, which is told', async () => {
    await rm(join(dataDir, 'api-key'));
    await mkdir(join(dataDir, 'api-key'));

    const said = await secret(['rotate', 'api-key']);

    expect(said).toMatchObject({ status: 1, out: expect.stringMatching(/^mam_[\w-]{43}\n$/) });
    expect(said.err).toMatch(/api-key could not be written and still holds the one before: EISDIR/);
    expect(await areKnown([said.out.trim()])).toEqual([true]);
  });

  it('that the environment does not give any more is told to be such', async () => {
    await startAndStop({ API_KEY: PROGRAM_KEY });
    const line = `key of the program: API_KEY of the environment, ends with ${PROGRAM_KEY.slice(-4)}`;

    expect((await secret(['status'], { API_KEY: PROGRAM_KEY })).out).toContain(`${line}\n`);
    expect((await secret(['status'], { API_KEY: '' })).out).toContain(
      `${line}, which the environment does not give now\n`,
    );
  });

  it('of the environment is changed there, and the one before works beside it', async () => {
    expect(await secret(['rotate', 'api-key'], { API_KEY: PROGRAM_KEY })).toMatchObject({
      status: 1,
      err: expect.stringContaining('Set API_KEY_PREVIOUS to the API_KEY of today'),
    });
    const both = { API_KEY: NEXT.replaceAll(' ', '-'), API_KEY_PREVIOUS: PROGRAM_KEY };
    expect(await areKnown([both.API_KEY, PROGRAM_KEY, 'another'], both)).toEqual([true, true, false]);
  });
});

/** Which of these keys a program on the data folder knows. */
async function areKnown(keys: readonly string[], environment: Environment = { API_KEY: '' }) {
  await using program = await startProgram({ dataDir, environment });
  const baseUrl = program.address.replace(/\/$/, '');
  const known = await Promise.all(
    keys.map((key) =>
      call(me, {}, { baseUrl, headers: { 'x-api-key': key } }).then(
        () => true,
        () => false,
      ),
    ),
  );
  await program.stop();
  return known;
}
