import { join } from 'node:path';
import { NotFound, orNull } from './base/errors.ts';
import { backupIdOf } from './cli/backup-id-of.ts';
import { importDatabase } from './import-database.ts';
import type { Backup } from './operations/backups/backup.ts';
import { scratchOf } from './operations/backups/backup-needs-of.ts';
import { readBackup } from './operations/backups/backup-store.ts';
import { refuseUnfinished } from './operations/backups/refuse-unfinished.ts';
import { withBackupFile } from './operations/backups/with-backup-file.ts';
import { withOwnPlaces } from './own-backups.ts';
import { withOwnDatabase } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { readSchemaState } from './platform/schema-state.ts';
import type { Told } from './told.ts';
import type { CommandControl } from './under-way.ts';

/** Puts a backup in the place of all that is there; `named` is its number or the path of any archive. */
export async function restoreBackup(
  config: Config,
  { yes }: { readonly yes: boolean },
  control: CommandControl,
  named: string,
): Promise<Told> {
  const restore = (file: string) => importDatabase(config, { yes }, control, file);
  const id = backupIdOf(named);
  if (id === null) return restore(named);
  const backup = await findBackup(config, id);
  return withOwnPlaces(config, (places) =>
    withBackupFile(
      { places, ...scratchOf(config) },
      backup,
      async (file) => {
        const told = await restore(file);
        // One that was fetched is told by where it came from.
        return { ...told, document: { ...told.document, path: backup.path } };
      },
      control.signal,
    ),
  );
}

async function findBackup(config: Config, id: number): Promise<Backup> {
  const backup = await withOwnDatabase(config, async (db) => {
    const { standing } = await readSchemaState(db);
    return standing === 'current' ? orNull(readBackup(db, id)) : null;
  });
  if (backup === null) throw new NotFound(`This database knows of no backup ${id}. ${await byPath(config)}`);
  refuseUnfinished(backup);
  return backup;
}

/** A new database knows of none; the files may be there all the same. */
async function byPath(config: Config): Promise<string> {
  const folder = config.backups.dir;
  const stored = await withOwnPlaces(config, ({ own }) => own.list()).catch(() => []);
  const newest = stored
    .map(({ name }) => name)
    .toSorted()
    .at(-1);
  if (newest === undefined) return `Name the file: mamcrawler backup restore ${join(folder, 'FILE.zip')}`;
  if (config.backups.s3 === null) return `Name the file: mamcrawler backup restore ${join(folder, newest)}`;
  return `Fetch the file from the bucket (the newest is ${newest}) and name its path: mamcrawler backup restore ./${newest}`;
}
