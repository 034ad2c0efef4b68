import type pg from 'pg';
import pino from 'pino';
import { systemClock } from './base/clock.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import type { BackupNeeds } from './operations/backups/backup-needs.ts';
import { backupNeedsOf } from './operations/backups/backup-needs-of.ts';
import { type BackupPlaces, backupPlaces } from './operations/backups/backup-places.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { createOutbound, type Outbound } from './platform/outbound.ts';
import { readVersion } from './platform/version.ts';
import { readOwnKeys } from './read-own-keys.ts';
import { ROOT } from './root.ts';

/** The places of the configuration, without a server. */
export function withOwnPlaces<T>(config: Config, work: (places: BackupPlaces) => Promise<T>): Promise<T> {
  return withOutbound(config, (outbound) => work(backupPlaces(outbound, config.backups)));
}

/** What backups need on a database of this machine, without a server. */
export function withBackupNeeds<T>(
  config: Config,
  { connection, db }: { readonly connection: pg.ClientConfig; readonly db: Database },
  work: (needs: BackupNeeds) => Promise<T>,
): Promise<T> {
  return withOutbound(config, async (outbound, version) =>
    work(
      backupNeedsOf(config, {
        db,
        connection,
        clock: systemClock,
        log: pino({ enabled: false }),
        outbound,
        version,
        settings: settingsOf(config),
        keys: await readOwnKeys(config),
      }),
    ),
  );
}

async function withOutbound<T>(
  { proxyUrl }: Config,
  work: (outbound: Outbound, version: string) => Promise<T>,
): Promise<T> {
  const version = await readVersion(ROOT);
  await using outbound = createOutbound({ proxyUrl, userAgent: `MAMcrawler/${version}` });
  return await work(outbound, version);
}
