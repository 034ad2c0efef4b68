import { existsSync } from 'node:fs';
import pino from 'pino';
import { systemClock } from './base/clock.ts';
import { createDownloadClients } from './downloads/download-clients.ts';
import { createIndexers } from './indexers/indexers.ts';
import { lookAtDatabase } from './look-at-database.ts';
import { createDiskSpace } from './operations/disk-space.ts';
import type { DoctorNeeds } from './operations/doctor/examine.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { secretsFileOf } from './platform/kept-secrets.ts';
import { createOutbound } from './platform/outbound.ts';
import { createSecretBox, type SecretBox } from './platform/secret-box.ts';
import type { SecretKeys } from './platform/secret-keys.ts';
import { readVersion } from './platform/version.ts';
import { readOwnKeys } from './read-own-keys.ts';
import { ROOT } from './root.ts';

/** What can be seen of an installation without a server. */
export interface Installation extends DoctorNeeds {
  readonly secretBox: SecretBox | null;
  /** Null where they are not here. */
  readonly keys: SecretKeys | null;
}

/** Opens what the doctor and the support bundle look at; all of it is closed with `ending`. Makes nothing. */
export async function lookAtInstallation(
  config: Config,
  ending: AsyncDisposableStack,
): Promise<Installation> {
  const version = await readVersion(ROOT);
  const { connection, checks } = await lookAtDatabase(config, ending);
  const log = pino({ enabled: false });
  const slowQueryMs = Number.POSITIVE_INFINITY;
  const db =
    connection === null
      ? null
      : ending.use(openDatabase({ connection, log, slowQueryMs, maxConnections: 4 }));
  const outbound = ending.use(
    createOutbound({ proxyUrl: config.proxyUrl, userAgent: `MAMcrawler/${version}` }),
  );
  const keys = await readKeys(config);
  const secretBox = keys === null ? null : createSecretBox(keys.secretKey, keys.previousSecretKey);
  return {
    config,
    version,
    clock: systemClock,
    db,
    beside: checks,
    outbound,
    readDiskSpace: createDiskSpace(),
    indexers: secretBox === null ? null : createIndexers({ outbound, secretBox }),
    downloadClients: secretBox === null ? null : createDownloadClients({ outbound, secretBox }),
    secretBox,
    keys,
  };
}

/** Only looked for: a key that is made now opens nothing. */
async function readKeys(config: Config): Promise<SecretKeys | null> {
  if (existsSync(secretsFileOf(config.dataDir))) return readOwnKeys(config);
  const { secretKey, previousSecretKey, jwtSecretKey } = config;
  if (secretKey === null) return null;
  return { secretKey, previousSecretKey, signingKey: jwtSecretKey ?? '' };
}
