import type { Config } from './config.ts';
import type { KeptSecrets } from './kept-secrets.ts';

/** The keys that hold now, wherever they come from. */
export interface SecretKeys {
  readonly secretKey: string;
  /** Still opens what was sealed with it. */
  readonly previousSecretKey: string | null;
  readonly signingKey: string;
}

/** The environment's keys before those of the data folder, whose secret key goes on opening what it sealed. */
export function secretKeysOf(
  given: Pick<Config, 'secretKey' | 'previousSecretKey' | 'jwtSecretKey'>,
  kept: KeptSecrets,
): SecretKeys {
  const signingKey = given.jwtSecretKey ?? kept.jwt_secret_key;
  if (given.secretKey === null) {
    return {
      secretKey: kept.secret_key,
      previousSecretKey: kept.previous_secret_key ?? null,
      signingKey,
    };
  }
  return {
    secretKey: given.secretKey,
    previousSecretKey: given.previousSecretKey ?? kept.secret_key,
    signingKey,
  };
}
