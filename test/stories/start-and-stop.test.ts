import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/errors.ts';
import { setUp, signIn } from '../../src/contract/access.ts';
import { listAudit } from '../../src/contract/audit.ts';
import { listBooks } from '../../src/contract/books.ts';
import { type CallInput, call } from '../../src/contract/call.ts';
import type { AnyEndpoint, ReplyOf } from '../../src/contract/endpoint.ts';
import { health } from '../../src/contract/health.ts';
import { addLibrary, changeLibrary, listLibraries, scanLibrary } from '../../src/contract/libraries.ts';
import { listLibraryItems } from '../../src/contract/library-items.ts';
import { getTask } from '../../src/contract/tasks.ts';
import { generateLibrary } from '../support/audio-files/generate-library.ts';
import { PROGRAM_KEY, type ProgramOptions, type RunningProgram, startProgram } from '../support/program.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts';
import { until } from '../support/until.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

let scratch: ScratchFolder;
let dataDir: string;
beforeEach(() => {
  scratch = makeScratchFolder();
  dataDir = join(scratch.path, 'data');
});
afterEach(() => scratch[Symbol.dispose]());

describe('a start that cannot be says why, ends with status 1 and leaves nothing running:', () => {
  it('the port belongs to another program', async () => {
    await using other = await listenSomewhere();

    expect(await refusal({ environment: { PORT: `${other.port}` } })).toBe(
      `Port ${other.port} is taken by another program. Stop it, or start MAMcrawler with another one: PORT=8001 npm start\n`,
    );
    await expectNothingLeft();
  });

  it('the address is none of this machine', async () => {
    expect(await refusal({ environment: { HOST: '192.0.2.1' } })).toBe(
      'HOST=192.0.2.1 is no address of this machine.\n',
    );
    await expectNothingLeft();
  });

  it('production without its secrets, and every other fault with them', async () => {
    expect(
      await refusal({ environment: { ENV: 'production', API_KEY: '', PORT: 'http', PROXY_URL: 'nowhere' } }),
    ).toBe(
      `The configuration is wrong:
  - PORT must be a number
  - PROXY_URL must begin with http://, https:// or socks5://
  - API_KEY must be given when ENV=production
  - SECRET_KEY must be given when ENV=production
  - JWT_SECRET_KEY must be given when ENV=production
`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('a wrong value in the file .env beside the program', async () => {
    const root = join(scratch.path, 'clone');
    for (const part of ['src', 'package.json'])
      await cp(join(ROOT, part), join(root, part), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    await writeFile(join(root, '.env'), 'SLOW_QUERY_MS=soon\n');

    expect(await refusal({ root })).toMatch(/^The configuration is wrong:\n {2}- SLOW_QUERY_MS .+\n$/);
  });

  it('nobody answers at DATABASE_URL, whose password it does not tell', async () => {
    const closed = await listenSomewhere();
    await closed[Symbol.asyncDispose]();
    const DATABASE_URL = `postgresql://reader:the-secret@localhost:${closed.port}/books`;

    const said = await refusal({ environment: { DATABASE_URL } });

    expect(said).toMatch(
      new RegExp(
        `^The database of DATABASE_URL \\(localhost:${closed.port}\\) cannot be reached: .*ECONNREFUSED.*\\. Check the address, and whether the server runs\\.\n$`,
      ),
    );
    expect(said).not.toContain('the-secret');
  });

  it('the data folder is a file', async () => {
    await writeFile(dataDir, '');

    expect(await refusal({ environment: { LOG_DIR: join(dataDir, 'logs') } })).toMatch(
      new RegExp(`^The data folder ${dataDir} cannot be used: .+ or set MAMCRAWLER_DATA to another\\.\n$`),
    );
  });

  /** What a start says that ends by itself, which it must with status 1. */
  async function refusal(options: Partial<ProgramOptions>): Promise<string> {
    const environment = { LOG_LEVEL: 'silent', ...options.environment };
    const started = await startProgram({ dataDir, ...options, environment }).catch(messageOf);
    if (typeof started !== 'string') {
      await started.stop();
      throw new Error(`It serves at ${started.address}`);
    }
    const ended = /^The program ended with status 1:\n(?<said>.*)$/su.exec(started);
    return ended?.groups?.['said'] ?? started;
  }
});

describe('a folder named at the start', () => {
  it.each([
    ['is not there', 'missing', /does not exist on the server/],
    ['is a file', 'file', /is a file, not a folder/],
    ["is the program's own", 'data', /lies inside MAMcrawler's own folder/],
  ])('that %s is named in a sentence, and the pages are served all the same', async (_, name, sentence) => {
    await writeFile(join(scratch.path, 'file'), '');
    await using program = await startProgram({ dataDir, args: [join(scratch.path, name)] });

    await until('it said what is wrong', () => sentence.test(program.said()), 20_000);

    expect(await ask(program, health)).toMatchObject({ status: expect.any(String) });
    expect(await ask(program, listLibraries)).toMatchObject({ items: [] });
  });
});

describe('an order to stop', () => {
  it('that comes twice ends it once, cleanly, though a page listens and a scan runs', async () => {
    await generateLibrary(join(scratch.path, 'books'), 300);
    const program = await startProgram({ dataDir, args: [join(scratch.path, 'books')] });
    await until('the library is there, and noted as added by the program', async () => {
      const { items } = await ask(program, listAudit, { query: { action: 'addLibrary' } });
      return items.length === 1 && items[0]?.actor.kind === 'program';
    });
    const events = await fetch(`${program.address}api/events`, { headers: { 'x-api-key': PROGRAM_KEY } });
    await untilSome(program);

    program.child.kill('SIGINT');
    await until('it was heard', () => program.said().includes('"stopping"'));
    program.child.kill('SIGINT');

    expect(await endOf(program.child)).toEqual({ status: 0, signal: null });
    expect(await events.text()).toContain('data:');
    await expectNothingLeft();
  });

  it('is obeyed while the program is still starting', async () => {
    const { child } = spawnProgram();
    await until('the database was being made', () => existsSync(join(dataDir, 'postgres-libraries')));

    child.kill('SIGTERM');

    expect(await endOf(child)).toEqual({ status: 0, signal: null });
    await expectNothingLeft();
  });
});

it.runIf(IS_ROOT && isOpenToAll())('runs for a user that is not root, too', async () => {
  await mkdir(dataDir);
  await chmod(scratch.path, 0o755);
  await chown(dataDir, NOBODY, NOBODY);
  const { child, said } = spawnProgram({ uid: NOBODY, gid: NOBODY });
  await until('it served or ended', () => /^MAMcrawler is at/m.test(said()) || child.exitCode !== null);
  const [address = said()] = /(?<=^MAMcrawler is at )\S+/m.exec(said()) ?? [];

  expect(await fetch(`${address}health`)).toMatchObject({ status: 200 });
  for (const name of await readdir(dataDir)) {
    const { uid } = await stat(join(dataDir, name));
    expect([name, uid]).toEqual([name, NOBODY]);
  }
  child.kill('SIGTERM');
  expect(await endOf(child)).toEqual({ status: 0, signal: null });
  await expectNothingLeft();
});

describe('a scan that was cut short', () => {
  const BOOKS = 300;

  it.each([
    ['by kill -9 of everything', 'SIGKILL'],
    ['by an order to stop', 'SIGTERM'],
  ] as const)('%s goes on by itself after the next start and misses nothing', async (_, signal) => {
    const path = join(scratch.path, 'books');
    await generateLibrary(path, BOOKS);
    const first = await startProgram({ dataDir });
    const library = await ask(first, addLibrary, { body: { name: 'Books', path } });
    const { task_id } = await ask(first, scanLibrary, { params: { id: library.id } });
    await untilSome(first);
    // A scan does not wait for the disk, but what was answered is there after a crash, and all before it.
    await ask(first, changeLibrary, { params: { id: library.id }, body: { name: 'All books' } });

    if (signal === 'SIGKILL') process.kill(await postmasterPid(), signal);
    first.child.kill(signal);
    await endOf(first.child);
    await until('the last process had gone', () => scratch.processes().length === 0);

    await using second = await startProgram({ dataDir });
    const task = () => ask(second, getTask, { params: { id: task_id } });
    await until('the scan had ended', async () => (await task()).finished_at !== null, 60_000);

    const { state, progress, result } = await task();
    expect({ state, progress }).toMatchObject({
      state: 'succeeded',
      progress: { done: BOOKS, total: BOOKS },
    });
    expect(result).toMatchObject({ items: BOOKS, missing: 0, faults: 0, changed: 0 });
    // Some were there from before, and some were not.
    expect([result?.['unchanged'], result?.['added']]).not.toContain(0);
    const counted = { query: { count: 'true', limit: 1 } } as const;
    expect(await ask(second, listLibraryItems, counted)).toMatchObject({ total: BOOKS });
    expect(await ask(second, listBooks, counted)).toMatchObject({ total: BOOKS });
  });
});

describe('what nobody else may know', () => {
  const PASSWORD = 'the password of the administrator';

  it('goes into files of the owner alone where no terminal is, and into no log', async () => {
    const environment = { API_KEY: '', LOG_LEVEL: 'trace', LOG_DIR: join(dataDir, 'logs') };
    const program = await startProgram({ dataDir, environment });
    await until('it said where they are', () => program.said().includes(`see ${join(dataDir, 'api-key')}`));
    expect(program.said()).toContain(`see ${join(dataDir, 'set-up-link')}`);
    const link = new URL((await readFile(join(dataDir, 'set-up-link'), 'utf8')).trim());
    const key = (await readFile(join(dataDir, 'api-key'), 'utf8')).trim();
    const token = new URLSearchParams(link.hash.slice(1)).get('token') ?? '';
    expect([token.length > 40, key.length > 40]).toEqual([true, true]);

    // Each is used well and badly: what is said of it in passing is what a log would betray.
    const body = { token, name: 'reader', password: PASSWORD };
    await refusalOf(ask(program, setUp, { body: { ...body, token: `${token}x` } }));
    await ask(program, setUp, { body });
    await refusalOf(ask(program, setUp, { body }));
    await refusalOf(ask(program, signIn, { body: { name: 'reader', password: `${PASSWORD}x` } }));
    await ask(program, signIn, { body: { name: 'reader', password: PASSWORD } });
    await ask(program, listLibraries, {}, key);
    await refusalOf(ask(program, listLibraries, {}, `${key}x`));
    await program.stop();

    const logs = await readdir(join(dataDir, 'logs'));
    const written = await Promise.all(logs.map((name) => readFile(join(dataDir, 'logs', name), 'utf8')));
    expect(written.join('')).toContain('/api/setup');
    for (const text of [...written, program.said()]) {
      for (const secret of [token, key, PASSWORD]) expect(text).not.toContain(secret);
    }
    for (const name of ['set-up-link', 'api-key', 'secrets.json'])
      expect([name, (await stat(join(dataDir, name))).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('is shown by a terminal alone, in which Ctrl-C ends the program', async () => {
    const program = `exec "${process.execPath}" "${join(ROOT, 'src', 'mamcrawler.ts')}" start`;
    await mkdir(dataDir);
    const terminal = spawn('script', ['--quiet', '--return', '--flush', '--command', program, '/dev/null'], {
      env: { PATH: process.env['PATH'], TERM: 'dumb', PORT: '0', MAMCRAWLER_DATA: dataDir },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let shown = '';
    terminal.stdout.on('data', (chunk) => {
      shown += String(chunk);
    });
    await until('the key was shown', () => /API key[^\n]*:\r?\n {2}\S{40,}\r?\n/.test(shown), 30_000);

    terminal.stdin.write('\u0003');

    expect(await endOf(terminal)).toEqual({ status: 0, signal: null });
    expect(shown).toMatch(/http:\/\/localhost:\d+\/setup#token=\S{40,}\r?\n/);
    const [key = ''] = /(?<=API key[^\n]*:\r?\n {2})\S+/.exec(shown) ?? [];
    expect(await readdir(dataDir)).not.toEqual(expect.arrayContaining(['set-up-link', 'api-key']));
    for (const name of await readdir(join(dataDir, 'logs'))) {
      const log = await readFile(join(dataDir, 'logs', name), 'utf8');
      expect(log).not.toContain(key);
      expect(log).not.toContain('token=');
    }
    await expectNothingLeft();
  });
});

/** The program without what our tests give it elsewhere, as another user where one is given. */
function spawnProgram(user: { uid?: number; gid?: number } = {}): { child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [join(ROOT, 'src', 'mamcrawler.ts'), 'start'], {
    env: { PATH: process.env['PATH'], PORT: '0', MAMCRAWLER_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  return { child, said: () => said };
}

/** Whether an ordinary user may read this program, which root may have cloned into a home of its own. */
function isOpenToAll(): boolean {
  const above = (path: string): readonly string[] => (path === '/' ? [] : [path, ...above(dirname(path))]);
  return above(ROOT).every((path) => (statSync(path).mode & 0o005) === 0o005);
}

/** Asks as the administrator of a program under test, or with another key. */
function ask<E extends AnyEndpoint>(
  program: RunningProgram,
  endpoint: E,
  input: CallInput<E> = {},
  key = PROGRAM_KEY,
): Promise<ReplyOf<E>> {
  return call(endpoint, input, { baseUrl: program.address.slice(0, -1), headers: { 'x-api-key': key } });
}

/** Waits for the first items of a scan. */
async function untilSome(program: RunningProgram): Promise<void> {
  const look = async () => (await ask(program, listLibraryItems, { query: { limit: 1 } })).items.length > 0;
  await until('the first items were there', look, 30_000);
}

async function endOf(child: ChildProcess): Promise<{ status: number | null; signal: string | null }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { status: child.exitCode, signal: child.signalCode };
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** No process, no lock, no socket. */
async function expectNothingLeft(): Promise<void> {
  expect(scratch.processes()).toEqual([]);
  expect(await readdir(dataDir)).not.toContain('postgres-run');
  if (existsSync(join(dataDir, 'postgres')))
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
}

async function listenSomewhere(): Promise<AsyncDisposable & { readonly port: number }> {
  const server: Server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      await new Promise((closed) => server.close(closed));
    },
  };
}
