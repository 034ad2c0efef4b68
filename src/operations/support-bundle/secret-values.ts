import { SEALED_CLIENT_COLUMNS } from '../../downloads/download-client-store.ts';
import { SEALED_INDEXER_COLUMNS } from '../../indexers/indexer-store.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { SecretKeys } from '../../platform/secret-keys.ts';

const MAX_VALUES = 1_000;

/** Every secret that the configuration holds, addresses with the passwords in them too. */
export function secretsOfConfig(config: Config, keys: SecretKeys | null): readonly string[] {
  const { databaseUrl, redisUrl, proxyUrl, sentryDsn, backups } = config;
  const addresses = [databaseUrl, redisUrl, proxyUrl, sentryDsn].filter((url) => url !== null);
  return [
    ...addresses,
    ...addresses.flatMap(passwordsIn),
    config.apiKey,
    config.previousApiKey,
    config.secretKey,
    config.previousSecretKey,
    config.jwtSecretKey,
    config.oidc?.clientSecret,
    config.qbittorrent?.password,
    backups.s3?.accessKeyId,
    backups.s3?.secretAccessKey,
    keys?.secretKey,
    keys?.previousSecretKey,
    keys?.signingKey,
  ].filter((value) => typeof value === 'string');
}

/** What is stored sealed: keys of indexers, passwords of download clients, proxies. What no key opens nobody can read. */
export async function storedSecrets(db: Database, secretBox: SecretBox): Promise<readonly string[]> {
  const values: string[] = [];
  for (const column of [...SEALED_INDEXER_COLUMNS, ...SEALED_CLIENT_COLUMNS]) {
    for (const { sealed } of await column.read(db, 0, MAX_VALUES)) {
      if (secretBox.keyOf(sealed) === null) continue;
      const value = secretBox.open(sealed);
      values.push(value, ...passwordsIn(value));
    }
  }
  return values.filter((value) => value !== '');
}

/** `scheme://name:password@host`: what is secret of it alone, as it is written and as it is meant. */
function passwordsIn(address: string): readonly string[] {
  const userInfo = /^[a-z][a-z\d+.-]*:\/\/([^@/]*)@/iu.exec(address)?.[1];
  const written = userInfo?.includes(':') === true ? userInfo.slice(userInfo.indexOf(':') + 1) : userInfo;
  if (written === undefined || written === '') return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
