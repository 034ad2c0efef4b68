import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../src/cli/read-rows.ts';
import { addAuthor, listAuthors } from '../../src/contract/authors.ts';
import { type CallInput, call } from '../../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../src/contract/endpoint.ts';
import { addLibrary, scanLibrary } from '../../src/contract/libraries.ts';
import { listProcesses } from '../../src/contract/operations.ts';
import { getTask } from '../../src/contract/tasks.ts';
import { makeAudioFile } from '../support/audio-files.ts';
import { type DebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { freePort } from '../support/free-port.ts';
import { openStream } from '../support/live-stream.ts';
import { startNginx, type TestNginx } from '../support/nginx.ts';
import { asAdministrator, PROGRAM_KEY, type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { makeSchema, partOf } from '../support/several-processes.ts';
import { startLoad } from '../support/steady-load.ts';
import { run } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Two web processes behind nginx and two workers on one PostgreSQL 15: all real, all on loopback. */
const ending = new AsyncDisposableStack();
const headers = { 'x-api-key': PROGRAM_KEY };
const running = new Map<string, RunningProgram>();
const ports = new Map<string, number>();
/** What every worker has said, also those that are gone. */
const heard: RunningProgram[] = [];
let folder: string;
let postgres: DebianPostgres;
let nginx: TestNginx;

beforeAll(async () => {
  folder = ending.use(makeScratchFolder()).path;
  postgres = ending.use(await startDebianPostgres());
  for (const name of ['web-1', 'web-2', 'worker-1', 'worker-2']) ports.set(name, await freePort());
  const webs = [start('web-1'), start('web-2')];
  // They wait for the schema, which one command makes.
  await makeSchema(postgres.url, join(folder, 'migrate'));
  await Promise.all(webs);
  await start('worker-1');
  nginx = ending.use(await startNginx([portOf('web-1'), portOf('web-2')]));
}, 120_000);

afterAll(async () => {
  await Promise.all([...running.values()].map((program) => program.stop()));
  await ending.disposeAsync();
}, 60_000);

function portOf(name: string): number {
  return ports.get(name) ?? Number.NaN;
}

function environmentOf(name: string): Record<string, string> {
  return {
    ...partOf(postgres.url, name.replace(/-\d$/, '')),
    PORT: String(portOf(name)),
    HOST: '127.0.0.1',
    DRAIN_SECONDS: '1',
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'info',
    RATE_LIMIT_ADMIN: '1000000',
    BACKUP_SCHEDULE: 'off',
    BACKUP_VERIFY_SCHEDULE: 'off',
  };
}

async function start(name: string): Promise<void> {
  const program = await startProgram({ dataDir: join(folder, name), environment: environmentOf(name) });
  running.set(name, program);
  heard.push(program);
}

async function kill(name: string): Promise<void> {
  const child = running.get(name)?.child;
  const gone = new Promise((resolve) => child?.once('exit', resolve));
  child?.kill('SIGKILL');
  await gone;
}

async function restart(name: string): Promise<void> {
  await running.get(name)?.stop();
  await start(name);
}

function ask<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>, name?: string): Promise<ReplyOf<E>> {
  const address = name === undefined ? nginx.address : `http://127.0.0.1:${portOf(name)}/`;
  return call(endpoint, input, asAdministrator({ address }));
}

function streamOf(name: string) {
  const fetchFrom = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${portOf(name)}${path}`, init);
  return openStream({ fetch: fetchFrom, apiKey: PROGRAM_KEY });
}

/** A library of so many small books, and the task of its scan. */
async function scanOf(books: number): Promise<number> {
  const { path } = ending.use(makeScratchFolder());
  const makes = Array.from({ length: books }, (_, at) => {
    const tags = { title: `Book ${at}`, album: `Book ${at}`, artist: `Author ${at % 7}` };
    return makeAudioFile(join(path, `Author ${at % 7}`, `Book ${at}`, 'book.mp3'), {
      format: 'mp3',
      seconds: 1,
      tags,
    });
  });
  await Promise.all(makes);
  const library = await ask(addLibrary, { body: { name: `Library of ${books}`, path } });
  return (await ask(scanLibrary, { params: { id: library.id } })).task_id;
}

async function untilOver(taskId: number, deadlineMs = 15_000): Promise<ReplyOf<typeof getTask>> {
  const look = () => ask(getTask, { params: { id: taskId } });
  await until('the task is over', async () => (await look()).finished_at !== null, deadlineMs);
  return look();
}

/** The jobs that were done, by what the workers logged: one line for each run. */
function jobsDone(): readonly string[] {
  return heard.flatMap((program) =>
    [...program.said().matchAll(/^.*"message":"job done".*$/gm)].map(([line]) => {
      const [, id] = /"job_id":"([^"]+)"/.exec(line) ?? [];
      if (id === undefined) throw new Error(`No job is named in: ${line}`);
      return id;
    }),
  );
}

describe('two web processes and two workers', () => {
  it('know of each other', async () => {
    await start('worker-2');
    const { items } = await ask(listProcesses, {});
    expect(items.map(({ role }) => role).toSorted()).toEqual(['web', 'web', 'worker', 'worker']);
  });

  it('tell a page of one process what was changed in another', async () => {
    await using stream = await streamOf('web-2');
    const { task_id } = await ask(scanLibrary, { params: { id: await anyLibrary() } }, 'web-1');
    expect((await stream.next('task')).ids).toContain(task_id);
    await untilOver(task_id);
  });

  it('do each job once', async () => {
    const before = jobsDone().length;
    const tasks = await Promise.all(Array.from({ length: 6 }, () => scanOf(3)));
    for (const task of tasks) expect(await untilOver(task, 30_000)).toMatchObject({ state: 'succeeded' });
    // A line is written after the task is over.
    await until('the workers have told of them', () => jobsDone().length >= before + tasks.length);
    const done = jobsDone();
    expect(new Set(done).size).toBe(done.length);
  });

  it('count the requests of one stranger together', async () => {
    const statuses = [];
    for (let round = 0; round < 12; round += 1) {
      const name = round % 2 === 0 ? 'web-1' : 'web-2';
      statuses.push((await fetch(`http://127.0.0.1:${portOf(name)}/api/books`)).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('are restarted one after the other without a failed request', async () => {
    const load = startLoad(nginx.address, headers);
    for (const name of running.keys()) await restart(name);
    await until('much was asked', () => load.answered > 100);
    await load.stop();
    expect(load.failures).toEqual([]);
    await expectWritten(load.written);
  });

  it('go on when a web process dies, and take the next one in', async () => {
    const load = startLoad(nginx.address, headers, { writers: 0 });
    await using stream = await streamOf('web-2');
    await kill('web-1');
    const { id } = await ask(addAuthor, { body: { name: 'Written while one of two was dead' } });
    expect(id).toBeGreaterThan(0);
    const { task_id } = await ask(scanLibrary, { params: { id: await anyLibrary() } }, 'web-2');
    expect((await stream.next('task')).ids).toContain(task_id);
    await start('web-1');
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(await ask(getTask, { params: { id: task_id } }, 'web-1')).toMatchObject({ id: task_id });
  });

  it('take over the scan of a worker that dies', async () => {
    await running.get('worker-2')?.stop();
    const taskId = await scanOf(600);
    await until('the scan is under way', async () => {
      const { state, progress } = await ask(getTask, { params: { id: taskId } });
      return state === 'running' && progress.done > 0;
    });
    await kill('worker-1');
    expect(await ask(getTask, { params: { id: taskId } })).toMatchObject({ state: 'running' });
    await start('worker-2');
    expect(await untilOver(taskId, 90_000)).toMatchObject({ state: 'succeeded', result: { items: 600 } });
    await start('worker-1');
  }, 180_000);

  it('have one clock: what it starts each minute is started once', async () => {
    const perMinute = () =>
      run(
        postgres.connection,
        `select count(*)::int as count from pgboss.job where name = 'search-due-wants'
         group by date_trunc('minute', created_on)`,
      );
    await until('a minute has begun', async () => (await perMinute()).length > 0, 90_000);
    expect((await perMinute()).every(({ count }) => count === 1)).toBe(true);
  });
});

async function anyLibrary(): Promise<number> {
  const { path } = ending.use(makeScratchFolder());
  return (await ask(addLibrary, { body: { name: `Library ${crypto.randomUUID()}`, path } })).id;
}

async function expectWritten(names: readonly string[]): Promise<void> {
  const { items } = await readRows({ limit: Number.POSITIVE_INFINITY }, (query) =>
    ask(listAuthors, { query }),
  );
  const found = new Set(items.map(({ name }) => name));
  expect(names.filter((name) => !found.has(name))).toEqual([]);
}
