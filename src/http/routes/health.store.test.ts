import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { readRefusal } from '../../../test/support/refusal.ts';
import { signedIn } from '../../../test/support/sessions.ts';
import { type SeverableConnection, severable } from '../../../test/support/severable-connection.ts';
import { until } from '../../../test/support/until.ts';
import { addApiKey } from '../../contract/api-keys.ts';
import { health } from '../../contract/health.ts';

let database: TestDatabase;
let way: SeverableConnection;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  way = await severable(database.connection);
  app = await startTestApp({ connection: { ...way.connection } });
});

afterAll(async () => {
  way.mend();
  await app[Symbol.asyncDispose]();
  await way[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const status = async (path: string) => (await app.fetch(path)).status;

describe('while all is well', () => {
  it('is healthy, alive and ready', async () => {
    expect(await app.call(health)).toEqual({
      status: 'healthy',
      timestamp: expect.stringMatching(/Z$/),
      version: '0.0.0-test',
      services: {
        database: {
          status: 'healthy',
          database: 'connected',
          detail: expect.stringMatching(/^PostgreSQL \d/),
        },
        jobs: { status: 'healthy', detail: expect.stringContaining(' job') },
        disk: { status: 'healthy', detail: expect.stringContaining('The data folder has ') },
        backups: { status: 'healthy', detail: expect.any(String) },
        indexers: { status: 'healthy', detail: '0 indexers' },
        download_clients: { status: 'healthy', detail: '0 download clients' },
      },
    });
    expect(await (await app.fetch('/health/live')).json()).toEqual({ status: 'alive' });
    expect(await (await app.fetch('/health/ready')).json()).toEqual({ status: 'ready' });
  });

  it.each([{}, { 'x-api-key': 'wrong' }])('tells strangers no more than words: %j', async (headers) => {
    expect(await app.call(health, {}, headers)).toEqual({
      status: 'healthy',
      timestamp: expect.any(String),
      services: {
        database: { status: 'healthy' },
        jobs: { status: 'healthy' },
        disk: { status: 'healthy' },
        backups: { status: 'healthy' },
        indexers: { status: 'healthy' },
        download_clients: { status: 'healthy' },
      },
    });
  });
});

describe('for whoever is no administrator', () => {
  const WORDS = {
    status: 'healthy',
    timestamp: expect.any(String),
    version: '0.0.0-test',
    services: {
      database: { status: 'healthy' },
      jobs: { status: 'healthy' },
      disk: { status: 'healthy' },
      backups: { status: 'healthy' },
      indexers: { status: 'healthy' },
      download_clients: { status: 'healthy' },
    },
  };

  it.each(['member', 'viewer'] as const)('tells a %s words and the version', async (role) => {
    const cookie = await signedIn(app, role, role);

    expect(await app.call(health, {}, { cookie })).toEqual(WORDS);
  });

  it('tells an administrator’s key that only reads no more', async () => {
    const { key } = await app.call(addApiKey, { body: { name: 'Dashboard', scope: 'read' } });

    expect(await app.call(health, {}, { 'x-api-key': key })).toEqual(WORDS);
  });
});

describe('where Redis is used', () => {
  it('says whether it can be reached', async () => {
    await using other = await startTestApp({ redisUrl: 'redis://:s3cret@127.0.0.1:1' });

    const { status: word, services } = await other.call(health);

    expect(word).toBe('degraded');
    expect(services['redis']).toMatchObject({
      status: 'degraded',
      what_to_do: expect.stringContaining('REDIS_URL'),
    });
    expect(JSON.stringify(services)).not.toContain('s3cret');
  });
});

describe('while the database is down', () => {
  it('says so everywhere, and comes back by itself', async () => {
    way.cut();

    const degraded = {
      status: 'degraded',
      services: {
        database: { status: 'unhealthy' },
        jobs: { status: 'unhealthy' },
        disk: { status: 'healthy' },
      },
    };
    // What was found out is told for 2 s.
    await until('it is noticed', async () => (await app.call(health, {}, {})).status === 'degraded');
    expect(await app.call(health, {}, {})).toMatchObject(degraded);
    expect(await app.call(health)).toMatchObject(degraded);
    await until('it is not ready', async () => (await status('/health/ready')) === 503);
    expect(await status('/health/live')).toBe(200);
    const ready = await app.fetch('/health/ready');
    expect(ready.headers.get('retry-after')).toBe('5');
    await readRefusal(ready, 503, 'service_unavailable');
    const books = await app.fetch('/api/books', { headers: { 'x-api-key': app.apiKey } });
    expect(books.headers.get('retry-after')).toBe('5');
    const { message } = await readRefusal(books, 503, 'service_unavailable');
    expect(message).toBe('The database cannot be reached. Try again in a moment.');

    way.mend();
    await until('it is ready again', async () => (await status('/health/ready')) === 200);
    await until('it is healthy', async () => (await app.call(health)).status === 'healthy');
  });
});
