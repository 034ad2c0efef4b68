import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceText } from './replace-text.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'replace-text-'));
});

afterEach(() => rm(dir, { recursive: true }));

describe('a text that takes the place of another', () => {
  it('is written into a file that is there', async () => {
    const file = join(dir, 'file');
    await writeFile(file, 'a longer one, from before');

    expect(await replaceText(file, 'new')).toEqual({ done: true });

    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('is not written where there is no file', async () => {
    const file = join(dir, 'file');

    expect(await replaceText(file, 'new')).toEqual({ done: false });

    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is told not to be written where it cannot be', async () => {
    const file = join(dir, 'folder');
    await mkdir(file);

    expect(await replaceText(file, 'new')).toEqual({ fault: expect.stringContaining('EISDIR') });
  });
});
