import { join } from 'node:path';
import type { Config } from '../../platform/config.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { SecretKeys } from '../../platform/secret-keys.ts';
import { archiveSecretsOf } from '../archive/archive-secrets-of.ts';
import type { BackupNeeds } from './backup-needs.ts';
import { backupPlaces } from './backup-places.ts';

interface Parts extends Pick<BackupNeeds, 'db' | 'connection' | 'clock' | 'log' | 'version' | 'settings'> {
  readonly outbound: Outbound;
  readonly keys: SecretKeys;
}

/** What backups need, of the configuration and what the program has. */
export function backupNeedsOf(
  config: Pick<Config, 'backups' | 'dataDir' | 'runtimeDir'>,
  { outbound, keys, ...parts }: Parts,
): BackupNeeds {
  return {
    ...parts,
    config: config.backups,
    places: backupPlaces(outbound, config.backups),
    secrets: archiveSecretsOf(keys),
    ...scratchOf(config),
  };
}

export function scratchOf({
  dataDir,
  runtimeDir,
}: Pick<Config, 'dataDir' | 'runtimeDir'>): Pick<BackupNeeds, 'scratchFolder' | 'runtimeDir'> {
  return { scratchFolder: join(dataDir, 'scratch'), runtimeDir };
}
