import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkLibraries } from './link-libraries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamcrawler-libraries-'));
  mkdirSync(join(folder, 'lib'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const binaries = () => ({ folder, postgres: '', initdb: '' });

it('gives each library its short names and leaves other files alone', async () => {
  for (const name of ['libicuuc.so.60.2', 'libz.so.1', 'libpq.a'])
    writeFileSync(join(folder, 'lib', name), '');
  writeFileSync(
    join(folder, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' }]),
  );
  const into = join(folder, 'links');

  await linkLibraries(binaries(), into);
  await linkLibraries(binaries(), into);

  expect(readdirSync(into).toSorted()).toEqual(['libicuuc.so.60', 'libicuuc.so.60.2', 'libz.so.1']);
  expect(readlinkSync(join(into, 'libicuuc.so.60'))).toBe(join(folder, 'lib', 'libicuuc.so.60.2'));
});

it('links nothing for a server that lists no names', async () => {
  writeFileSync(join(folder, 'lib', 'libpq.so.5'), '');

  await linkLibraries(binaries(), join(folder, 'links'));

  expect(readdirSync(join(folder, 'links'))).toEqual([]);
});

it('refuses a path that the loader would split', async () => {
  writeFileSync(join(folder, 'lib', 'libz.so.1'), '');
  writeFileSync(join(folder, 'pg-symlinks.json'), '[]');

  await expect(linkLibraries(binaries(), join(folder, 'a:b'))).rejects.toThrow('a colon or semicolon');
});
