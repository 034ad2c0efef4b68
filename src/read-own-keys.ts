import type { Config } from './platform/config.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { type SecretKeys, secretKeysOf } from './platform/secret-keys.ts';

/** The keys of this installation; those that nobody gave are made where they are missing. */
export async function readOwnKeys(config: Config): Promise<SecretKeys> {
  return secretKeysOf(config, await keepSecrets(secretsFileOf(config.dataDir)));
}
