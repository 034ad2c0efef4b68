import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Conflict } from './base/errors.ts';
import { formatBytes, plural } from './base/quantities.ts';
import { withOwnConnection } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { secretsFileOf } from './platform/kept-secrets.ts';
import type { Told } from './told.ts';
import type { CommandControl } from './under-way.ts';
import { writeOwnArchive } from './write-own-archive.ts';

/** Writes an archive of the configured database. Throws Conflict where the file is there already. */
export async function exportDatabase(
  config: Config,
  { withSecrets = false }: { readonly withSecrets?: boolean },
  { signal, show }: CommandControl,
  file: string,
): Promise<Told> {
  const path = resolve(file);
  if (existsSync(path)) throw new Conflict(`${path} is there already. Choose another name.`);
  const written = await withOwnConnection(config, (connection) =>
    writeOwnArchive(config, connection, path, { withSecrets, signal, onProgress: show('Exporting') }),
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
