import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { runInProcess } from '../../test/support/run-in-process.ts';
import { makeScratchFolder } from '../../test/support/scratch-folder.ts';
import { type Seed, seedEverything } from '../../test/support/seed-everything.ts';

const ending = new AsyncDisposableStack();
let app: TestApp;
let folder: string;
let seed: Seed;

beforeAll(async () => {
  folder = ending.use(makeScratchFolder()).path;
  app = ending.use(await startTestApp());
  seed = await seedEverything(app, folder, 1);
});

afterAll(() => ending.disposeAsync());

const run = (args: readonly string[], columns?: number) => runInProcess(app, args, { columns });

describe('what the server has', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['its state, and what needs a person', ['status'], /import \d+ "Sanditon" waits: It is another book\./],
    ['libraries', ['status'], /Shelf 1 .*never/],
    ['items', ['library'], /Emma/],
    ['items with faults', ['library', '--faults'], /It is cut off\./],
    ['wanted books', ['wanted'], /Persuasion/],
    ['wanted books in a state', ['wanted', '--state', 'wanted'], /Persuasion/],
    ['the queue', ['queue'], /Sanditon \[MP3\]/],
    ['imports', ['imports'], /It is another book\./],
    ['figures', ['statistics'], /Emma/],
    ['users', ['user', 'list'], /viewer 1/],
    ['keys', ['key', 'list'], /API_KEY of the environment/],
    ['errors', ['errors'], /x is null/],
    ['whose key it is', ['whoami'], /./],
  ])('is shown: %s', async (_, args, words) => {
    const { status, out, err } = await run(args, 100);

    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(words);
    const { out: json } = await run([...args, '--json']);
    expect(JSON.parse(json)).toEqual(expect.any(Object));
  });
});

describe('a scan', () => {
  it('is waited for, and told in figures', async () => {
    const path = join(folder, 'Sick');
    await mkdir(path);
    await writeFile(join(path, 'emma.mp3'), 'no audio');

    const { status, out } = await run(['scan', '--add', path]);

    expect({ status, out }).toEqual({
      status: 0,
      out: 'Sick: 1 item (1 new, 0 changed, 0 missing, 1 of 1 file read). 1 fault: mamcrawler library --faults\n',
    });
    expect((await run(['scan', 'Sick'])).out).toMatch(
      /^Sick: 1 item \(0 new, 0 changed, 0 missing, 0 of 1 file read\)/,
    );
  });

  it('of a folder makes it a library first, where it was asked to', async () => {
    const path = join(folder, "Sam's books");
    await mkdir(path);

    const refused = await run(['scan', path]);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain(`is no library yet. Make it one and scan it: mamcrawler scan --add '`);

    const { status, out } = await run(['scan', '--add', '--name', 'Sam', path]);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^Sam: 0 items/) });
  });

  it('of all libraries is one document of all tasks', async () => {
    const { out } = await run(['scan', '--json']);

    expect(JSON.parse(out).items.length).toBeGreaterThan(1);
  });

  it('need not be waited for', async () => {
    const { out } = await run(['scan', 'Sam', '--no-wait']);

    expect(out).toMatch(/^Sam: (?:the scan is under way as task \d+\.|0 items)/);
  });

  it('that went wrong fails the command', async () => {
    const { status, out } = await run(['scan', `${seed.library}`]);

    expect(status).toBe(1);
    expect(out).toMatch(
      /^Books 1: the scan failed\. .* is empty although 1 items are known: is it mounted\?/,
    );
  });
});

describe('a command', () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ['that there is not', ['fly'], 2, /Unknown command 'fly'\. mamcrawler --help tells more\./],
    ['with an option that there is not', ['status', '--fast'], 2, /Unknown option '--fast'/],
    ['about what there is not', ['search', '999999'], 1, /There is no (?:wanted book|search) 999999|999999/],
    ['about a library that there is not', ['scan', 'Nowhere'], 1, /Nowhere/],
  ])('%s is refused in words', async (_, args, expected, words) => {
    const { status, out, err } = await run(args);

    expect({ status, out }).toEqual({ status: expected, out: '' });
    expect(err).toMatch(words);
  });

  it('is refused as JSON where JSON was asked for', async () => {
    const { status, err } = await run(['scan', 'Nowhere', '--json']);

    expect(status).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'not_found', status_code: null });
  });

  it('tells what there is', async () => {
    expect(await run(['--help'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('On the server itself:'),
    });
    expect(await run(['--version'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });
});
