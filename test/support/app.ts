import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepAdministratorKey } from '../../src/access/api-keys.ts';
import { type App, type AppOptions, startApp } from '../../src/app.ts';
import { type CallInput, call } from '../../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../src/contract/endpoint.ts';
import { getTask } from '../../src/contract/tasks.ts';
import { testAppOptions } from './app-options.ts';
import { createTestDatabase } from './postgres.ts';
import { until } from './until.ts';

type Headers = Readonly<Record<string, string>>;
type TaskReply = ReplyOf<typeof getTask>;

/** The whole program on a database of its own, listening on a free port of loopback. */
export interface TestApp extends AsyncDisposable, Pick<App, 'db' | 'live' | 'server' | 'needs' | 'leave'> {
  /** Without a slash at the end, and without the base path. */
  readonly baseUrl: string;
  /** An administrator's. */
  readonly apiKey: string;
  readonly dataDir: string;
  /** Calls an endpoint with the administrator's key, or with these headers in its stead. */
  call<E extends AnyEndpoint>(endpoint: E, input?: CallInput<E>, headers?: Headers): Promise<ReplyOf<E>>;
  /** Any request, without credentials unless they are given. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Waits until a task has ended, however it ended. */
  endOfTask(taskId: number): Promise<TaskReply>;
}

export async function startTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  await using ending = new AsyncDisposableStack();
  const connection = options.connection ?? ending.use(await createTestDatabase()).connection;
  const dataDir = await mkdtemp(join(tmpdir(), 'mamcrawler-app-'));
  ending.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { db, live, server, needs, leave } = ending.use(
    await startApp({
      connection: { ...connection },
      ...testAppOptions(dataDir),
      ...options,
    }),
  );
  const apiKey = 'administrator key of the tests '.repeat(2).trim().replaceAll(' ', '-');
  await keepAdministratorKey(needs, { current: apiKey, previous: null, isAlone: true });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const baseUrl = `http://127.0.0.1:${portOf(server.server.address())}`;

  const callAs: TestApp['call'] = (endpoint, input = {}, headers = { 'x-api-key': apiKey }) =>
    call(endpoint, input, { baseUrl: baseUrl + needs.basePath.replace(/\/$/, ''), headers });
  const atTheEnd = ending.move();
  return {
    db,
    live,
    server,
    needs,
    leave,
    baseUrl,
    apiKey,
    dataDir,
    call: callAs,
    fetch: (path, init) => fetch(baseUrl + path, { redirect: 'manual', ...init }),
    async endOfTask(taskId) {
      const look = () => callAs(getTask, { params: { id: taskId } });
      await until(`task ${taskId} has ended`, async () => (await look()).finished_at !== null, 60_000);
      return look();
    },
    [Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The test server has no port');
  return address.port;
}
