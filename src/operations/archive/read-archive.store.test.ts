import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  archiveOf,
  changedArchive,
  changeJson,
  type Entries,
  readEntries,
  writeEntries,
} from '../../../test/support/archives.ts';
import { createTestDatabase } from '../../../test/support/postgres.ts';
import { readArchive } from './read-archive.ts';

let folder: string;
let good: string;
let copy: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mamcrawler-read-'));
  good = join(folder, 'good.zip');
  copy = join(folder, 'copy.zip');
  await using origin = await createTestDatabase();
  await origin.database.insertInto('narrator').values({ name: 'N', name_key: 'n' }).execute();
  await archiveOf(origin.connection, good, { secrets: { secret_key: 'one', jwt_secret_key: 'two' } });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens it and reads all that it holds. */
async function readAll(path: string): Promise<void> {
  await using archive = await readArchive(path);
  await archive.checkEntries();
}

const changed = async (change: (entries: Entries) => void) => {
  await changedArchive(good, copy, change);
  return readAll(copy);
};

it('reads what was written', () => expect(readAll(good)).resolves.toBeUndefined());

it('says that there is no file', () =>
  expect(readAll(join(folder, 'none.zip'))).rejects.toThrow('There is no file'));

it('refuses at once what could be read for ever', async () => {
  const pipe = join(folder, 'pipe.zip');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, folder, '/dev/zero'])
    await expect(readAll(path)).rejects.toThrow('is not a regular file');
});

it('refuses what is no archive', async () => {
  await writeFile(copy, 'Not a ZIP at all, but long enough to hold the end of one.');
  await expect(readAll(copy)).rejects.toThrow('is not an archive of MAMcrawler, or not whole');
});

it('refuses a part of one', async () => {
  await copyFile(good, copy);
  await truncate(copy, (await readFile(good)).length - 100);
  await expect(readAll(copy)).rejects.toThrow('or not whole');
});

it('finds a changed byte wherever it is, or holds the same nevertheless', async () => {
  const bytes = await readFile(good);
  const whole = [...(await readEntries(good))].map(([name, content]) => [name, String(content)]);
  const step = Math.max(1, Math.floor(bytes.length / 59));
  let found = 0;
  for (let at = 0; at < bytes.length; at += step) {
    const other = Buffer.from(bytes);
    other[at] = (other[at] ?? 0) ^ 0x55;
    await writeFile(copy, other);
    const isRead = await readAll(copy).then(
      () => true,
      () => false,
    );
    if (!isRead) found += 1;
    // Else it was a date, or a mode.
    else
      expect([...(await readEntries(copy))].map(([name, content]) => [name, String(content)])).toEqual(whole);
  }
  expect(found).toBeGreaterThan(30);
});

it('refuses an entry that has no place in it', async () => {
  await expect(changed((entries) => entries.set('tables/x.sh', Buffer.from('rm')))).rejects.toThrow(
    'holds what does not belong there: "tables/x.sh"',
  );
  const entries = await readEntries(good);
  await writeEntries(copy, [...entries, ['settings.json', Buffer.from('{}')]]);
  await expect(readAll(copy)).rejects.toThrow('holds what does not belong there: "settings.json"');
});

it('refuses one that leads out of its folder', async () => {
  const entries = await readEntries(good);
  await writeEntries(copy, [...entries, ['xx/outside', Buffer.from('x')]]);
  const bytes = await readFile(copy, 'latin1');
  await writeFile(copy, bytes.replaceAll('xx/outside', '../outside'), 'latin1');
  await expect(readAll(copy)).rejects.toThrow('archive is damaged');
});

it('refuses what would become a thousand times as large', async () => {
  const zeroes = Buffer.alloc(64 * 1024 ** 2);
  await expect(changed((entries) => entries.set('tables/narrator.copy', zeroes))).rejects.toThrow(
    /bytes would become \d+/,
  );
});

it('refuses a manifest that is none, or is too large to be one', async () => {
  await expect(changed((entries) => entries.set('manifest.json', Buffer.from('{"a":1}')))).rejects.toThrow(
    'its manifest.json is none of ours',
  );
  const large = Buffer.from(`{"a": "${'0123456789abcdef'.repeat(600_000)}"}`);
  await expect(changed((entries) => entries.set('manifest.json', large))).rejects.toThrow('damaged');
  await expect(
    changed((entries) =>
      changeJson(entries, 'manifest.json', (manifest: object) => ({ ...manifest, tables: 3 })),
    ),
  ).rejects.toThrow('The manifest of the archive is damaged: tables');
});

it('refuses a later format, and says what to do', () =>
  expect(
    changed((entries) =>
      changeJson(entries, 'manifest.json', (manifest: object) => ({
        ...manifest,
        format_version: 2,
        program_version: '7.0.0',
        tables: 'in another way',
      })),
    ),
  ).rejects.toThrow('made by a newer version of MAMcrawler (7.0.0). Install that one or a later one'));

it('refuses one in which a table or the keys are missing or wrong', async () => {
  await expect(changed((entries) => entries.delete('tables/narrator.copy'))).rejects.toThrow(
    'tables/narrator.copy is missing',
  );
  await expect(changed((entries) => entries.set('secrets.json', Buffer.from('[]')))).rejects.toThrow(
    'its keys cannot be read',
  );
});
