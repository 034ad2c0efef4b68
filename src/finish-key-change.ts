import { resealCredentials } from './operations/reseal-credentials.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { dropPreviousSecretKey, type KeptSecrets } from './platform/kept-secrets.ts';
import type { Log } from './platform/log.ts';
import type { SecretBox } from './platform/secret-box.ts';
import { noteResealed } from './rotate-secret-key.ts';

interface Needs {
  readonly db: Database;
  readonly secretBox: SecretBox;
  readonly log: Log;
  readonly config: Pick<Config, 'secretKey' | 'previousSecretKey' | 'databaseUrl'>;
  readonly kept: KeptSecrets;
  readonly secretsFile: string;
}

/**
 * Carries to its end a change of the secret key that was broken off, or that the environment has begun. Several
 * processes on one database may know different keys still: there `secret rotate secret-key` is for a person to run.
 */
export async function finishKeyChange(needs: Needs): Promise<void> {
  const { db, secretBox, log, config, kept, secretsFile } = needs;
  const isKept = config.secretKey === null;
  const wasBegun = isKept
    ? kept.previous_secret_key !== undefined
    : config.previousSecretKey !== null && config.databaseUrl === null;
  if (!wasBegun) return;
  try {
    const found = await resealCredentials(db, secretBox);
    const { previous, unreadable } = found;
    // The environment may go on naming a key with which nothing is sealed any more.
    if (isKept || previous > 0) await noteResealed(db, found);
    if (isKept) await dropPreviousSecretKey(secretsFile);
    const next = isKept ? '' : ' Remove SECRET_KEY_PREVIOUS from the environment.';
    log.info({ resealed: previous }, `Stored credentials are sealed with the new secret key.${next}`);
    for (const what of unreadable) log.warn(`Cannot be read with any known key, enter it again: ${what}`);
  } catch (error) {
    log.warn(
      { err: error },
      'Stored credentials could not be sealed with the new key; the next start tries again.',
    );
  }
}
