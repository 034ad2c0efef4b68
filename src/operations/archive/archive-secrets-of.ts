import type { SecretKeys } from '../../platform/secret-keys.ts';
import type { ArchiveSecrets } from './manifest.ts';

/** The keys that hold now, as an archive keeps them. */
export function archiveSecretsOf({ secretKey, previousSecretKey, signingKey }: SecretKeys): ArchiveSecrets {
  return {
    secret_key: secretKey,
    jwt_secret_key: signingKey,
    ...(previousSecretKey === null ? {} : { previous_secret_key: previousSecretKey }),
  };
}
