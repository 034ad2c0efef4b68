import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveOf, changedArchive } from '../../../test/support/archives.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { run } from '../../../test/support/test-server.ts';
import { tryLock } from '../../platform/advisory-lock.ts';
import { VERIFY_LOCK } from '../../platform/lock-numbers.ts';
import { connectForArchive } from './archive-client.ts';
import { toDatabase } from './scratch-database.ts';
import { startScratchServer } from './scratch-server.ts';
import { verifyArchive } from './verify-archive.ts';

const ROLE = `mamcrawler_may_make_nothing_${process.pid}`;

let folder: string;
let scratchFolder: string;
let origin: TestDatabase;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mamcrawler-verify-'));
  scratchFolder = join(folder, 'scratch');
  archive = join(folder, 'archive.zip');
  origin = await createTestDatabase();
  const { database: db } = origin;
  const book = { title: 'Emma', title_key: 'emma', sort_key: 'emma' };
  const { id } = await db.insertInto('book').values(book).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('wanted_book').values({ book_id: id }).execute();
  await archiveOf(origin.connection, archive);
});

afterAll(async () => {
  await origin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const verify = (path = archive, connection: object = origin.connection) =>
  verifyArchive({ connection, scratchFolder }, path);

async function scratchDatabases(): Promise<readonly unknown[]> {
  const own = `(select oid::text from pg_database where datname = current_database())`;
  return run(
    origin.connection,
    `select datname from pg_database where starts_with(datname, 'mamcrawler_scratch_' || ${own})`,
  );
}

async function changed(name: string, change: (rows: string) => string): Promise<string> {
  const copy = join(folder, 'changed.zip');
  await changedArchive(archive, copy, (entries) =>
    entries.set(name, Buffer.from(change(String(entries.get(name))))),
  );
  return copy;
}

describe('beside the database of the program', () => {
  it('passes for what can be restored, and leaves nothing behind', async () => {
    const { outcome, place, checks } = await verify();

    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect([outcome, place]).toEqual(['passed', 'database']);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'row counts and checksums are those of the original',
        'owned wants have an item',
      ]),
    );
    expect(await scratchDatabases()).toEqual([]);
  });

  it('fails for rows that are others, and tells which', async () => {
    const { outcome, checks } = await verify(
      await changed('tables/book.copy', (rows) => rows.replace('Emma', 'Anne')),
    );

    expect(outcome).toBe('failed');
    expect(checks.at(-1)).toEqual({
      name: 'row counts and checksums are those of the original',
      ok: false,
      detail: expect.stringContaining('the 1 rows of book are others'),
    });
    expect(await scratchDatabases()).toEqual([]);
  });

  it('fails for a file that is none, or has rows that cannot be read', async () => {
    const { outcome, checks } = await verify(await changed('tables/book.copy', () => 'x\n'));
    expect([outcome, checks.at(-1)?.name, checks.at(-1)?.ok]).toEqual([
      'failed',
      'the rows can be read in',
      false,
    ]);
    const other = await verify(await changed('manifest.json', () => '{}'));
    expect([other.outcome, other.checks.at(-1)?.name]).toEqual(['failed', 'the file is whole']);
  });

  it('fails where the database itself was not sound', async () => {
    await using broken = await createTestDatabase();
    await broken.database
      .insertInto('task')
      .values({ kind: 'scan_library', subject_id: 1, state: 'failed' })
      .execute();
    const path = join(folder, 'broken.zip');
    await archiveOf(broken.connection, path);

    const { outcome, checks } = await verify(path);

    expect(outcome).toBe('failed');
    expect(checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'tasks have ended when they are over', ok: false, detail: 'not so: 1' },
    ]);
  });

  it('is done by one at a time, which drops what a crash left', async () => {
    const [{ oid } = {}] = await run(
      origin.connection,
      'select oid::text from pg_database where datname = current_database()',
    );
    await run(origin.connection, `create database mamcrawler_scratch_${oid}_left`);
    const holder = new Client(origin.connection);
    await holder.connect();
    try {
      await tryLock(holder, VERIFY_LOCK);
      await expect(verify()).rejects.toThrow('Another backup is being verified just now');
      expect(await scratchDatabases()).toHaveLength(1);
    } finally {
      await holder.end();
    }
    await expect(verify()).resolves.toMatchObject({ outcome: 'passed' });
    expect(await scratchDatabases()).toEqual([]);
  });
});

describe('where the user may not make databases', () => {
  beforeAll(async () => {
    await run(origin.connection, `drop role if exists ${ROLE}`);
    await run(origin.connection, `create role ${ROLE} login password 'a-password'`);
  });
  afterAll(async () => {
    await run(origin.connection, `drop role if exists ${ROLE}`);
  });

  it('is done by a PostgreSQL of its own, which is gone afterwards with what a crash left', async () => {
    await mkdir(join(scratchFolder, 'scratch-left', 'postgres'), { recursive: true });
    const connection = { ...origin.connection, user: ROLE, password: 'a-password' };

    const { outcome, place, checks } = await verify(archive, connection);

    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect([outcome, place]).toEqual(['passed', 'embedded']);
    expect(await readdir(scratchFolder)).toEqual([]);
  }, 60_000);

  it('leaves alone the PostgreSQL of another one that is at work', async () => {
    const other = await startScratchServer({ scratchFolder });
    const [name = ''] = await readdir(scratchFolder);
    // As it is before its server runs; and one of a process that is gone.
    await mkdir(join(scratchFolder, name.replace(/-[^-]+$/, '-begun1')));
    await mkdir(join(scratchFolder, name.replace(/-[^-]+-[^-]+$/, '-1-ended1')));
    {
      await using _own = await startScratchServer({ scratchFolder });
      await using client = await connectForArchive(other.connection);
      await expect(client.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
    }
    await other[Symbol.asyncDispose]();
    const left = await readdir(scratchFolder);
    expect(left.map((each) => each.slice(-6))).toEqual(['begun1']);
    await rm(join(scratchFolder, left[0] ?? ''), { recursive: true });
  }, 60_000);
});

it('leads to another database of the same server', () => {
  expect(toDatabase({ host: 'h', database: 'a' }, 'b')).toEqual({ host: 'h', database: 'b' });
  const cases = [
    ['postgresql://u:p@h:5433/a?sslmode=require', 'postgresql://u:p@h:5433/b?sslmode=require'],
    ['postgres://h', 'postgres://h/b'],
    ['postgresql://h1:1,h2:2/a', 'postgresql://h1:1,h2:2/b'],
  ] as const;
  for (const [given, wanted] of cases)
    expect(toDatabase({ connectionString: given }, 'b')).toEqual({ connectionString: wanted });
});
