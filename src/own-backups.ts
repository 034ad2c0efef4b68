import { join } from 'node:path';
import type pg from 'pg';
import pino from 'pino';
import { systemClock } from './base/clock.ts';
import { archiveSecretsOf } from './operations/archive/archive-secrets-of.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import type { BackupNeeds } from './operations/backups/backup-needs.ts';
import { type BackupPlaces, backupPlaces } from './operations/backups/backup-places.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { createOutbound } from './platform/outbound.ts';
import { secretKeysOf } from './platform/secret-keys.ts';
import { readVersion } from './platform/version.ts';
import { ROOT } from './root.ts';

/** The places of the configuration, without a server. */
export async function withOwnPlaces<T>(
  config: Config,
  work: (places: BackupPlaces) => Promise<T>,
): Promise<T> {
  const userAgent = `MAMcrawler/${await readVersion(ROOT)}`;
  await using outbound = createOutbound({ proxyUrl: config.proxyUrl, userAgent });
  return await work(backupPlaces(outbound, config.backups));
}

/** What backups need on a database of this machine, without a server. */
export function withBackupNeeds<T>(
  config: Config,
  { connection, db }: { readonly connection: pg.ClientConfig; readonly db: Database },
  work: (needs: BackupNeeds) => Promise<T>,
): Promise<T> {
  return withOwnPlaces(config, async (places) => {
    const keys = secretKeysOf(config, await keepSecrets(secretsFileOf(config.dataDir)));
    return work({
      db,
      connection,
      clock: systemClock,
      log: pino({ enabled: false }),
      config: config.backups,
      places,
      version: await readVersion(ROOT),
      settings: settingsOf(config),
      secrets: archiveSecretsOf(keys),
      ...scratchOf(config),
    });
  });
}

export function scratchOf({
  dataDir,
  runtimeDir,
}: Config): Pick<BackupNeeds, 'scratchFolder' | 'runtimeDir'> {
  return { scratchFolder: join(dataDir, 'scratch'), runtimeDir };
}
