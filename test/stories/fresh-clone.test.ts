import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp, setUpState, signIn } from '../../src/contract/access.ts';
import { call } from '../../src/contract/call.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts';
import { until } from '../support/until.ts';

/** `npm start`, as a person types it, and all that it says. */
interface Start {
  readonly npm: ChildProcess;
  said(): string;
  /** With a slash at the end; rejects when it ends before it serves. */
  readonly address: Promise<string>;
  readonly status: Promise<number | null>;
}

const ROOT = resolve(import.meta.dirname, '..', '..');
const INSTALLING_MS = 170_000;
const ADMINISTRATOR = { name: 'reader', password: 'a password of some length' };

let scratch: ScratchFolder;
let clone: string;
let home: string;
let first: Start;

beforeAll(async () => {
  scratch = makeScratchFolder();
  const parent = join(scratch.path, 'private');
  home = join(scratch.path, 'home');
  clone = join(parent, 'clone');
  for (const folder of [parent, home]) mkdirSync(folder);
  chmodSync(parent, 0o700);
  execFileSync('git', ['clone', '--quiet', ROOT, clone]);
  first = npmStart();
  await first.address;
}, INSTALLING_MS);

afterAll(() => scratch[Symbol.dispose]());

it('is installed, built and served by one command', async () => {
  const address = await first.address;

  expect(first.said()).toContain('Installing the packages');
  expect(first.said()).toContain('Building the web client');
  const page = await fetch(address);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const [script] = /assets\/[\w.-]+\.js(?="><\/script>)/.exec(await page.text()) ?? [];
  expect(await fetch(address + script)).toMatchObject({ status: 200 });
  expect(await fetch(`${address}health`)).toMatchObject({ status: 200 });
});

it('is set up by the link, once', async () => {
  const baseUrl = (await first.address).slice(0, -1);
  const link = new URL(readFileSync(join(clone, 'data', 'set-up-link'), 'utf8').trim());
  const body = { ...ADMINISTRATOR, token: new URLSearchParams(link.hash.slice(1)).get('token') ?? '' };

  expect(link.origin).toBe(baseUrl);
  expect(await call(setUp, { body }, { baseUrl })).toMatchObject({ name: 'reader', role: 'administrator' });
  expect(await refusalOf(call(setUp, { body }, { baseUrl }))).toMatchObject({ code: 'unauthorized' });
});

it('is refused a second start at the same time, in a sentence', async () => {
  const second = npmStart();

  expect(await second.status).toBe(1);
  expect(second.said()).toContain(
    `MAMcrawler is already running on the data folder ${join(clone, 'data')} (process `,
  );
  expect(await fetch(`${await first.address}health`)).toMatchObject({ status: 200 });
});

it('ends with npm, and leaves nothing behind', async () => {
  await endsBy(first, 'SIGTERM', ['set-up-link']);
});

it('starts again without installing or building', async () => {
  const before = whatWasMade();

  const again = npmStart();
  const baseUrl = (await again.address).slice(0, -1);

  expect(again.said()).not.toMatch(/install|building|set-up|API key/i);
  expect(whatWasMade()).toEqual(before);
  expect(await call(setUpState, {}, { baseUrl })).toMatchObject({ needed: false });
  expect(await call(signIn, { body: ADMINISTRATOR }, { baseUrl })).toMatchObject({ name: 'reader' });
  // The link that was used went with this start.
  await endsBy(again, 'SIGINT', []);
});

/** With nothing of our own environment but the path, and the ways of this machine's npm to its packages. */
function npmStart(): Start {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(ROOT));
  const npm = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...waysOfNpm(), PATH: path.join(delimiter), HOME: home, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const address = new Promise<string>((found, reject) => {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (chunk) => {
        said += String(chunk);
        const address = /^MAMcrawler is at (\S+)$/mu.exec(said)?.[1];
        if (address !== undefined) found(address);
      });
    }
    npm.once('close', (status) => reject(new Error(`npm start ended with status ${status}:\n${said}`)));
  });
  // Who awaits it hears of it; a start that is expected to be refused does not.
  address.catch(() => {});
  return { npm, said: () => said, address, status: once(npm, 'close').then(([status]) => status) };
}

/** Registry, cache and proxy: the same as in the home that is not to be looked into. */
function waysOfNpm(): Record<string, string> {
  const isWay =
    /^(?:npm_config_(?:registry|cache|userconfig|cafile|proxy|https_proxy|noproxy)|https?_proxy|no_proxy|node_extra_ca_certs)$/i;
  const given = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    isWay.test(name) && value !== undefined ? [[name, value]] : [],
  );
  return {
    npm_config_cache: join(homedir(), '.npm'),
    npm_config_userconfig: join(homedir(), '.npmrc'),
    ...Object.fromEntries(given),
  };
}

async function endsBy(
  { npm, status }: Start,
  signal: NodeJS.Signals,
  linkFiles: readonly string[],
): Promise<void> {
  npm.kill(signal);
  await status;
  await until('the last process had gone', () => scratch.processes().length === 0, 5_000);
  expect(readdirSync(clone)).not.toContain('.launcher-lock');
  expect(readdirSync(join(clone, 'data')).toSorted()).toEqual([
    'api-key',
    'logs',
    'postgres',
    'postgres-libraries',
    'secrets.json',
    ...linkFiles,
  ]);
  expect(existsSync(join(clone, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
  expect(readdirSync(home)).toEqual([]);
}

function whatWasMade(): readonly (readonly [string, number])[] {
  return ['node_modules/.package-lock.json', 'web/dist', 'web/dist/index.html'].map((name) => [
    name,
    statSync(join(clone, name)).mtimeMs,
  ]);
}
