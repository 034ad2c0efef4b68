import type pg from 'pg';
import type { Clock } from '../../base/clock.ts';
import type { BackupConfig } from '../../platform/config.ts';
import type { Database } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import type { ArchiveSecrets } from '../archive/manifest.ts';
import type { BackupPlaces } from './backup-places.ts';

/** What backups are made, kept and verified with. */
export interface BackupNeeds {
  readonly db: Database;
  /** Of the same database. */
  readonly connection: pg.ClientConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: BackupConfig;
  readonly places: BackupPlaces;
  readonly version: string;
  /** The configuration, without a secret in it. */
  readonly settings: object;
  readonly secrets: ArchiveSecrets;
  /** Where backups are unpacked and verified. */
  readonly scratchFolder: string;
  readonly runtimeDir: string | null;
}
