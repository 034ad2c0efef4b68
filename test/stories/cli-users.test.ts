import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countAttempt } from '../../src/access/sign-in-failure-store.ts';
import { LOCK_AFTER } from '../../src/access/sign-in-throttle.ts';
import type { TerminalInput } from '../../src/cli/ask-person.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { me, signIn } from '../../src/contract/access.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { PASSWORD } from '../support/sessions.ts';
import { until } from '../support/until.ts';

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const ENTRY = join(resolve(import.meta.dirname, '..', '..'), 'src', 'mamcrawler.ts');
let app: TestApp;
const cli = (...args: string[]) => run(args);
const withInput = (input: string, ...args: string[]) => run(args, { input });

beforeAll(async () => {
  app = await startTestApp({ waitForSignIn: async () => {} });
});

afterAll(() => app[Symbol.asyncDispose]());

/** The command line in this process, with the program's own key unless another is given. */
async function run(
  args: readonly string[],
  { input = '', key = app.apiKey, url = app.baseUrl }: { input?: string; key?: string; url?: string } = {},
): Promise<Said> {
  const said = { out: '', err: '' };
  const into = (name: keyof typeof said) => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const status = await runCommand(args, {
    out: into('out'),
    err: into('err'),
    input: Readable.from([input]) as TerminalInput,
    environment: { MAMCRAWLER_URL: url, API_KEY: key },
  });
  return { status, ...said };
}

async function statusOfSignIn(name: string, password: string): Promise<number> {
  const body = JSON.stringify({ name, password });
  const headers = { 'content-type': 'application/json' };
  return (await app.fetch(signIn.path, { method: 'POST', headers, body })).status;
}

describe('users', () => {
  it('are added with a password that is no argument, and listed', async () => {
    expect(await withInput(`${PASSWORD}\n`, 'user', 'add', 'ada', '--role', 'administrator')).toEqual({
      status: 0,
      out: 'ada is now an administrator.\n',
      err: '',
    });
    expect(await withInput(PASSWORD, 'user', 'add', 'grace', '--email', 'grace@example.org')).toMatchObject({
      out: 'grace is now a member.\n',
    });
    expect(await cli('user', 'add', 'barbara', '--role', 'viewer', '--no-password')).toMatchObject({
      status: 0,
    });

    const { out } = await cli('user', 'list');
    expect(out).toMatch(/^ +\d+ +ada +administrator +password +never$/m);
    expect(out).toMatch(/grace +member .*grace@example\.org/);
    expect(out).toMatch(/barbara +viewer +nothing yet/);
    expect(JSON.parse((await cli('user', 'list', '--json')).out)).toMatchObject({
      items: [{ name: 'ada' }, { name: 'barbara', has_password: false }, { name: 'grace' }],
      total: 3,
    });
    expect(await statusOfSignIn('ada', PASSWORD)).toBe(200);
  });

  it('are added at a terminal, which shows nothing of the password', async () => {
    const command = `${process.execPath} --disable-warning=ExperimentalWarning ${ENTRY} user add linus`;
    const terminal = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
      env: { ...process.env, MAMCRAWLER_URL: app.baseUrl, API_KEY: app.apiKey, SHELL: '/bin/sh' },
    });
    let shown = '';
    terminal.stdout.on('data', (chunk) => {
      shown += String(chunk);
    });
    const ended = once(terminal, 'exit');

    await until('the password is asked for', () => shown.includes('New password of linus: '), 20_000);
    terminal.stdin.write(`${PASSWORD}\r`);
    await until('it is asked for again', () => shown.includes('The same again: '), 20_000);
    terminal.stdin.write(`${PASSWORD}\r`);

    expect(await ended).toEqual([0, null]);
    expect(shown.replaceAll('\r', '')).toBe(
      'New password of linus: \nThe same again: \nlinus is now a member.\n',
    );
    expect(await statusOfSignIn('linus', PASSWORD)).toBe(200);
    await cli('user', 'remove', 'linus');
  });

  it('are not added without a password, with a short one, or twice', async () => {
    expect(await cli('user', 'add', 'alan')).toMatchObject({
      status: 2,
      err: expect.stringContaining('No password came by standard input.'),
    });
    expect(await withInput('short', 'user', 'add', 'alan')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/password: must have at least 10 characters/),
    });
    expect(await withInput(PASSWORD, 'user', 'add', 'Ada')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^.*\bAda\b.*\nRequest \S+\n$/i),
    });
  });

  it('are changed, kept out and let in again', async () => {
    expect(
      (await cli('user', 'change', 'GRACE', '--name', 'Grace', '--role', 'viewer', '--no-email')).out,
    ).toBe('Grace: a viewer, may come in.\n');
    expect((await cli('user', 'change', 'grace', '--disable')).out).toBe('Grace: a viewer, disabled.\n');
    expect(await statusOfSignIn('grace', PASSWORD)).toBe(401);
    expect((await cli('user', 'list')).out).toMatch(/Grace +viewer +disabled/);
    await cli('user', 'change', 'grace', '--enable');
    expect(await statusOfSignIn('grace', PASSWORD)).toBe(200);

    expect(await cli('user', 'change', 'grace')).toMatchObject({
      status: 2,
      err: expect.stringContaining('Say what to change'),
    });
    expect(await cli('user', 'change', 'alan', '--disable')).toMatchObject({
      status: 1,
      err: 'There is no user "alan". There are: ada, barbara, Grace.\n',
    });
  });

  it('get a new password when they forgot theirs, administrators too', async () => {
    const another = 'a battery of horses';
    expect(await withInput(another, 'user', 'password', 'ada')).toMatchObject({
      status: 0,
      out: 'ada has a new password, and is signed out everywhere.\n',
    });
    expect(await statusOfSignIn('ada', another)).toBe(200);
    expect(await statusOfSignIn('ada', PASSWORD)).toBe(401);
  });

  it('are unlocked, signed out and removed', async () => {
    const attempt = { name: 'grace', origin: '192.0.2.7', now: new Date() };
    for (let tries = 0; tries < LOCK_AFTER; tries += 1) await countAttempt(app.db, attempt);
    expect((await cli('user', 'list')).out).toMatch(/Grace +viewer +locked out/);
    expect((await cli('user', 'unlock', 'grace')).out).toBe('Grace may sign in again.\n');
    expect((await cli('user', 'list')).out).not.toContain('locked out');

    expect((await cli('user', 'sign-out', 'grace')).out).toBe('Grace is signed out everywhere.\n');
    expect(await app.db.selectFrom('session').select('user_id').execute()).toHaveLength(1);
    expect((await cli('user', 'remove', 'grace')).out).toBe('Grace is no user any more.\n');
    expect(await cli('user', 'remove', 'ada')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/administrator/),
    });
  });
});

describe('API keys', () => {
  const Made = z.object({ id: z.number(), key: z.string() });

  it('are printed alone, for a script to take, and work', async () => {
    const made = await cli('key', 'create', 'Home dashboard', '--expires', '90d');
    expect(made.status).toBe(0);
    expect(made.out).toMatch(/^mam_[\w-]{43}\n$/);
    expect(made.err).toMatch(
      /^This is key \d+, shown this once\. It works until \d{4}-\d\d-\d\d \d\d:\d\d\.\n$/,
    );

    const key = made.out.trim();
    expect((await run(['whoami'], { key })).out).toMatch(/^You are a key of the program itself\.\nYou may: /);
    expect(await run(['user', 'list'], { key })).toMatchObject({ status: 1, out: '' });
    expect((await cli('key', 'list')).out).toMatch(/Home dashboard +the program +read/);
  });

  it('are revoked', async () => {
    const made = Made.parse(
      JSON.parse((await cli('key', 'create', 'Lost', '--scope', 'admin', '--json')).out),
    );
    expect((await run(['whoami'], { key: made.key })).status).toBe(0);

    expect((await cli('key', 'revoke', String(made.id))).out).toBe(`Key ${made.id} works no longer.\n`);

    expect((await run(['whoami'], { key: made.key })).err).toContain('does not know this API_KEY');
    expect((await cli('key', 'list', '--everybody')).out).not.toContain('Lost');
  });

  it.each([
    [['key', 'create', 'x', '--expires', 'yesterday'], /must be a day to come/],
    [['key', 'create', 'x', '--scope', 'all'], /Allowed choices are read, member, admin/],
    [['key', 'revoke', 'x'], /whole number above 0/],
  ])('%j is typed wrongly', async (args, sentence) => {
    expect(await cli(...args)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(sentence) });
  });
});

describe('what goes on', () => {
  it('is told by the audit log', async () => {
    const { out } = await cli('audit', '--action', 'addUser');
    expect(out).toMatch(/^When +What/);
    expect(out.match(/ done\b/g)).toHaveLength(4);
    expect((await cli('audit', '--outcome', 'refused', '--user', 'ada')).out).not.toContain('addUser');
    expect(JSON.parse((await cli('audit', '--limit', '1', '--json')).out)).toMatchObject({
      items: [{ action: expect.any(String) }],
    });
    expect((await cli('audit', '--user', '999')).out).toBe('Nothing of this kind was noted.\n');
  });

  it('is told by the list of errors, from which one is taken', async () => {
    expect((await cli('errors')).out).toBe('The program met nothing that it did not expect.\n');
    const { id } = await app.db
      .insertInto('error_group')
      .values({
        fingerprint: Buffer.alloc(32),
        name: 'TypeError',
        message: 'a is not a function',
        place: 'GET /api/books',
        version: '0.0.0',
      })
      .returning('id')
      .executeTakeFirstOrThrow();

    expect((await cli('errors')).out).toMatch(/GET \/api\/books +TypeError\n +a is not a function\n$/);
    expect((await cli('errors', 'forget', String(id))).out).toBe(`Error ${id} is off the list.\n`);
    expect(await cli('errors', 'forget', String(id))).toMatchObject({ status: 1 });
  });

  it('is logged more or less', async () => {
    expect((await cli('log-level')).out).toMatch(/^The log level is \w+\.\n$/);
    expect((await cli('log-level', 'debug')).out).toMatch(
      /^The log level is debug\. The next start returns to \w+\.\n$/,
    );
    expect(await cli('log-level', 'loud')).toMatchObject({ status: 2 });
  });

  it('says who is asking', async () => {
    const { permissions } = await app.call(me);
    expect((await cli('whoami')).out).toBe(
      `You are a key of the program itself.\nYou may: ${permissions.join(', ')}\n`,
    );
    expect(JSON.parse((await cli('whoami', '--json')).out)).toMatchObject({ user: null, via: 'api_key' });
  });
});

describe('a server that was asked too often', () => {
  it('is asked again when it says so, once it is soon', async () => {
    await using busy = await startBusyServer([1]);

    const said = await run(['log-level'], { url: busy.url });

    expect(said).toEqual({
      status: 0,
      out: 'The log level is info.\n',
      err: 'Too many requests: the server asks to wait 1 second.\n',
    });
    expect(busy.asked()).toBe(2);
  });

  it('is not asked again for a minute or longer', async () => {
    await using busy = await startBusyServer([840]);

    const said = await run(['log-level'], { url: busy.url });

    expect(said).toEqual({
      status: 1,
      out: '',
      err: 'Too many requests\nTry again in 14 min.\nRequest r-1\n',
    });
  });

  it('tells a program in JSON alone', async () => {
    await using busy = await startBusyServer([1]);

    const said = await run(['log-level', '--json'], { url: busy.url });

    expect(said.err).toBe('');
    expect(JSON.parse(said.out)).toEqual({ level: 'info', configured_level: 'info' });
  });
});

/** Answers 429 with these seconds, one after the other, and then the log level. */
async function startBusyServer(waits: readonly number[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    const wait = waits[asked];
    asked += 1;
    response.writeHead(wait === undefined ? 200 : 429, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(wait === undefined ? { level: 'info', configured_level: 'info' } : tooMany(wait)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      await new Promise((closed) => server.close(closed).closeAllConnections());
    },
  };
}

function tooMany(seconds: number) {
  return {
    code: 'rate_limit_exceeded',
    message: 'Too many requests',
    status_code: 429,
    context: null,
    timestamp: new Date().toISOString(),
    request_id: 'r-1',
    error: 'rate_limit_exceeded',
    retry_after: seconds,
  };
}
