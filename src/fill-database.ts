import { chown, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { systemClock } from './base/clock.ts';
import { Conflict } from './base/errors.ts';
import { plural } from './base/quantities.ts';
import { askYes } from './cli/ask-person.ts';
import { archiveSecretsOf } from './operations/archive/archive-secrets-of.ts';
import type { ArchiveSource } from './operations/archive/archive-source.ts';
import { countRowsAt } from './operations/archive/count-rows-at.ts';
import { type Restored, restoreArchive } from './operations/archive/restore-archive.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import { writeArchive } from './operations/archive/write-archive.ts';
import { nameBackup } from './operations/backups/backup.ts';
import { listLiveProcesses } from './operations/enter-process.ts';
import { withDatabaseAt } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { migrateUp } from './platform/migrate.ts';
import { secretKeysOf } from './platform/secret-keys.ts';
import { readVersion } from './platform/version.ts';
import { ROOT } from './root.ts';
import type { Told } from './told.ts';
import type { Under } from './under-way.ts';

export interface Filled extends Restored {
  /** The archive of what was there before; null where nothing was. */
  readonly safetyPath: string | null;
}

/** Throws Conflict while a MAMcrawler works on this database: what it does now would be lost, or mixed with it. */
export async function refuseWhileAtWork(connection: pg.ClientConfig): Promise<void> {
  const live = await withDatabaseAt(connection, async (db) => {
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass('process') is not null as there`.execute(db);
    return rows[0]?.there === true ? await listLiveProcesses(db, systemClock) : [];
  });
  if (live.length === 0) return;
  const who = live.map(({ role, host, pid }) => `${role} on ${host}, process ${pid}`).join('; ');
  throw new Conflict(
    `MAMcrawler works on this database (${who}). Stop it first; one that was killed counts as gone after 45 seconds.`,
  );
}

/**
 * Whether what is in the database may be replaced: nothing is there, or a person said yes. Else what to answer them;
 * `document` is what the command answers programs.
 */
export async function mayReplace(
  connection: pg.ClientConfig,
  { yes = false, what }: { readonly yes?: boolean | undefined; readonly what: string },
): Promise<Told | null> {
  const rows = await countRowsAt(connection);
  if (yes || rows === 0) return null;
  const question = `${what} holds ${plural(rows, 'row')}, which would be replaced; an archive of them is made first. Go on?`;
  const said = await askYes(question, { input: process.stdin, err: process.stderr });
  if (said === true) return null;
  const line =
    said === null
      ? `${what} holds ${plural(rows, 'row')}: say --yes to replace them. An archive of them is made first.`
      : 'Nothing was changed.';
  return { status: said === null ? 2 : 1, document: { changed: false, reason: line }, lines: [line] };
}

/** Makes an archive of what is there, puts the source in its place and brings it up to this version. */
export async function fillDatabase(
  config: Config,
  connection: pg.ClientConfig,
  source: ArchiveSource,
  {
    signal,
    show,
    label,
    withSecrets = false,
  }: Under & { readonly label: string; readonly withSecrets?: boolean },
): Promise<Filled> {
  const safetyPath =
    (await countRowsAt(connection)) === 0
      ? null
      : await keepSafe(config, connection, { signal, show, withSecrets });
  const restored = await restoreArchive({ connection }, source, { signal, onProgress: show(label) });
  await withDatabaseAt(connection, (db) => migrateUp(db));
  return { ...restored, safetyPath };
}

async function keepSafe(
  config: Config,
  connection: pg.ClientConfig,
  { signal, show, withSecrets }: Under & { readonly withSecrets: boolean },
): Promise<string> {
  const { dir } = config.backups;
  const isNew = (await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined;
  const path = join(dir, nameBackup(systemClock.now(), 'safety'));
  const keys = secretKeysOf(config, await keepSecrets(secretsFileOf(config.dataDir)));
  await writeArchive({ connection, clock: systemClock }, path, {
    version: await readVersion(ROOT),
    settings: settingsOf(config),
    secrets: withSecrets ? archiveSecretsOf(keys) : null,
    signal,
    onProgress: show('Archiving what is there'),
  });
  await giveToOwner(config.dataDir, isNew ? [dir, path] : [path]);
  return path;
}

/** Where root does this for the user whose program it is. */
async function giveToOwner(dataDir: string, paths: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  for (const path of paths) await chown(path, uid, gid);
}
