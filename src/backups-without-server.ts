import { resolve } from 'node:path';
import { Conflict } from './base/errors.ts';
import type { LocalAnswer, LocalBackups } from './cli/local-backups.ts';
import { type BackupBeside, presentBackup } from './http/present-backup.ts';
import { startScratchServer } from './operations/archive/scratch-server.ts';
import { verifyArchive } from './operations/archive/verify-archive.ts';
import type { Backup } from './operations/backups/backup.ts';
import type { BackupNeeds } from './operations/backups/backup-needs.ts';
import { scratchOf } from './operations/backups/backup-needs-of.ts';
import { holdBackups, readBackup, readBackups } from './operations/backups/backup-store.ts';
import { createBackup } from './operations/backups/create-backup.ts';
import { endBrokenBackups } from './operations/backups/end-broken-backups.ts';
import { enterBackup } from './operations/backups/enter-backup.ts';
import { findFiles } from './operations/backups/find-files.ts';
import { keepBackups } from './operations/backups/keep-backups.ts';
import { refuseUnfinished } from './operations/backups/refuse-unfinished.ts';
import { verifyBackup } from './operations/backups/verify-backup.ts';
import { withBackupNeeds } from './own-backups.ts';
import { refuseOtherSchema, withDatabaseAt, withOwnConnection } from './own-database.ts';
import { whileHeld } from './platform/advisory-lock.ts';
import { BACKUP_LOCK } from './platform/lock-numbers.ts';
import { readOwnConfig } from './read-own-config.ts';
import { restoreBackup } from './restore-backup.ts';
import { underWay } from './under-way.ts';

const BUSY = 'Another backup is being made. Try again when it has ended.';

/** Backups on the configured database. */
export const backupsWithoutServer: LocalBackups = {
  create: ({ withSecrets, isJson }) =>
    underWay(isJson, ({ signal, show }) =>
      withOwnBackups(async (needs) => {
        const done = await whileHeld(needs.connection, BACKUP_LOCK, async () => {
          await endBrokenBackups(needs);
          const id = await needs.db.transaction().execute(async (tx) => {
            await holdBackups(tx);
            if ((await readBackups(tx, 'running')).length > 0) throw new Conflict(BUSY);
            return enterBackup(needs, tx, { origin: 'manual', withSecrets });
          });
          const entered = await readBackup(needs.db, id);
          const made = await createBackup(needs, entered, { signal, onProgress: show('Making a backup') });
          await keepBackups(needs);
          return made;
        });
        if (done === null) throw new Conflict(BUSY);
        return present(needs, done.result);
      }),
    ),

  list: () =>
    withOwnBackups(async (needs) => {
      const backups = await readBackups(needs.db);
      const found = await beside(needs, backups);
      return backups.map((backup) => presentBackup(backup, found));
    }),

  verify: (id, { isJson }) =>
    underWay(isJson, ({ signal, show }) =>
      withOwnBackups(async (needs) => {
        const backup = await readBackup(needs.db, id);
        refuseUnfinished(backup);
        await verifyBackup(needs, backup, { signal, onProgress: show(`Verifying backup ${id}`) });
        return present(needs, await readBackup(needs.db, id));
      }),
    ),

  verifyFile: (path, { isJson }) =>
    underWay(isJson, async ({ signal, show }) => {
      const { scratchFolder, runtimeDir } = scratchOf(await readOwnConfig());
      await using server = await startScratchServer({ scratchFolder, runtimeDir });
      const needs = { connection: server.connection, scratchFolder, runtimeDir };
      return await verifyArchive(needs, resolve(path), { signal, onProgress: show('Verifying') });
    }),

  restore: (named, { yes, isJson }): Promise<LocalAnswer> =>
    underWay(isJson, async (control) => restoreBackup(await readOwnConfig(), { yes }, control, named)),
};

async function withOwnBackups<T>(work: (needs: BackupNeeds) => Promise<T>): Promise<T> {
  const config = await readOwnConfig();
  return withOwnConnection(config, (connection) =>
    withDatabaseAt(connection, async (db) => {
      await refuseOtherSchema(db);
      return withBackupNeeds(config, { connection, db }, work);
    }),
  );
}

async function present(needs: BackupNeeds, backup: Backup) {
  return presentBackup(backup, await beside(needs, [backup]));
}

async function beside(needs: BackupNeeds, shown: readonly Backup[]): Promise<BackupBeside> {
  return { files: await findFiles(needs, shown), tasks: [] };
}
