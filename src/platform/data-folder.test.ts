import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Conflict } from '../base/errors.ts';
import { makeDataFolder } from './data-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'data-folder-')));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the data folder', () => {
  it('is made where it is missing, and known by its real path', async () => {
    const made = await makeDataFolder(join(folder, 'a/b'));
    await symlink(made, join(folder, 'link'));

    expect(made).toBe(join(folder, 'a/b'));
    expect(await makeDataFolder(join(folder, 'link'))).toBe(made);
  });

  it('that cannot be one is refused with a sentence that says what to do', async () => {
    await writeFile(join(folder, 'file'), '');

    for (const path of ['file', 'file/below']) {
      const attempt = makeDataFolder(join(folder, path));
      await expect(attempt).rejects.toThrow(Conflict);
      await expect(attempt).rejects.toThrow(
        /^The data folder .+ cannot be used: .+set MAMCRAWLER_DATA to another\.$/,
      );
    }
  });
});
