import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/support/app.ts';
import { makeAudioFile } from '../../test/support/audio-files.ts';
import { runInProcess } from '../../test/support/run-in-process.ts';

let app: TestApp;
let root: string;

beforeAll(async () => {
  app = await startTestApp();
  root = await mkdtemp(join(tmpdir(), 'reorganise-'));
  const tags = { album: 'Emma', artist: 'Jane Austen' };
  await makeAudioFile(join(root, 'emma/book.mp3'), { format: 'mp3', seconds: 2, tags });
  await run('scan', '--add', root, '--name', 'Books');
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

function run(...args: readonly string[]) {
  return runInProcess(app, args, { columns: 120 });
}

it('plans, shows, carries out and takes back', async () => {
  expect((await run('reorganise', 'list')).out).toContain('Nothing was planned yet.');

  const planned = await run(
    'reorganise',
    'plan',
    'Books',
    '--template',
    '{Author}/{Title}',
    '--rename-files',
  );
  expect(planned.out).toMatch(/planned +emma +Jane Austen\/Emma/);
  expect(planned.out).toContain('Plan 1 (planned): 1 would be moved, 0 items in place already.');
  expect(await readdir(root)).toEqual(['emma']);
  expect((await run('reorganise', 'show', '1', '--state', 'planned')).out).toContain('Jane Austen/Emma');

  expect((await run('reorganise', 'carry-out', '1')).out).toContain('Plan 1 (done): 1 moved');
  expect(await readdir(join(root, 'Jane Austen/Emma'))).toEqual(['Emma.mp3']);
  expect((await run('reorganise', 'list')).out).toMatch(/ 1 .* done .*\{Author\}/);
  await run('scan', 'Books');

  expect((await run('reorganise', 'undo', '1')).out).toContain('1 put back');
  expect(await readdir(join(root, 'emma'))).toEqual(['book.mp3']);
});

it('throws a plan away, and refuses what cannot be done with one', async () => {
  await run('scan', 'Books');
  await run('reorganise', 'plan', 'Books');
  const [, id] =
    /^ *(\d+) /m.exec((await run('reorganise', 'list')).out.split('\n').slice(1).join('\n')) ?? [];

  expect((await run('reorganise', 'undo', `${id}`)).err).toContain('This reorganisation is planned');
  expect((await run('reorganise', 'discard', `${id}`)).out).toContain('is gone');
  expect(await run('reorganise', 'carry-out', `${id}`)).toMatchObject({ status: 1 });
  expect((await run('reorganise', 'plan', 'Books', '--template', '{Author')).err).toContain('without its }');
});
