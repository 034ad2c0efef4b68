import { basename } from 'node:path';
import type pg from 'pg';
import { recordOwn } from './access/record-audit.ts';
import { adoptBackups } from './operations/backups/adopt-backups.ts';
import { endBrokenBackups } from './operations/backups/end-broken-backups.ts';
import { withBackupNeeds } from './own-backups.ts';
import { withDatabaseAt } from './own-database.ts';
import { whileHeld } from './platform/advisory-lock.ts';
import type { Config } from './platform/config.ts';
import { BACKUP_LOCK } from './platform/lock-numbers.ts';

/**
 * After a restore: enters what lies in the place of backups and is not known of, the safety backup above all, ends the
 * tasks that were making one when the archive was made, and notes that it was restored.
 */
export function settleBackups(config: Config, connection: pg.ClientConfig, archive: string): Promise<void> {
  return withDatabaseAt(connection, (db) =>
    withBackupNeeds(config, { connection, db }, async (needs) => {
      await whileHeld(connection, BACKUP_LOCK, async () => {
        await adoptBackups(needs);
        await endBrokenBackups(needs);
      });
      await recordOwn(db, 'restoreBackup', { detail: { file: basename(archive) } });
    }),
  );
}
