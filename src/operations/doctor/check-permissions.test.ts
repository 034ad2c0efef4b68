import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeScratchFolder, type ScratchFolder } from '../../../test/support/scratch-folder.ts';
import { checkPermission, type Root } from './check-permissions.ts';

let scratch: ScratchFolder;

beforeEach(() => {
  scratch = makeScratchFolder();
});

afterEach(() => scratch[Symbol.dispose]());

const root = (path: string, use: Root['use'] = 'writes'): Root => ({
  name: 'The library "Books"',
  path,
  use,
});

it('makes a file and removes it', async () => {
  const check = await checkPermission(root(scratch.path));

  expect(check).toMatchObject({ name: 'permissions', status: 'ok' });
  expect(check.detail).toContain(`the user ${process.getuid?.()}:${process.getgid?.()} can make and remove`);
  expect(await readdir(scratch.path)).toEqual([]);
});

it('tells of a folder that is not there, unless it is made when needed', async () => {
  const gone = join(scratch.path, 'gone');

  expect(await checkPermission(root(gone))).toMatchObject({
    status: 'error',
    detail: expect.stringContaining('it is not there'),
    what_to_do: expect.stringContaining('Give the folder to the user'),
  });
  expect(await checkPermission(root(gone, 'makes'))).toMatchObject({ status: 'ok' });
});

// Where nobody may write, root neither.
it('takes a download folder that can only be read, and no library', async () => {
  expect(await checkPermission(root('/sys/kernel', 'reads'))).toMatchObject({
    status: 'warning',
    detail: expect.stringContaining('That is enough to copy'),
  });
  expect(await checkPermission(root('/sys/kernel'))).toMatchObject({ status: 'error' });
});
