import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeScratchFolder, type ScratchFolder } from '../../test/support/scratch-folder.ts';
import { readLogTail } from './read-log-tail.ts';

let scratch: ScratchFolder;

beforeEach(async () => {
  scratch = makeScratchFolder();
  const files = ['app.9.log', 'app.10.log', 'errors.1.log', 'app.log.old'];
  for (const [at, name] of files.entries()) {
    const path = join(scratch.path, name);
    await writeFile(path, `${name} one\n${name} two\n`);
    await utimes(path, at + 1, at + 1);
  }
});

afterEach(() => scratch[Symbol.dispose]());

it('reads the files of a kind in the order in which they were written', async () => {
  expect(await readLogTail(scratch.path, 'app', 1_000)).toEqual([
    'app.9.log one',
    'app.9.log two',
    'app.10.log one',
    'app.10.log two',
  ]);
});

it('reads the newest whole lines where there is no room for all', async () => {
  expect(await readLogTail(scratch.path, 'app', 20)).toEqual(['app.10.log two']);
  expect(await readLogTail(scratch.path, 'app', 36)).toEqual(['app.10.log one', 'app.10.log two']);
});

it('reads nothing where there is nothing', async () => {
  expect(await readLogTail(join(scratch.path, 'gone'), 'app', 100)).toEqual([]);
});
