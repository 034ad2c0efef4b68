import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/support/postgres.ts';
import { recogniseApiKey } from './access/api-keys.ts';
import { createPasswords } from './access/password.ts';
import { setUp } from './access/set-up.ts';
import { systemClock } from './base/clock.ts';
import { firstSteps } from './first-steps.ts';

let database: TestDatabase;
let dataDir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'first-steps-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
  await database[Symbol.asyncDispose]();
});

const passwords = createPasswords();
const VISITOR = { address: null, userAgent: null, sessionCookie: null, deviceCookie: null };

const needs = () => ({
  db: database.database,
  clock: systemClock,
  signingKey: 'k'.repeat(32),
  passwords,
  knownCallers: { forget() {} },
});

function start(isTerminal: boolean, apiKey: string | null = null, role: 'all' | 'web' = 'all') {
  const address = 'http://localhost:8000/books/';
  return firstSteps({
    ...needs(),
    role,
    dataDir,
    apiKey,
    previousApiKey: null,
    isAlone: true,
    address,
    isTerminal,
  });
}

describe('what the first user needs', () => {
  it('is shown in a terminal: the link, with its token behind the #, and the key', async () => {
    const [, link = '', , key = ''] = await start(true);

    expect(link).toMatch(/^ {2}http:\/\/localhost:8000\/books\/setup#token=[\w-]+\.[\w-]+$/);
    expect((await recogniseApiKey(needs(), key.trim())).kind).toBe('api_key');
    expect(await readdir(dataDir)).toEqual([]);
    const token = link.split('=')[1] ?? '';
    const { user } = await setUp(needs(), { ...VISITOR, token, name: 'Ada', password: 'correct horse' });
    expect(user.role).toBe('administrator');
  });

  it('goes into files that only their owner reads elsewhere, and only their paths are told', async () => {
    const lines = await start(false);

    expect(lines).toEqual([
      `Make the first administrator (once, within a day): see ${dataDir}/set-up-link`,
      `The administrator's API key (only you can read the file, which stays until the key is changed): see ${dataDir}/api-key`,
    ]);
    for (const name of ['set-up-link', 'api-key']) {
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
      const secret = (await readFile(join(dataDir, name), 'utf8')).trim();
      expect(lines.join()).not.toContain(secret);
    }
  });

  it('is a new link at each start, until there is an administrator; the key is shown once', async () => {
    await start(false);
    const first = await readFile(join(dataDir, 'set-up-link'), 'utf8');

    expect(await start(false)).toHaveLength(1);
    const second = await readFile(join(dataDir, 'set-up-link'), 'utf8');
    expect(second).not.toBe(first);
    const token = second.trim().split('=')[1] ?? '';
    await setUp(needs(), { ...VISITOR, token, name: 'Ada', password: 'correct horse' });

    expect(await start(false)).toEqual([]);
    expect(await readdir(dataDir)).toEqual(['api-key']);
  });

  it('has no key that the environment gave already', async () => {
    const lines = await start(true, 'given by the environment');

    expect(lines.join()).not.toContain('API key');
    expect((await recogniseApiKey(needs(), 'given by the environment')).kind).toBe('api_key');
  });

  it('is no link of one process among several, which would end that of another', async () => {
    await start(false, 'given by the environment');

    expect(await start(true, 'given by the environment', 'web')).toEqual([]);
    expect(await readdir(dataDir)).toEqual(['set-up-link']);
  });
});
