import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from './base/clock.ts';
import { Conflict } from './base/errors.ts';
import { formatBytes, plural } from './base/quantities.ts';
import { archiveSecretsOf } from './operations/archive/archive-secrets-of.ts';
import { settingsOf } from './operations/archive/settings-of.ts';
import { writeArchive } from './operations/archive/write-archive.ts';
import { withOwnConnection } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { secretKeysOf } from './platform/secret-keys.ts';
import { readVersion } from './platform/version.ts';
import { ROOT } from './root.ts';
import type { Told } from './told.ts';
import type { CommandControl } from './under-way.ts';

/** Writes an archive of the configured database. Throws Conflict where the file is there already. */
export async function exportDatabase(
  config: Config,
  { withSecrets = false }: { readonly withSecrets?: boolean },
  { signal, show }: CommandControl,
  file: string,
): Promise<Told> {
  const path = resolve(file);
  if (existsSync(path)) throw new Conflict(`${path} is there already. Choose another name.`);
  const keys = secretKeysOf(config, await keepSecrets(secretsFileOf(config.dataDir)));
  const version = await readVersion(ROOT);
  const written = await withOwnConnection(config, (connection) =>
    writeArchive({ connection, clock: systemClock }, path, {
      version,
      settings: settingsOf(config),
      secrets: withSecrets ? archiveSecretsOf(keys) : null,
      signal,
      onProgress: show('Exporting'),
    }),
  );
  const { sizeBytes, rows, sha256, manifest } = written;
  return {
    status: 0,
    document: {
      path,
      size_bytes: sizeBytes,
      rows,
      tables: manifest.tables.length,
      sha256,
      has_secrets: withSecrets,
    },
    lines: [
      `Exported ${plural(rows, 'row')} of ${plural(manifest.tables.length, 'table')} to ${path} (${formatBytes(sizeBytes)}).`,
      withSecrets
        ? 'The keys of this installation are in it: whoever has the file can open the stored credentials.'
        : `Stored credentials in it can only be opened with the keys of this installation (${secretsFileOf(config.dataDir)}, or SECRET_KEY), which are not in it.`,
    ],
  };
}
