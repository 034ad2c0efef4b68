import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScratchFolder, type ScratchFolder } from '../../test/support/scratch-folder.ts';
import { createMigration, readMigrations } from './migration-files.ts';

let scratch: ScratchFolder;
let folder: URL;

beforeEach(() => {
  scratch = makeScratchFolder();
  folder = pathToFileURL(`${scratch.path}/`);
});

afterEach(() => scratch[Symbol.dispose]());

describe('a new migration', () => {
  it('takes the next number, and has both directions', async () => {
    await writeFile(join(scratch.path, '0041-before.up.sql'), 'select 1;');
    await writeFile(join(scratch.path, '0041-before.down.sql'), 'select 2;');

    const { name, files } = await createMigration('add-publisher', folder);

    expect(name).toBe('0042-add-publisher');
    expect(files).toEqual(['up', 'down'].map((way) => join(scratch.path, `0042-add-publisher.${way}.sql`)));
    for (const file of files) expect(await readFile(file, 'utf8')).toMatch(/^-- .+\n$/);
    expect((await readMigrations(folder)).map((migration) => migration.name)).toEqual(['0041-before', name]);
  });

  it('is the first in an empty folder', async () => {
    expect(await createMigration('a', folder)).toMatchObject({ name: '0001-a' });
  });

  it.each([
    '',
    'Add',
    'add publisher',
    'add_publisher',
    '../add',
    '-add',
    'add-',
    'add--more',
    '1st',
    'a'.repeat(61),
    'é',
  ])('cannot be called "%s"', async (what) => {
    await expect(createMigration(what, folder)).rejects.toThrow(
      "cannot be a migration's name: say what it does",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('cannot be called like one that there is', async () => {
    await createMigration('add-publisher', folder);

    await expect(createMigration('add-publisher', folder)).rejects.toThrow(
      'There is the migration 0001-add-publisher already: take another name.',
    );
  });
});
