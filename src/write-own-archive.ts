import type pg from 'pg';
import { systemClock } from './base/clock.ts';
import { archiveSecretsOf } from './operations/archive/archive-secrets-of.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import {
  type WriteArchiveOptions,
  type WrittenArchive,
  writeArchive,
} from './operations/archive/write-archive.ts';
import type { Config } from './platform/config.ts';
import { readVersion } from './platform/version.ts';
import { readOwnKeys } from './read-own-keys.ts';
import { ROOT } from './root.ts';

/** Writes an archive of a database with the settings of this installation, and with its keys where they are asked for. */
export async function writeOwnArchive(
  config: Config,
  connection: pg.ClientConfig,
  path: string,
  {
    withSecrets,
    ...options
  }: Pick<WriteArchiveOptions, 'signal' | 'onProgress'> & { readonly withSecrets: boolean },
): Promise<WrittenArchive> {
  // Also where they are not written: an installation whose keys cannot be read is told so before anything is replaced.
  const keys = await readOwnKeys(config);
  return writeArchive({ connection, clock: systemClock }, path, {
    ...options,
    version: await readVersion(ROOT),
    settings: settingsOf(config),
    secrets: withSecrets ? archiveSecretsOf(keys) : null,
  });
}
