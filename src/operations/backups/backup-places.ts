import { join } from 'node:path';
import { Conflict } from '../../base/errors.ts';
import type { BackupConfig } from '../../platform/config.ts';
import type { Outbound } from '../../platform/outbound.ts';
import { type Backup, folderOf } from './backup.ts';
import type { BackupPlace } from './backup-place.ts';
import { folderPlace } from './places/folder-place.ts';
import { s3Place } from './places/s3-place.ts';

export interface BackupPlaces {
  /** Where new ones go. */
  readonly own: BackupPlace;
  /** Where a backup lies. Throws Conflict where that place is not set up any more. */
  of(backup: Pick<Backup, 'name' | 'place' | 'path'>): BackupPlace;
}

export function backupPlaces(outbound: Outbound, config: BackupConfig): BackupPlaces {
  const own = config.s3 === null ? folderPlace(config.dir) : s3Place(outbound, config.s3);
  return {
    own,
    of({ name, place, path }) {
      if (place === own.kind && path === own.addressOf(name)) return own;
      const folder = place === 'folder' ? folderOf(name, path) : null;
      if (folder !== null) return folderPlace(folder);
      throw new Conflict(
        `This backup lies in another place, ${path}, which is not set up any more (BACKUP_DIR, BACKUP_S3_BUCKET).`,
      );
    },
  };
}

/** Where a backup is put together before it goes to its place. */
export function workFileOf({ dir }: BackupConfig, name: string): string {
  return join(dir, name);
}
