import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addAuthor, listAuthors } from '../../src/contract/authors.ts';
import { listBooks } from '../../src/contract/books.ts';
import { call } from '../../src/contract/call.ts';
import { addUser, listUsers } from '../../src/contract/users.ts';
import {
  asAdministrator,
  PROGRAM_KEY,
  type RunningProgram,
  runProgram,
  startProgram,
} from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { startTlsProxy, type TlsProxy } from '../support/tls-proxy.ts';
import { until } from '../support/until.ts';

const Report = z.object({
  url: z.string(),
  outcome: z.enum(['passed', 'failed']),
  steps: z.array(
    z.object({ name: z.string(), outcome: z.string(), duration_ms: z.number(), detail: z.string() }),
  ),
  left_behind: z.array(z.string()),
});

const ending = new AsyncDisposableStack();
let program: RunningProgram;
let proxy: TlsProxy;
let address: string;
let environment: Record<string, string>;
const server = () => asAdministrator(program);

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  program = await startProgram({
    dataDir: join(path, 'data'),
    environment: { BASE_PATH: '/books', TRUSTED_PROXIES: '127.0.0.1' },
  });
  ending.defer(() => program.stop());
  proxy = ending.use(await startTlsProxy(path, Number(new URL(program.address).port)));
  address = `${proxy.url}/books/`;
  environment = { API_KEY: PROGRAM_KEY, NODE_EXTRA_CA_CERTS: proxy.certificate };
}, 60_000);

afterAll(() => ending.disposeAsync());
afterEach(() => {
  proxy.treat = () => 'pass';
});

async function things(): Promise<readonly string[]> {
  const [users, authors, books] = await Promise.all([
    call(listUsers, { query: { limit: 200 } }, server()),
    call(listAuthors, { query: { limit: 200 } }, server()),
    call(listBooks, { query: { limit: 200 } }, server()),
  ]);
  return [
    ...users.items.map(({ name }) => name),
    ...authors.items.map(({ name }) => name),
    ...books.items.map(({ title }) => title),
  ];
}

async function smoke(url = address) {
  const { status, out, err } = await runProgram(['smoke', url, '--json'], environment);
  return { status, report: Report.parse(JSON.parse(out || err)) };
}

describe('a smoke test', () => {
  it('passes through TLS and a base path, and leaves nothing behind', async () => {
    const { status, out } = await runProgram(['smoke', address], environment);

    expect(status).toBe(0);
    for (const step of [
      'health',
      'ready',
      'key',
      'sign_in',
      'write_and_read',
      'live_event',
      'queue',
      'metrics',
      'documents',
    ])
      expect(out).toMatch(new RegExp(`^ok +${step} +\\d+ ms {2}\\S`, 'm'));
    expect(out).toContain(`All is well at ${address.replace(/\/$/, '')}; nothing was left behind.`);
    expect(await things()).toEqual([]);
  });

  it('takes away what an earlier one left, and nothing that a person made', async () => {
    const name = 'smoke-2020-01-01T000000Z-0123456789ab';
    await call(addUser, { body: { name, role: 'viewer' } }, server());
    await call(addAuthor, { body: { name: 'Smoke Author' } }, server());

    const { status, report } = await smoke(address.replace(/\/$/, ''));

    expect([status, report.outcome, report.left_behind]).toEqual([0, 'passed', []]);
    expect(await things()).toEqual(['Smoke Author']);
  });

  it('says which step failed, and leaves nothing behind all the same', async () => {
    proxy.treat = (method, path) => (path.endsWith('/metrics') || method === 'PATCH' ? 'fail' : 'pass');

    const { status, report } = await smoke();

    const failed = report.steps.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
    expect([status, failed]).toEqual([1, ['write_and_read', 'metrics']]);
    expect(report.left_behind).toEqual([]);
    expect(await things()).toEqual(['Smoke Author']);
  });

  it('says what it could not take away', async () => {
    proxy.treat = (method, path) => (method === 'DELETE' && path.includes('/api/users/') ? 'fail' : 'pass');

    const { status, report } = await smoke();

    expect(status).toBe(1);
    expect(report.left_behind).toEqual([expect.stringMatching(/^The user "smoke-.*" could not be removed/)]);
    const left = (await things()).filter((name) => name.startsWith('smoke-'));
    expect(left).toHaveLength(1);
  });

  it('leaves nothing behind where it is broken off in the middle of a request', async () => {
    proxy.treat = (method, path) => (method === 'POST' && path.endsWith('/api/books') ? 'hold' : 'pass');
    const entry = resolve(import.meta.dirname, '..', '..', 'src', 'mamcrawler.ts');
    const child = spawn(process.execPath, [entry, 'smoke', address, '--json'], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = text(child.stdout);
    // The book is there, and whoever made it does not know it.
    await until('the book was made', async () =>
      (await things()).some((name) => name.startsWith('Smoke test')),
    );
    const before = (await things()).filter((name) => /^smoke-/i.test(name));
    child.kill('SIGINT');
    const [status] = await once(child, 'exit');

    const report = Report.parse(JSON.parse(await said));
    expect([status, report.outcome, report.left_behind]).toEqual([1, 'failed', []]);
    expect(report.steps.find(({ name }) => name === 'queue')).toMatchObject({ outcome: 'skipped' });
    // Of this run there was a user besides the one that could not be removed before.
    expect(before).toHaveLength(2);
    expect((await things()).filter((name) => /^smoke/i.test(name) && name !== 'Smoke Author')).toHaveLength(
      1,
    );
  });

  it('says at once that nobody is there, or that the key does not do', async () => {
    const nobody = await smoke('http://127.0.0.1:1');
    expect(nobody.status).toBe(1);
    expect(nobody.report.steps[0]?.detail).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:1/);

    const stranger = await runProgram(['smoke', address], {
      ...environment,
      API_KEY: 'a-key-that-nobody-knows-here',
    });
    expect(stranger.status).toBe(1);
    expect(stranger.out).toMatch(/^FAILED +key /m);
    expect(stranger.out).toMatch(/^- +write_and_read /m);

    const none = await runProgram(['smoke', 'books.example.org'], environment);
    expect([none.status, none.err]).toEqual([
      2,
      expect.stringContaining('The address is "books.example.org"'),
    ]);
  });
});
