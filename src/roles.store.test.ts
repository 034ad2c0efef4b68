import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../test/support/app.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/postgres.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { health } from './contract/health.ts';
import { addLibrary, scanLibrary } from './contract/libraries.ts';
import { listProcesses } from './contract/operations.ts';

const ending = new AsyncDisposableStack();
let database: TestDatabase;
let web: TestApp;

beforeAll(async () => {
  database = ending.use(await createTestDatabase());
  web = ending.use(await start('web'));
});
afterAll(() => ending.disposeAsync());

const start = (role: 'web' | 'worker') =>
  startTestApp({ connection: { ...database.connection }, isAlone: false, role });

describe('a web process', () => {
  it('alone says that nobody does the jobs', async () => {
    const { services } = await web.call(health);
    expect(services['jobs']).toMatchObject({ status: 'unhealthy', error: 'No worker is there.' });
  });

  it('has its jobs done by a worker, and knows of it', async () => {
    const { path } = ending.use(makeScratchFolder());
    const library = await web.call(addLibrary, { body: { name: 'Books', path } });
    const { task_id } = await web.call(scanLibrary, { params: { id: library.id } });
    await using _worker = await start('worker');
    expect(await web.endOfTask(task_id)).toMatchObject({ state: 'succeeded' });
    const { items } = await web.call(listProcesses);
    expect(items.map(({ role }) => role)).toEqual(['web', 'worker']);
  });

  it('that is about to stop still answers, and sends everybody elsewhere', async () => {
    await using leaving = await start('web');
    expect((await leaving.fetch('/health/ready')).status).toBe(200);
    leaving.leave();
    expect((await leaving.fetch('/health/ready')).status).toBe(503);
    const live = await leaving.fetch('/health/live');
    expect(live.status).toBe(200);
    expect(live.headers.get('connection')).toBe('close');
  });
});

describe('a worker', () => {
  it('is watched as every process, and serves nothing else', async () => {
    await using worker = await start('worker');
    const statusOf = async (path: string) =>
      (await worker.fetch(path, { headers: { 'x-api-key': worker.apiKey } })).status;
    for (const path of ['/metrics', '/health', '/health/ready']) expect(await statusOf(path)).toBe(200);
    for (const path of ['/', '/api/books', '/api/docs', '/wanted']) expect(await statusOf(path)).toBe(404);
  });
});
