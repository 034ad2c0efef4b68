import { basename, resolve } from 'node:path';
import type pg from 'pg';
import { messageOf, Unavailable } from './base/errors.ts';
import { plural } from './base/quantities.ts';
import { type Filled, fillDatabase, mayReplace } from './fill-database.ts';
import type { ArchiveSecrets } from './operations/archive/manifest.ts';
import { readArchive } from './operations/archive/read-archive.ts';
import { countSealed } from './operations/reseal-credentials.ts';
import { withDatabaseAt, withOwnConnection } from './own-database.ts';
import { MIN_SECRET_LENGTH } from './platform/config/secrets.ts';
import type { Config } from './platform/config.ts';
import { adoptSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { readOwnKeys } from './read-own-keys.ts';
import { refuseWhileLive } from './refuse-while-live.ts';
import { settleBackups } from './settle-backups.ts';
import { type Told, unreadableLines } from './told.ts';
import type { CommandControl } from './under-way.ts';

/** Puts an archive in the place of what the configured database holds. */
export async function importDatabase(
  config: Config,
  { yes }: { readonly yes?: boolean },
  control: CommandControl,
  file: string,
): Promise<Told> {
  await using archive = await readArchive(resolve(file));
  return await withOwnConnection(config, async (connection) => {
    // Nobody else is at the embedded one: it could not have been started for this otherwise.
    if (config.databaseUrl !== null) await withDatabaseAt(connection, (db) => refuseWhileLive(db));
    const { created_at: madeAt, program_version: version } = archive.manifest;
    const by = `${basename(archive.path)}, made at ${madeAt} by MAMcrawler ${version}`;
    const refusal = await mayReplace(connection, { yes, what: 'The database', by });
    if (refusal !== null) return refusal;
    const filled = await fillDatabase(config, connection, archive, {
      ...control,
      label: 'Importing',
      // Those that it opens with are replaced.
      withSecrets: archive.secrets !== null,
    });
    const secretLines = await takeSecrets(config, archive.secrets).catch((error: unknown) => {
      throw secretsFault(config, filled, error);
    });
    await settleBackups(config, connection, archive.path);
    const unreadable = await unreadableWith(config, connection);
    return {
      status: 0,
      document: {
        path: archive.path,
        rows: filled.rows,
        made_by: version,
        made_at: madeAt,
        migrated: filled.migrated,
        safety_path: filled.safetyPath,
        unreadable_credentials: unreadable.unreadable,
      },
      lines: [
        `Imported ${plural(filled.rows, 'row')} of ${madeAt}, made by MAMcrawler ${version}.`,
        ...(filled.safetyPath === null ? [] : [`What was there before is in ${filled.safetyPath}.`]),
        ...secretLines,
        ...unreadableLines(unreadable),
        'Start MAMcrawler: it takes up again what was under way.',
      ],
    };
  });
}

/** The keys of the archive become those of this installation, but for what the environment says. */
async function takeSecrets(config: Config, secrets: ArchiveSecrets | null): Promise<readonly string[]> {
  if (secrets === null) return [];
  const { secret_key, previous_secret_key, jwt_secret_key } = secrets;
  const kept = {
    secret_key,
    jwt_secret_key,
    ...(previous_secret_key === undefined ? {} : { previous_secret_key }),
  };
  if (Object.values(kept).some((key) => key.length < MIN_SECRET_LENGTH))
    return [
      'A key in secrets.json of the archive is too short to be kept here: set SECRET_KEY to the one in it.',
    ];
  await adoptSecrets(secretsFileOf(config.dataDir), kept);
  if (config.secretKey === null || config.secretKey === secret_key) return [];
  return [
    'SECRET_KEY of the environment is not the key of the archive. Its credentials are still opened; secret rotate secret-key seals them anew.',
  ];
}

/** The rows are in by then: the same import again puts the same in their place, and the keys beside it. */
function secretsFault({ dataDir }: Config, { safetyPath }: Filled, error: unknown): Unavailable {
  const before = safetyPath === null ? '' : ` What was there before is in ${safetyPath}.`;
  return new Unavailable(
    `The rows of the archive are in the database, but its keys could not be kept in ${secretsFileOf(dataDir)}: ${messageOf(error)}. Do not start MAMcrawler yet, for it could not open the stored credentials: mend that, then do the same again with --yes.${before}`,
    null,
    { cause: error },
  );
}

async function unreadableWith(config: Config, connection: pg.ClientConfig) {
  const keys = await readOwnKeys(config);
  return withDatabaseAt(connection, (db) =>
    countSealed(db, createSecretBox(keys.secretKey, keys.previousSecretKey)),
  );
}
