import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';

const DOCUMENT = readFileSync(new URL('../../API.md', import.meta.url), 'utf8');

interface Example {
  /** To be run by a shell. */
  readonly commands: string;
  /** What the document says that the last command answers. */
  readonly told: { readonly status: number; readonly reply: unknown } | null;
}

/** The shell blocks of the document, each with the reply that follows it. */
const EXAMPLES: readonly Example[] = [
  ...DOCUMENT.matchAll(/^```sh\n(.*?)^```\n(?:\n```json (\d+)\n(.*?)^```\n)?/gms),
].map(([, commands = '', status, reply]) => ({
  commands,
  told:
    status === undefined || reply === undefined ? null : { status: Number(status), reply: JSON.parse(reply) },
}));

const ending = new AsyncDisposableStack();
let app: TestApp;
let home: string;

beforeAll(async () => {
  const { path } = ending.use(makeScratchFolder());
  home = path;
  mkdirSync(join(home, 'audiobooks'));
  // Unasked, curl tells the status of each reply beside it.
  writeFileSync(join(home, '.curlrc'), 'write-out = "%{stderr}%{http_code}\\n"\n');
  app = ending.use(await startTestApp());
});

afterAll(() => ending.disposeAsync());

async function run(commands: string) {
  const child = spawn('bash', ['-euc', commands.replace('/srv/audiobooks', join(home, 'audiobooks'))], {
    env: { PATH: process.env['PATH'], HOME: home, MAMCRAWLER: app.baseUrl, API_KEY: app.apiKey },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, statuses: err.trim().split('\n').map(Number) };
}

describe('a stranger with a shell', () => {
  const runnable = EXAMPLES.filter(({ commands }) => !commands.startsWith('export '));

  it('finds examples', () => {
    expect(EXAMPLES.length - runnable.length).toBe(1);
    expect(runnable.length).toBeGreaterThan(12);
    expect(runnable.filter(({ told }) => told !== null).length).toBeGreaterThan(6);
  });

  it.each(runnable.map((example) => [firstLineOf(example.commands), example] as const))(
    'can do as told: %s',
    async (_, { commands, told }) => {
      const { out, statuses } = await run(commands);

      if (told === null) {
        expect(statuses.length).toBeGreaterThan(0);
        expect(statuses.filter((status) => status < 200 || status > 299)).toEqual([]);
        return;
      }
      expect(statuses.at(-1)).toBe(told.status);
      expect(shapeOf(lastReply(out), told.reply)).toEqual(shapeOf(told.reply, told.reply));
    },
  );
});

function firstLineOf(commands: string): string {
  return (commands.split('\n')[0] ?? '').replace(/.*(?=\$MAMCRAWLER)/, '').slice(0, 70);
}

/** Replies are objects, one after the other. */
function lastReply(out: string): unknown {
  const at = out.lastIndexOf('}{');
  return JSON.parse(at === -1 ? out : out.slice(at + 1));
}

/** The kinds of the values, as far as the document tells of them; its lists stand for any. */
function shapeOf(value: unknown, told: unknown): unknown {
  if (Array.isArray(told)) {
    const first: unknown = Array.isArray(value) ? value[0] : undefined;
    return Array.isArray(value)
      ? ['a list', ...(first === undefined ? [] : [shapeOf(first, told[0])])]
      : typeof value;
  }
  if (typeof told !== 'object' || told === null || typeof value !== 'object' || value === null)
    return value === null || told === null ? 'anything' : typeof value;
  const found = new Map(Object.entries(value));
  return Object.fromEntries(
    Object.entries(told).map(([name, inner]) => [name, shapeOf(found.get(name), inner)]),
  );
}
