import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../src/contract/access.ts';
import { listAudit } from '../../src/contract/audit.ts';
import { supportBundle } from '../../src/contract/doctor.ts';
import { addDownloadClient } from '../../src/contract/download-clients.ts';
import { addIndexer } from '../../src/contract/indexers.ts';
import { listErrors } from '../../src/contract/operations.ts';
import { addUser, removeUser } from '../../src/contract/users.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { runProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { until } from '../support/until.ts';
import { urlOf } from '../support/url-of.ts';

const scratch = makeScratchFolder();
const logDir = join(scratch.path, 'logs');
const planted = new Map<string, string>();

function plant(what: string): string {
  const value = `Planted${what.replace(/\W/g, '')}9d2c61`.padEnd(40, 'x');
  planted.set(what, value);
  return value;
}

/** Names and addresses of people, as a text would name them. */
const people: readonly string[] = [
  'Zuleika',
  'zuleika@dobson.example',
  'Bo',
  'Xanthippe of Athens',
  '203.0.113.77',
];
const SECRETS = {
  API_KEY: plant('api key'),
  API_KEY_PREVIOUS: plant('previous api key'),
  SECRET_KEY: plant('secret key'),
  JWT_SECRET_KEY: plant('jwt key'),
  PROXY_URL: `http://reader:${plant('proxy password')}@127.0.0.1:1`,
  SENTRY_DSN: `http://${plant('sentry key')}@127.0.0.1:1/1`,
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'mamcrawler',
  OIDC_CLIENT_SECRET: plant('oidc secret'),
  QB_URL: 'http://127.0.0.1:1',
  QB_USERNAME: plant('qb account'),
  QB_PASSWORD: plant('qb password'),
  BACKUP_S3_ENDPOINT: 'http://127.0.0.1:1',
  BACKUP_S3_BUCKET: 'books',
  BACKUP_S3_ACCESS_KEY_ID: plant('s3 key id'),
  BACKUP_S3_SECRET_ACCESS_KEY: plant('s3 secret'),
};

let database: TestDatabase;
let app: TestApp;

/** As the program's own log does, but nowhere else. */
function writeLine(line: string): void {
  appendFileSync(join(logDir, 'app.1.log'), line);
  if (line.includes('"level":"error"')) appendFileSync(join(logDir, 'errors.1.log'), line);
}

beforeAll(async () => {
  mkdirSync(logDir);
  database = await createTestDatabase();
  const environment = {
    ENV: 'test',
    MAMCRAWLER_DATA: join(scratch.path, 'data'),
    LOG_DIR: logDir,
    ...SECRETS,
  };
  const config = readConfig(scratch.path, environment);
  const { connection } = database;
  app = await startTestApp({
    config,
    connection,
    log: createLog('debug', { write: writeLine }),
    secretKey: SECRETS.SECRET_KEY,
    signingKey: SECRETS.JWT_SECRET_KEY,
    trustedProxies: ['127.0.0.1'],
  });
  await live();
}, 60_000);

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  scratch[Symbol.dispose]();
});

/** A while in which secrets and people get wherever they may get. */
async function live(): Promise<void> {
  const password = plant('user password');
  const named = { role: 'member' as const, password };
  await app.call(addUser, { body: { name: 'Zuleika', email: 'zuleika@dobson.example', ...named } });
  await app.call(addUser, { body: { name: 'Xanthippe of Athens', ...named } });
  const bo = await app.call(addUser, { body: { name: 'Bo', ...named } });
  for (const name of ['Bo', 'Zuleika']) {
    await app.fetch(signIn.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.77' },
      body: JSON.stringify({ name, password }),
    });
  }
  await app.call(removeUser, { params: { id: bo.id } });
  expect(JSON.stringify(await app.call(listAudit, { query: { limit: 200 } }))).toContain('Bo');
  await app.call(addIndexer, {
    body: { kind: 'torznab', name: 'Tracker', url: 'http://127.0.0.1:1', api_key: plant('indexer key') },
  });
  await app.call(addDownloadClient, {
    body: {
      kind: 'qbittorrent',
      name: 'At home',
      url: 'http://127.0.0.1:1',
      username: plant('client account'),
      password: plant('client password'),
      proxy: `http://p:${plant('service proxy password')}@127.0.0.1:1`,
    },
  });
  // Of a password only a hash is kept: nothing could know it again, so nothing may say it in the first place.
  const known = [...planted.values()].filter((secret) => secret !== password);
  const said = `${[...people, ...known].join(' | ')} in one line`;
  app.needs.log.error(
    { user: 'Zuleika', path: '/home/Bo/books', note: said, nested: { list: [said] } },
    said,
  );
  const error = new TypeError(said, { cause: new Error('Xanthippe of Athens') });
  app.needs.errors.note({ error, place: 'GET /api/books', requestId: 'r' });
  await writeFile(join(logDir, 'app.99.log'), `no JSON at all: ${said}\n`);
  await until('the error is kept', async () => {
    const { items } = await app.call(listErrors, { query: {} });
    return items.length > 0;
  });
}

async function unzip(file: string): Promise<ReadonlyMap<string, string>> {
  const folder = `${file}.d`;
  await promisify(execFile)('python3', ['-m', 'zipfile', '-e', file, folder]);
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const),
    ),
  );
}

function leaksIn(files: ReadonlyMap<string, string>): readonly string[] {
  const bad = [
    ...people.map(
      (name) =>
        [
          name,
          new RegExp(`(?<![\\p{L}\\p{N}])${name.replaceAll('.', '\\.')}(?![\\p{L}\\p{N}])`, 'iu'),
        ] as const,
    ),
    ...[...planted].flatMap(([what, secret]) =>
      [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')].map(
        (form) => [what, new RegExp(form.replace(/[^\w]/g, '\\$&'))] as const,
      ),
    ),
  ];
  return [...files].flatMap(([name, text]) =>
    bad.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${what} in ${name}`),
  );
}

const PARTS = [
  'README.txt',
  'configuration.json',
  'doctor.json',
  'errors.json',
  'health.json',
  'jobs.json',
  'logs/app.log',
  'logs/errors.log',
  'metrics.txt',
  'processes.json',
  'schema.json',
  'versions.json',
];

describe('a support bundle', () => {
  it('of the server holds what helps, and no secret and nobody', async () => {
    const file = join(scratch.path, 'of-server.zip');
    const { status, out, err } = await runProgram(['support-bundle', file], {
      MAMCRAWLER_URL: app.baseUrl,
      API_KEY: app.apiKey,
    });
    expect([status, err, out]).toEqual([0, '', expect.stringContaining(file)]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const files = await unzip(file);

    expect([...files.keys()].toSorted()).toEqual(PARTS);
    expect(leaksIn(files)).toEqual([]);
    // It would prove nothing if nothing had been said.
    expect(files.get('logs/app.log')).toContain('in one line');
    expect(files.get('logs/app.log')).toContain('no JSON at all: user-');
    expect(files.get('logs/errors.log')).toMatch(/"user":"user-\d"/);
    expect(files.get('errors.json')).toContain('in one line');
    expect(files.get('metrics.txt')).toContain('mamcrawler_build_info');
    const settings = JSON.parse(files.get('configuration.json') ?? '');
    expect(settings.variables).toContainEqual({ name: 'QB_PASSWORD', isSet: true, value: null });
    expect(settings.variables).toContainEqual({ name: 'ENV', isSet: true, value: 'test' });
    expect(JSON.parse(files.get('schema.json') ?? '').tables).toContainEqual(
      expect.objectContaining({ name: 'app_user', rows: 2 }),
    );
    expect(JSON.parse(files.get('health.json') ?? '').services.database.status).toBe('healthy');
    for (const [name, text] of files)
      if (name.endsWith('.json')) expect(() => JSON.parse(text), name).not.toThrow();
  }, 60_000);

  it('of what lies here, where no server answers, holds neither', async () => {
    const file = join(scratch.path, 'local.zip');
    const { status, out } = await runProgram(['support-bundle', file, '--json'], {
      ...SECRETS,
      MAMCRAWLER_URL: 'http://127.0.0.1:1',
      MAMCRAWLER_DATA: join(scratch.path, 'data'),
      LOG_DIR: logDir,
      DATABASE_URL: urlOf(database.connection),
    });

    expect([status, JSON.parse(out)]).toEqual([
      0,
      { file, source: 'files', why: expect.stringContaining('No server answered at http://127.0.0.1:1:') },
    ]);
    const files = await unzip(file);
    expect([...files.keys()].toSorted()).toEqual(PARTS);
    expect(leaksIn(files)).toEqual([]);
    expect(files.get('logs/app.log')).toContain('in one line');
    expect(files.get('errors.json')).toContain('in one line');
    expect(files.get('health.json')).toContain('No server');
  }, 60_000);

  it('is not written over a file, and not given to who is no administrator', async () => {
    const file = join(scratch.path, 'there.zip');
    await writeFile(file, 'mine');
    const environment = { MAMCRAWLER_URL: app.baseUrl, API_KEY: app.apiKey };

    const refused = await runProgram(['support-bundle', file], environment);
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('is there already')]);
    expect(await readFile(file, 'utf8')).toBe('mine');
    const other = join(scratch.path, 'other.zip');
    const stranger = await runProgram(['support-bundle', other], {
      ...environment,
      API_KEY: 'nobody-knows-this',
    });
    expect([stranger.status, stranger.err]).toEqual([1, expect.stringContaining('API_KEY must be a key')]);
    expect((await app.fetch(supportBundle.path)).status).toBe(401);
    const nowhere = await runProgram(['support-bundle', join(scratch.path, 'none', 'b.zip')], environment);
    expect([nowhere.status, nowhere.err]).toEqual([1, expect.stringContaining('Make it first.')]);
  }, 60_000);
});
