import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { archiveOf } from '../test/support/archives.ts';
import { createTestDatabase } from '../test/support/postgres.ts';
import { makeScratchFolder } from '../test/support/scratch-folder.ts';
import { fillDatabase } from './fill-database.ts';
import { readArchive } from './operations/archive/read-archive.ts';
import { whileHeld } from './platform/advisory-lock.ts';
import { readConfig } from './platform/config.ts';
import { RESTORE_LOCK } from './platform/lock-numbers.ts';
import { ROOT } from './root.ts';

it('a database is filled by one at a time: the second is refused before it touches anything', async () => {
  using scratch = makeScratchFolder();
  await using database = await createTestDatabase();
  const { connection, database: db } = database;
  await db.insertInto('author').values({ name: 'Own', name_key: 'own', sort_key: 'own' }).execute();
  const path = join(scratch.path, 'archive.zip');
  await archiveOf(connection, path);
  await using archive = await readArchive(path);
  const backups = join(scratch.path, 'backups');
  const own = readConfig(ROOT);
  const config = { ...own, dataDir: scratch.path, backups: { ...own.backups, dir: backups } };
  const fill = () =>
    fillDatabase(config, connection, archive, {
      signal: new AbortController().signal,
      show: () => () => {},
      label: 'Importing',
    });

  await whileHeld(connection, RESTORE_LOCK, async () => {
    await expect(fill()).rejects.toThrow('Another command is filling this database just now');
  });
  expect(await readdir(scratch.path)).toEqual(['archive.zip']);

  // Also what was damaged is kept safe and replaced.
  await sql`drop table narrator cascade`.execute(db);
  const { safetyPath } = await fill();
  expect(await readdir(backups)).toEqual([safetyPath?.slice(backups.length + 1)]);
});
