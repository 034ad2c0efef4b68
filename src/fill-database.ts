import { chown, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { askConsent } from './ask-consent.ts';
import { systemClock } from './base/clock.ts';
import { Conflict } from './base/errors.ts';
import { plural } from './base/quantities.ts';
import type { ArchiveSource } from './operations/archive/archive-source.ts';
import { countRowsAt } from './operations/archive/count-rows-at.ts';
import { type Restored, restoreArchive } from './operations/archive/restore-archive.ts';
import { nameBackup } from './operations/backups/backup.ts';
import { makeBackupFolder } from './operations/backups/places/folder-place.ts';
import { withDatabaseAt } from './own-database.ts';
import { whileHeld } from './platform/advisory-lock.ts';
import type { Config } from './platform/config.ts';
import { RESTORE_LOCK } from './platform/lock-numbers.ts';
import { migrateUp } from './platform/migrate.ts';
import type { Told } from './told.ts';
import type { CommandControl } from './under-way.ts';
import { writeOwnArchive } from './write-own-archive.ts';

export interface Filled extends Restored {
  /** The archive of what was there before; null where nothing was. */
  readonly safetyPath: string | null;
}

/** Null where what is in the database may be replaced by `by`: nothing is there, or a person said yes. Else what to answer. */
export async function mayReplace(
  connection: pg.ClientConfig,
  {
    yes = false,
    what,
    by,
  }: { readonly yes?: boolean | undefined; readonly what: string; readonly by: string },
): Promise<Told | null> {
  if (yes) return null;
  const rows = await countRowsAt(connection);
  if (rows === 0) return null;
  const held = `${what} holds ${plural(rows, 'row')}`;
  const declined = await askConsent(
    `${held}, which would be replaced by ${by}; an archive of them is made first. Go on?`,
    `${held}: say --yes to replace them by ${by}. An archive of them is made first.`,
  );
  if (declined === null) return null;
  const { line, status } = declined;
  return { status, document: { changed: false, reason: line }, lines: [line] };
}

/** Makes an archive of what is there, puts the source in its place and brings it up to this version. Throws Conflict while another one does. */
export async function fillDatabase(
  config: Config,
  connection: pg.ClientConfig,
  source: ArchiveSource,
  {
    signal,
    show,
    label,
    withSecrets = false,
  }: CommandControl & { readonly label: string; readonly withSecrets?: boolean },
): Promise<Filled> {
  // Two at once would each keep safe what the other is about to replace.
  const filled = await whileHeld(connection, RESTORE_LOCK, async () => {
    const safetyPath =
      (await countRowsAt(connection)) === 0
        ? null
        : await keepSafe(config, connection, { signal, show, withSecrets });
    const restored = await restoreArchive({ connection }, source, { signal, onProgress: show(label) });
    await withDatabaseAt(connection, (db) => migrateUp(db));
    return { ...restored, safetyPath };
  });
  if (filled === null)
    throw new Conflict(
      'Another command is filling this database just now. Look what came of it before you try again.',
    );
  return filled.result;
}

async function keepSafe(
  config: Config,
  connection: pg.ClientConfig,
  { signal, show, withSecrets }: CommandControl & { readonly withSecrets: boolean },
): Promise<string> {
  const { dir } = config.backups;
  const isNew = await makeBackupFolder(dir);
  const path = join(dir, nameBackup(systemClock.now(), 'safety'));
  const onProgress = show('Archiving what is there');
  await writeOwnArchive(config, connection, path, { withSecrets, signal, onProgress });
  await giveToOwner(config.dataDir, isNew ? [dir, path] : [path]);
  return path;
}

/** Where root does this for the user whose program it is. */
async function giveToOwner(dataDir: string, paths: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  for (const path of paths) await chown(path, uid, gid);
}
