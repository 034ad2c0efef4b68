import { copyFile, mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { archiveOf, changedArchive, changeJson, contentsOf } from '../../../test/support/archives.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { seedEverything } from '../../../test/support/seed-everything.ts';
import { run } from '../../../test/support/test-server.ts';
import type { Database } from '../../platform/database.ts';
import { migrateDown, migrateUp } from '../../platform/migrate.ts';
import type { ArchiveManifest } from './manifest.ts';
import { readArchive } from './read-archive.ts';
import { type RestoreOptions, restoreArchive } from './restore-archive.ts';

let folder: string;
let origin: TestDatabase;
let archive: string;
let contents: Awaited<ReturnType<typeof contentsOf>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mamcrawler-restore-'));
  origin = await createTestDatabase();
  {
    await using app: TestApp = await startTestApp({ connection: { ...origin.connection } });
    await seedEverything(app, folder, 1);
    await addAwkwardRows(app.db);
  }
  archive = join(folder, 'seeded.zip');
  await archiveOf(origin.connection, archive);
  contents = await contentsOf(origin.connection);
});

afterAll(async () => {
  await origin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What text formats stumble over. */
async function addAwkwardRows(db: Database): Promise<void> {
  for (const name of ['Tab\tand\nline', '\\N', '', 'Zoë "Ž" 😀', '\\.', ',;\u0001'])
    await db.insertInto('narrator').values({ name, name_key: name }).execute();
}

async function restore(path: string, target: TestDatabase, options: RestoreOptions = {}) {
  await using opened = await readArchive(path);
  return await restoreArchive(target, opened, options);
}

/** Something that is not in the archive, by which one sees that nothing was touched. */
async function addAuthor(db: Database): Promise<void> {
  await db.insertInto('author').values({ name: 'Own', name_key: 'own', sort_key: 'own' }).execute();
}

describe('an archive that is whole', () => {
  it('takes the place of what was there, with all its rows', async () => {
    await using target = await createTestDatabase();
    await addAuthor(target.database);
    expect(await contentsOf(target.connection)).not.toEqual(contents);
    const seen: number[] = [];

    const { rows, migrated } = await restore(archive, target, { onProgress: (done) => void seen.push(done) });

    expect(await contentsOf(target.connection)).toEqual(contents);
    expect(migrated).toEqual([]);
    expect(rows).toBeGreaterThan(40);
    expect(seen.at(-1)).toBe(rows);
    const next = await target.database
      .insertInto('author')
      .values({ name: 'New', name_key: 'new', sort_key: 'new' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const others = await target.database.selectFrom('author').select('id').execute();
    expect(others.filter(({ id }) => id === next.id)).toHaveLength(1);
  });

  it('comes into a database that was never used, and refers to nothing that is not there', async () => {
    await using target = await createTestDatabase();
    await migrateDown(target.database);

    await restore(archive, target);

    expect(await contentsOf(target.connection)).toEqual(contents);
    await expect(
      sql`insert into book_author (book_id, author_id, place) values (-1, -1, 0)`.execute(target.database),
    ).rejects.toThrow('foreign key');
  });

  it('comes into a database in which a table was dropped, but not over what others keep there', async () => {
    await using target = await createTestDatabase();
    const { database: db, connection } = target;
    await sql`drop table narrator cascade`.execute(db);
    await sql`create table of_another (id int)`.execute(db);
    await expect(restore(archive, target)).rejects.toThrow('The table of_another');
    await sql`drop table of_another`.execute(db);
    await restore(archive, target);
    expect(await contentsOf(connection)).toEqual(contents);
  });

  it('forgets the jobs and processes of before, and keeps the list of backups', async () => {
    await using target = await createTestDatabase();
    const { database: db } = target;
    await migrateUp(db);
    {
      await using app = await startTestApp({ connection: { ...target.connection } });
      await app.db
        .insertInto('backup')
        .values({
          name: 'a.zip',
          place: 'folder',
          path: '/a.zip',
          origin: 'safety',
          state: 'done',
          program_version: '1',
        })
        .execute();
      await app.db.insertInto('rate_limit').values({ key: 'k', points: 3 }).execute();
      await sql`insert into pgboss.job (name, data) values ('scan-library', '{}')`.execute(app.db);
      await sql`insert into process (role, host, pid, version) values ('all', 'h', 1, '1')`.execute(app.db);
    }

    await restore(archive, target);

    const { rows } = await sql<Record<string, number>>`select
      (select count(*) from pgboss.job) as jobs, (select count(*) from rate_limit) as limits,
      (select count(*) from process) as processes, (select count(*) from backup where name = 'a.zip') as backups`.execute(
      db,
    );
    expect(rows).toEqual([{ jobs: 0, limits: 0, processes: 0, backups: 1 }]);
    await db
      .insertInto('backup')
      .values({ name: 'b.zip', place: 'folder', path: '/b.zip', origin: 'manual', program_version: '1' })
      .execute();
  });
});

describe('an archive that does not fit', () => {
  let target: TestDatabase;
  let before: Awaited<ReturnType<typeof contentsOf>>;
  beforeAll(async () => {
    target = await createTestDatabase();
    await addAuthor(target.database);
    before = await contentsOf(target.connection);
  });
  afterAll(() => target[Symbol.asyncDispose]());

  async function refused(change: Parameters<typeof changedArchive>[2], words: string): Promise<void> {
    const copy = join(folder, 'changed.zip');
    await changedArchive(archive, copy, change);
    await expect(restore(copy, target)).rejects.toThrow(words);
    expect(await contentsOf(target.connection)).toEqual(before);
  }

  const ofManifest = (change: (manifest: ArchiveManifest) => unknown) => (entries: Map<string, Buffer>) =>
    changeJson<ArchiveManifest>(entries, 'manifest.json', change);

  it('because rows are missing, leaves everything as it was', () =>
    refused(
      ofManifest((manifest) => ({
        ...manifest,
        tables: manifest.tables.map((table) =>
          table.name === 'narrator' ? { ...table, rows: table.rows + 1 } : table,
        ),
      })),
      'narrator has',
    ));

  it('because a value was changed, leaves everything as it was', () =>
    refused((entries) => {
      const rows = String(entries.get('tables/book.copy'));
      expect(rows).toContain('Persuasion');
      entries.set('tables/book.copy', Buffer.from(rows.replace('Persuasion', 'Pursuasion')));
    }, 'rows of book are others'));

  it('because a row refers to none, leaves everything as it was', () =>
    refused((entries) => entries.set('tables/author.copy', Buffer.alloc(0)), 'do not fit'));

  it('because it is of a newer version, says so', () =>
    refused(
      ofManifest((manifest) => ({
        ...manifest,
        program_version: '9.9.9',
        migrations: [...manifest.migrations, { name: '9999-later', checksum: '0'.repeat(64) }],
      })),
      'made by a newer version of MAMcrawler (9.9.9). Install that one or a later one',
    ));

  it('because its schema is not that of its version, says so', () =>
    refused(
      ofManifest((manifest) => ({
        ...manifest,
        tables: manifest.tables.map((table) =>
          table.name === 'book' ? { ...table, columns: table.columns.slice(1) } : table,
        ),
      })),
      'The table book of the archive is not that of its version',
    ));

  it('because bytes were changed on the disk, leaves everything as it was', async () => {
    const copy = join(folder, 'byte.zip');
    await copyFile(archive, copy);
    const { size } = await stat(copy);
    await using file = await open(copy, 'r+');
    // In the middle of the rows: more than the times in the head of an entry, which nobody compares.
    const bytes = Buffer.alloc(64);
    await file.read(bytes, 0, bytes.length, Math.floor(size / 2));
    await file.write(
      bytes.map((byte) => byte ^ 0xff),
      0,
      bytes.length,
      Math.floor(size / 2),
    );
    await expect(restore(copy, target)).rejects.toThrow(/archive is damaged/);
    expect(await contentsOf(target.connection)).toEqual(before);
  });

  it('and one that is broken off, leaves everything as it was', async () => {
    const stopping = new AbortController();
    const onStep: RestoreOptions['onStep'] = (step) => {
      if (step === 'rows') stopping.abort();
    };
    await expect(restore(archive, target, { signal: stopping.signal, onStep })).rejects.toThrow('abort');
    expect(await contentsOf(target.connection)).toEqual(before);
  });
});

it('brings an older archive up to this version', async () => {
  await using older = await createTestDatabase();
  const { rows: newest } = await sql<{ name: string }>`
    select name from schema_migration order by name desc limit 1`.execute(older.database);
  const { rows: previous } = await sql<{ name: string }>`
    select name from schema_migration order by name desc offset 1 limit 1`.execute(older.database);
  await migrateDown(older.database, previous[0]?.name ?? null);
  await addAuthor(older.database);
  const path = join(folder, 'older.zip');
  await archiveOf(older.connection, path);
  await using target = await createTestDatabase();

  const { migrated } = await restore(path, target);

  expect(migrated).toEqual([newest[0]?.name]);
  await expect(target.database.selectFrom('author').select('name').execute()).resolves.toEqual([
    { name: 'Own' },
  ]);
});

it('comes into a database of a plain user, for whom somebody else made the extension', async () => {
  const role = `mamcrawler_plain_${process.pid}`;
  await using target = await createTestDatabase();
  const { connection, database: db } = target;
  await migrateDown(db);
  await sql`create extension if not exists pg_trgm`.execute(db);
  await run(connection, `drop role if exists ${role}`);
  await run(connection, `create role ${role} login password 'a-password'`);
  try {
    await run(connection, `alter database ${connection.database} owner to ${role}`);
    await run(connection, `alter table schema_migration owner to ${role}`);
    await run(connection, `alter schema public owner to ${role}`);
    await using opened = await readArchive(archive);
    const plain = { connection: { ...connection, user: role, password: 'a-password' } };

    for (let time = 0; time < 2; time += 1) await restoreArchive(plain, opened);

    expect(await contentsOf(plain.connection)).toEqual(contents);
  } finally {
    await db.destroy();
    await run(connection, `reassign owned by ${role} to ${connection.user}`);
    await run(connection, `drop role ${role}`);
  }
});

it('goes on with what was under way at the next start', async () => {
  await using origin = await createTestDatabase();
  await using target = await createTestDatabase();
  const shelf = join(folder, 'shelf');
  await mkdir(shelf);
  const { id: library } = await origin.database
    .insertInto('library')
    .values({ name: 'Shelf', path: shelf })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: task } = await origin.database
    .insertInto('task')
    .values({ kind: 'scan_library', subject_id: library, state: 'running', started_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  const path = join(folder, 'under-way.zip');
  await archiveOf(origin.connection, path);
  await restore(path, target);

  await using app = await startTestApp({ connection: { ...target.connection } });

  await expect(app.endOfTask(task)).resolves.toMatchObject({ state: 'succeeded' });
});

it('leaves everything as it was when it is broken off in the middle of a table', async () => {
  await using large = await createTestDatabase();
  await sql`insert into author (name, name_key, sort_key)
    select n::text, n::text, repeat(md5(n::text), 4) from generate_series(1, 20000) as n`.execute(
    large.database,
  );
  const path = join(folder, 'large.zip');
  await archiveOf(large.connection, path);
  await using target = await createTestDatabase();
  await addAuthor(target.database);
  const before = await contentsOf(target.connection);
  const stopping = new AbortController();
  let most = 0;
  const onProgress = (done: number) => {
    most = done;
    if (done > 100) stopping.abort();
  };

  await expect(restore(path, target, { signal: stopping.signal, onProgress })).rejects.toThrow('abort');

  expect(most).toBeLessThan(20_000);
  expect(await contentsOf(target.connection)).toEqual(before);
});
