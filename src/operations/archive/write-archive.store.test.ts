import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archiveOf, readEntries } from '../../../test/support/archives.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { Database } from '../../platform/database.ts';
import { readArchive } from './read-archive.ts';

/** Enough for the first tables to be written while the last are not begun. */
const ROWS = 20_000;

let folder: string;
let origin: TestDatabase;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mamcrawler-write-'));
  path = join(folder, 'archive.zip');
  origin = await createTestDatabase();
  await addPairs(origin.database, 1, ROWS);
});

afterAll(async () => {
  await origin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** An author and a narrator each, in one transaction: nobody may ever see more of one than of the other. */
async function addPairs(db: Database, from: number, to: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`insert into author (name, name_key, sort_key)
      select 'a ' || n, 'a ' || n, repeat(md5(n::text), 4) from generate_series(${from}::int, ${to}::int) as n`.execute(
      tx,
    );
    await sql`insert into narrator (name, name_key)
      select 'n ' || n, 'n ' || n from generate_series(${from}::int, ${to}::int) as n`.execute(tx);
  });
}

const linesOf = (bytes: Buffer | undefined): number => String(bytes).split('\n').length - 1;

it('holds one moment, whatever is written meanwhile', async () => {
  let isOver = false;
  let written = 0;
  const writing = (async () => {
    for (; !isOver; written += 1) await addPairs(origin.database, ROWS + written + 1, ROWS + written + 1);
  })();

  const { manifest, rows } = await archiveOf(origin.connection, path);
  isOver = true;
  await writing;

  expect(written).toBeGreaterThan(1);
  const entries = await readEntries(path);
  const counts = ['author', 'narrator'].map(
    (name) => manifest.tables.find((table) => table.name === name)?.rows,
  );
  expect(counts).toEqual(['author', 'narrator'].map((name) => linesOf(entries.get(`tables/${name}.copy`))));
  expect(counts[0]).toBe(counts[1]);
  expect(rows).toBeLessThan(2 * (ROWS + written));
});

it('is a file that only its owner may read, whole and with its checksum', async () => {
  await rm(path, { force: true });
  const { sha256, sizeBytes } = await archiveOf(origin.connection, path);

  const { mode, size } = await stat(path);
  expect([mode & 0o777, size]).toEqual([0o600, sizeBytes]);
  expect(
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ).toBe(sha256);
  expect(await readdir(folder)).toEqual(['archive.zip']);
  await using archive = await readArchive(path);
  await archive.checkEntries();
  expect(archive.secrets).toBeNull();
});

it('holds settings, and keys only where it is asked to', async () => {
  const secrets = { secret_key: 'one', jwt_secret_key: 'two' };
  await rm(path, { force: true });
  const whole = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(whole),
    archiveOf(origin.connection, path, { secrets, settings: { port: 8000 } }),
    archiveOf(origin.connection, whole as never, { settings: {} }),
  ]);

  const entries = await readEntries(path);
  expect(JSON.parse(String(entries.get('settings.json')))).toEqual({ port: 8000 });
  expect(JSON.parse(String(entries.get('secrets.json')))).toEqual(secrets);
  await using archive = await readArchive(path);
  expect(archive.secrets).toEqual(secrets);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
});

it('leaves nothing behind when it is broken off', async () => {
  const stopping = new AbortController();
  const target = join(folder, 'broken.zip');
  const options = { signal: stopping.signal, onProgress: () => stopping.abort() };

  await expect(archiveOf(origin.connection, target, options)).rejects.toThrow('abort');

  expect(await readdir(folder)).toEqual(['archive.zip']);
});

it('says that there is no such folder', async () => {
  const target = join(folder, 'nowhere', 'archive.zip');
  await expect(archiveOf(origin.connection, target)).rejects.toThrow(
    `There is no folder ${join(folder, 'nowhere')}. Make it first.`,
  );
});

it.runIf(mayMount())('leaves nothing behind on a full disk, and what was there before', async () => {
  const full = await mkdtemp(join(tmpdir(), 'mamcrawler-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]);
  try {
    const target = join(full, 'archive.zip');
    await expect(archiveOf(origin.connection, target)).rejects.toThrow(
      `There is no room for archive.zip in ${full}, and nothing of it was left there.`,
    );
    expect(await readdir(full)).toEqual([]);
  } finally {
    execFileSync('umount', [full]);
    await rm(full, { recursive: true });
  }
});

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

it('fails where the database goes away in the middle of it, and leaves nothing behind', async () => {
  await using other = await createTestDatabase();
  await addPairs(other.database, 1, ROWS);
  const target = join(folder, 'lost.zip');
  let cutting: Promise<unknown> | null = null;
  const onProgress = () => {
    cutting ??= sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'mamcrawler archive' and datname = current_database()`.execute(other.database);
  };

  await expect(archiveOf(other.connection, target, { onProgress })).rejects.toThrow('The database went away');
  await cutting;
  expect(await readdir(folder)).toEqual(['archive.zip']);
});
