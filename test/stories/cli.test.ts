import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../../src/cli/run-command.ts';
import { ErrorReply } from '../../src/contract/error.ts';
import { makeAudioFile } from '../support/audio-files.ts';
import { type RunningProgram, runProgram, startProgram } from '../support/program.ts';
import { forgeTorrent } from '../support/torrent.ts';
import { until } from '../support/until.ts';
import { startWorld, type World } from '../support/world.ts';

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mamcrawler-cli-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('beside a running program', () => {
  let program: RunningProgram;
  let environment: Record<string, string>;
  let books: string;
  const cli = (...args: string[]) => run(args, environment);
  const spawned = (...args: string[]) => runProgram(args, environment);

  beforeAll(async () => {
    const dataDir = join(dir, 'data');
    books = join(dir, 'My Books');
    const tags = { album: 'A Christmas Carol', artist: 'Charles Dickens', composer: 'Tim Curry' };
    await makeAudioFile(join(books, 'Charles Dickens', 'A Christmas Carol', 'carol.m4b'), {
      format: 'm4b',
      seconds: 5,
      tags,
    });
    await makeAudioFile(join(books, 'Jane Austen', 'Emma', '01.mp3'), {
      format: 'mp3',
      seconds: 3,
      tags: { album: 'Emma', artist: 'Jane Austen' },
    });
    await writeFile(join(books, 'Jane Austen', 'Emma', '02.mp3'), 'no audio at all');
    program = await startProgram({ dataDir, environment: { API_KEY: '' } });
    const keyFile = join(dataDir, 'api-key');
    await until('the key is written', () => existsSync(keyFile));
    environment = { MAMCRAWLER_URL: program.address, API_KEY_FILE: keyFile };
  });

  afterAll(() => program.stop());

  it('says what to do while there is no library', async () => {
    expect(await spawned('scan')).toEqual({
      status: 1,
      out: '',
      err: 'There is no library yet. Make a folder one and scan it: mamcrawler scan --add /path/to/audiobooks\n',
    });
    expect(await cli('scan', books)).toMatchObject({
      status: 1,
      out: '',
      err: `${books} is no library yet. Make it one and scan it: mamcrawler scan --add '${books}'\n`,
    });
    expect((await cli('status')).out).toContain('No library yet: mamcrawler scan --add');
  });

  it('makes a folder a library and scans it', async () => {
    const scan = await spawned('scan', '--add', books);

    expect(scan).toMatchObject({
      status: 0,
      out: 'My Books: 2 items (2 new, 0 changed, 0 missing, 3 of 3 files read). 1 fault: mamcrawler library --faults\n',
    });
  });

  it('scans a library that is named by number, name or folder, and gives a program the task', async () => {
    for (const named of ['1', 'my books', books]) {
      const { out, err, status } = await cli('scan', named, '--json');
      expect(JSON.parse(out)).toMatchObject({
        kind: 'scan_library',
        state: 'succeeded',
        result: { items: 2, unchanged: 2, files_read: 0 },
      });
      expect({ err, status }).toEqual({ err: '', status: 0 });
    }
    expect(await cli('scan', 'films')).toMatchObject({
      status: 1,
      err: 'There is no library "films". There are: 1 My Books.\n',
    });
    expect(await cli('scan', '--cancel')).toMatchObject({ status: 1, err: 'No scan is under way.\n' });
    expect(await cli('scan', '--gone')).toMatchObject({
      status: 1,
      err: 'No items of any library have vanished at once.\n',
    });
  });

  it('lists the books, those that are sought, and what is wrong', async () => {
    expect((await spawned('library')).out).toMatchInlineSnapshot(`
      "ID  Title              Author           Narrator   Length
       1  A Christmas Carol  Charles Dickens  Tim Curry     5 s
       2  Emma               Jane Austen                    3 s
      "
    `);
    expect((await cli('library', '--search', 'dickens')).out).not.toContain('Emma');
    expect((await cli('library', '--search', 'tolstoy')).out).toBe(
      'No book in a library has the words "tolstoy".\n',
    );
    expect((await cli('library', '--faults')).out).toMatch(/Jane Austen\/Emma .*\n +02\.mp3: .+\n$/);
    expect(JSON.parse((await cli('library', '--limit', '1', '--json')).out)).toMatchObject({
      items: [{ title: 'A Christmas Carol' }],
      next_cursor: expect.any(String),
      total: 2,
    });
  });

  it('sums everything up', async () => {
    const { out } = await cli('status');
    expect(out).toContain('My Books');
    expect(out).toContain('2 books, 2 of them in a library · nothing wanted · 0 downloads under way');
    expect(out).toContain('Needs you:\n  1 item in which something is wrong (mamcrawler library --faults)');
    expect(JSON.parse((await spawned('status', '--json')).out)).toMatchObject({
      health: { status: 'healthy' },
      libraries: [{ name: 'My Books' }],
      counts: { books_owned: 2, library_items_with_faults: 1 },
    });
  });

  it('is told field by field what the server refuses', async () => {
    const refused = await cli('want', 'Emma', '--author', 'Jane Austen', '--asin', 'short');
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toMatch(
      /^This is not valid:\n {2}asin: must be ten letters and digits, such as B002V1NDYK\nRequest \S+\n$/,
    );

    const owned = await spawned('want', 'Emma', '--author', 'Jane Austen', '--json');
    expect(owned).toMatchObject({ status: 1, out: '' });
    expect(ErrorReply.parse(JSON.parse(owned.err))).toMatchObject({ code: 'conflict', status_code: 409 });
  });

  it('is not told anything with another key', async () => {
    const said = await runProgram(['queue'], { MAMCRAWLER_URL: program.address, API_KEY: 'wrong' });
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toMatch(/^The server does not know this API_KEY.*\nRequest \S+\n$/);
  });

  it('takes no option of start for a folder', async () => {
    const options = { MAMCRAWLER_DATA: join(dir, 'untouched') };
    expect(await runProgram(['start', '--help'], options)).toMatchObject({
      status: 0,
      out: expect.stringContaining('start [folder]'),
    });
    expect(await runProgram(['start', '--port', '1'], options)).toMatchObject({ status: 2, out: '' });
  });

  it('leaves the schema alone while the program uses it', async () => {
    const said = await runProgram(['migrate', 'status'], { MAMCRAWLER_DATA: join(dir, 'data') });
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain('MAMcrawler is already running on the data folder');
  });
});

it('changes the schema while no program runs', async () => {
  const environment = { MAMCRAWLER_DATA: join(dir, 'migrated') };
  const migrate = (...args: string[]) => runProgram(['migrate', ...args], environment);
  const Status = z.object({ items: z.array(z.object({ name: z.string(), applied: z.boolean() })).min(1) });
  const applied = async () => Status.parse(JSON.parse((await migrate('status', '--json')).out)).items;

  expect((await migrate('up')).out).toContain('Applied 0001-foundations');
  expect((await applied()).every((each) => each.applied)).toBe(true);
  expect(await migrate('up')).toMatchObject({ status: 0, out: 'There is nothing to do.\n' });

  const newest = (await applied()).at(-1)?.name;
  expect(await migrate('down')).toMatchObject({ status: 0, out: `Took back ${newest}\n` });
  expect((await applied()).filter((each) => !each.applied).map(({ name }) => name)).toEqual([newest]);
  expect(await migrate('down', '--to', 'nowhere')).toMatchObject({
    status: 1,
    err: 'There is no migration nowhere. `mamcrawler migrate status` lists those that there are.\n',
  });
});

describe('without a server', () => {
  const nowhere = { MAMCRAWLER_URL: 'http://127.0.0.1:1', API_KEY: 'key' };

  it('says where it looked and what to do', async () => {
    const stopped = await startWebServer();
    await stopped.stop();
    const environment = { MAMCRAWLER_URL: stopped.url, API_KEY: 'key' };

    expect(await runProgram(['status'], environment)).toEqual({
      status: 1,
      out: '',
      err: `Nothing answers at ${stopped.url}. Start MAMcrawler with \`npm start\`, or set MAMCRAWLER_URL.\n`,
    });
    const { err } = await runProgram(['status', '--json'], environment);
    expect(JSON.parse(err)).toMatchObject({ code: 'service_unavailable', request_id: null });
  });

  it('tells another web server from MAMcrawler', async () => {
    const server = await startWebServer();

    const said = await run(['queue'], { MAMCRAWLER_URL: `${server.url}/`, API_KEY: 'key' });
    await server.stop();

    expect(said.err).toBe(`What answers at ${server.url} is not MAMcrawler. Look at MAMCRAWLER_URL.\n`);
  });

  it.each([
    [['status'], { API_KEY: 'change-me' }, 1, /^Set API_KEY to a key of the server/],
    [['status'], { ...nowhere, MAMCRAWLER_URL: 'books' }, 2, /^MAMCRAWLER_URL is "books"/],
    [['stauts'], nowhere, 2, /^Unknown command 'stauts'\n?.*status/],
    [['queue', '--fast'], nowhere, 2, /^Unknown option '--fast'/],
    [['search', 'emma'], nowhere, 2, /It must be a whole number above 0\. mamcrawler --help tells more\.\n$/],
    [['imports', 'resolve', '3', 'eat'], nowhere, 2, /Allowed choices are import, reject, retry/],
    [['want', 'Emma'], nowhere, 2, /^Name the book by title and author/],
    [['want', 'Emma', '--author', 'A', '--language', 'Klingonish'], nowhere, 2, /such as en or German/],
    [[], nowhere, 2, /^Usage: mamcrawler/],
  ])('ends %j %j with a sentence and status %i', async (args, environment, status, sentence) => {
    const said = await run(args, environment);
    expect(said).toMatchObject({ status, out: '' });
    expect(said.err).toMatch(sentence);
  });

  it('tells its version and how it is used', async () => {
    expect(await run(['--version'], {})).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const { out } = await run(['--help'], {});
    const others = ['user', 'key', 'audit', 'errors', 'log-level', 'whoami', 'secret'];
    for (const command of [
      'status',
      'scan',
      'library',
      'want',
      'search',
      'queue',
      'start',
      'migrate',
      ...others,
    ])
      expect(out).toContain(`  ${command}`);
  });
});

describe('from a wanted book to the files of it', () => {
  let world: World;
  const cli = (...args: string[]) =>
    run(args, { MAMCRAWLER_URL: world.app.baseUrl, API_KEY: world.app.apiKey });

  beforeAll(async () => {
    world = await startWorld();
    await world.offer({
      title: 'The Time Machine by H. G. Wells [ENG / MP3]',
      folder: 'H. G. Wells - The Time Machine',
      files: {
        '01.mp3': { format: 'mp3', seconds: 4, tags: { album: 'The Time Machine', artist: 'H. G. Wells' } },
      },
    });
    world.indexer.releases = [
      ...world.indexer.releases,
      {
        title: 'The Time Machine by H. G. Wells [ENG / EPUB]',
        torrent: forgeTorrent(),
        categories: [7020],
      },
    ];
  });

  afterAll(async () => world[Symbol.asyncDispose]());

  it('waits until it is in the library', async () => {
    const want = await cli('want', 'The Time Machine', '--author', 'H. G. Wells', '--wait');
    expect(want).toMatchObject({ status: 0 });
    expect(want.out).toMatch(/^1 "The Time Machine" by H\. G\. Wells: owned\./);

    expect((await cli('library')).out).toContain('The Time Machine');
    expect((await cli('imports')).out).toMatch(/The Time Machine.* imported +hardlink/);
    expect((await cli('queue')).out).toBe('Nothing is being downloaded.\n');
    expect((await cli('queue', '--ended')).out).toContain('100 %');
  });

  it('shows every release of a search with its verdict and the reasons', async () => {
    const { out } = await cli('search', '1', '--last');
    expect(out).toContain('Tracker: 2 releases');
    expect(out).toMatch(/\* +\d+ +accepted .*The Time Machine by H\. G\. Wells \[ENG \/ MP3\]/);
    expect(out).toMatch(/rejected .*EPUB\]\n +kind: .+/);
    expect(await cli('search', '1')).toMatchObject({ status: 1, err: expect.stringContaining('is owned') });
  });

  it('says of a book that is nowhere why, and forgets it on request', async () => {
    const want = await cli('want', 'The Invisible Book', '--author', 'Nobody', '--wait', '--json');
    expect(want).toMatchObject({ status: 1, err: '' });
    expect(JSON.parse(want.out)).toMatchObject({ id: 2, state: 'wanted', reason: 'Nothing was found.' });

    expect((await cli('search', '2')).out).toContain('by Nobody: Nothing was found.');
    expect((await cli('wanted', '--state', 'wanted')).out).toMatch(
      /The Invisible Book .*\n +Nothing was found\.\n$/,
    );
    expect(await cli('wanted', 'remove', '2')).toMatchObject({
      status: 0,
      out: '"The Invisible Book" is wanted no longer.\n',
    });
    expect((await cli('wanted')).out).not.toContain('Invisible');
  });

  it('takes a release by hand, and decides about what came of it', async () => {
    await world.offer({
      title: 'Someone Else - Another Story MP3',
      folder: 'Another Story',
      files: {
        'a.mp3': { format: 'mp3', seconds: 3, tags: { album: 'Another Story', artist: 'Someone Else' } },
      },
    });
    await cli('want', 'Another Story', '--author', 'Ann Author', '--wait');
    const searched: unknown = JSON.parse((await cli('search', '3', '--json')).out);
    const { releases } = z
      .object({ releases: z.array(z.object({ id: z.number(), verdict: z.string() })) })
      .parse(searched);
    expect(releases).toMatchObject([{ verdict: 'rejected' }]);

    const taken = await cli('search', '3', '--take', String(releases[0]?.id));
    expect(taken).toMatchObject({ status: 0 });
    expect(taken.out).toBe('"Someone Else - Another Story MP3" was taken. How far it is: mamcrawler queue\n');
    await world.untilWanted(3, 'needs_person');

    const { out } = await cli('imports', '--state', 'held');
    const id = /^ *(\d+) {2}Someone Else/m.exec(out)?.[1] ?? '';
    expect(out).toContain(`mamcrawler imports resolve ${id} import|reject|retry`);
    expect((await cli('status')).out).toMatch(/Needs you:\n {2}import \d+ "Someone Else/);
    expect((await cli('imports', 'resolve', id, 'reject')).out).toBe(
      `Import ${id} "Someone Else - Another Story MP3": rejected.\n`,
    );
  });
});

async function startWebServer(): Promise<{ readonly url: string; stop(): Promise<unknown> }> {
  const server = createServer((_, response) => response.end('<!DOCTYPE html><p>A router</p>'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}

/** The same command line in this process. */
async function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Said> {
  let out = '';
  let err = '';
  const status = await runCommand(args, {
    out: {
      write: (text) => {
        out += text;
      },
    },
    err: {
      write: (text) => {
        err += text;
      },
    },
    environment,
  });
  return { status, out, err };
}
