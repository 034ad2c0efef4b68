import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDebianPostgres } from '../support/debian-postgres.ts';
import { PROGRAM_KEY, type RunningProgram, startProgram } from '../support/program.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ShellBlock, shellBlocks } from '../support/shell-blocks.ts';

/** What operators read. API.md is run by api-document.test.ts. */
const DOCUMENTS = [
  'README.md',
  'DEPLOYMENT.md',
  'RUNBOOKS.md',
  'TROUBLESHOOTING.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'deploy/README.md',
];
const ROOT = resolve(import.meta.dirname, '..', '..');

interface Example extends ShellBlock {
  readonly document: string;
}

const EXAMPLES: readonly Example[] = DOCUMENTS.flatMap((document) =>
  shellBlocks(readFileSync(join(ROOT, document), 'utf8')).map((block) => ({ ...block, document })),
);

/** With the server running; then without it; then with nothing but what is in the backup folder. */
const STAGES = [
  { mark: null, what: 'while the server runs' },
  { mark: 'run: stopped', what: 'while it is stopped' },
  { mark: 'run: on an empty machine', what: 'on an empty machine' },
] as const;
type Mark = (typeof STAGES)[number]['mark'];

const ending = new AsyncDisposableStack();
const environment: Record<string, string> = {};
const done = new Map<string, ReturnType<typeof run>>();
let home: string;
let program: RunningProgram;

beforeAll(async () => {
  home = ending.use(makeScratchFolder()).path;
  for (const folder of [
    'srv/audiobooks',
    'srv/media',
    'mnt/backups',
    'var/backups/mamcrawler',
    'bin',
    'work',
  ])
    mkdirSync(join(home, folder), { recursive: true });
  for (const name of ['deploy', '.env.example']) symlinkSync(join(ROOT, name), join(home, 'work', name));
  makeCommand('mamcrawler', 'exec "$NODE" --disable-warning=ExperimentalWarning "$ENTRY" "$@"');
  makeCommand('npm', 'while [ "$1" != -- ]; do shift; done; shift; exec mamcrawler "$@"');
  // As DEPLOYMENT.md sets a server up. With a database of its own each stopped command would start that first.
  const settings = {
    ENV: 'production',
    DATABASE_URL: ending.use(await startDebianPostgres()).url,
    API_KEY: PROGRAM_KEY,
    SECRET_KEY: 'the-key-for-credentials-of-the-documents',
    JWT_SECRET_KEY: 'the-key-for-sessions-of-the-documents-too',
    PUBLIC_URL: 'https://books.example.org/',
    TRUSTED_PROXIES: '127.0.0.1',
    METRICS_NETWORKS: '127.0.0.1',
    BACKUP_DIR: join(home, 'mnt/backups'),
    LOG_DIR: join(home, 'var/lib/mamcrawler/logs'),
  };
  program = ending.use(
    await startProgram({ dataDir: join(home, 'var/lib/mamcrawler'), environment: settings }),
  );
  Object.assign(environment, settings, {
    HOME: home,
    PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
    NODE: process.execPath,
    NODE_COMPILE_CACHE: join(home, 'compiled'),
    ENTRY: join(ROOT, 'src', 'mamcrawler.ts'),
    MAMCRAWLER_URL: program.address,
    MAMCRAWLER_DATA: join(home, 'var/lib/mamcrawler'),
  });
}, 120_000);

afterAll(() => ending.disposeAsync(), 60_000);

it('finds commands in what operators read', () => {
  const run = EXAMPLES.filter(({ mark }) => STAGES.some((stage) => stage.mark === mark));
  expect(run.length).toBeGreaterThan(35);
  expect(run.filter(({ told }) => told !== null).length).toBeGreaterThan(2);
});

describe.each(STAGES)('an operator with a shell, $what', ({ mark }) => {
  const examples = EXAMPLES.filter((example) => example.mark === mark);

  beforeAll(() => enter(mark), 60_000);

  it.each(examples.map((example) => [`${example.document}:${example.line}`, example] as const))(
    'can do as told: %s',
    async (_, { commands, told }) => {
      let said = '';
      for (const part of partsOf(commands)) {
        const { status, out, err } = await (mark === null ? runOnce(part) : run(part));
        expect(status, `${part}\n${out}${err}`).toBe(0);
        said += out;
      }
      if (told !== null) expect(said.trimEnd()).toMatch(patternOf(told));
    },
  );
});

async function enter(mark: Mark): Promise<void> {
  if (mark === null) return;
  await program.stop();
  if (mark !== 'run: on an empty machine') return;
  environment['MAMCRAWLER_DATA'] = join(home, 'var/lib/new');
  delete environment['DATABASE_URL'];
}

/** Single lines, where none of them needs another. */
function partsOf(commands: string): readonly string[] {
  const lines = commands.trimEnd().split('\n');
  return lines.every((line) => /^(?:mamcrawler|npm|curl|df) .*[^\\]$/u.test(line)) ? lines : [commands];
}

/** What several pages say is done once, for the sake of time. */
function runOnce(commands: string): ReturnType<typeof run> {
  const known = done.get(commands) ?? run(commands);
  done.set(commands, known);
  return known;
}

function makeCommand(name: string, line: string): void {
  const path = join(home, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

async function run(commands: string) {
  const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', here(commands)], {
    cwd: join(home, 'work'),
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Most commands read nothing and may be gone before it is written.
  child.stdin.on('error', () => {}).end('a password that somebody types\n');
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { status, out, err };
}

/** The folders and the address of the documents are those of this test. */
function here(commands: string): string {
  return commands
    .replaceAll(/(?<![\w.:/])\/(?=(?:srv|mnt|var\/backups|var\/lib\/mamcrawler)\b)/gu, `${home}/`)
    .replaceAll(
      /https:\/\/books\.example\.org\/|http:\/\/(?:localhost|127\.0\.0\.1):8000\//gu,
      program.address,
    );
}

/** `…` stands for anything. */
function patternOf(told: string): RegExp {
  const parts = told.trimEnd().split('…');
  return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('(?:.|\\n)*?')}$`, 'u');
}
