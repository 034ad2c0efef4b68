import { join } from 'node:path';
import pino from 'pino';
import type { AppOptions } from '../../src/app.ts';
import { type RateLimits, readConfig } from '../../src/platform/config.ts';

/** So wide that no test meets them which is not about them. */
const WIDE: RateLimits = {
  publicPerMinute: 1_000_000,
  authenticatedPerMinute: 1_000_000,
  sessionPerMinute: 1_000_000,
  adminPerMinute: 1_000_000,
  downloadsPerHour: 1_000_000,
};

/** A program that knows nothing of the outside, says nothing and checks everything; only its database is left open. */
export function testAppOptions(dataDir: string): Omit<AppOptions, 'connection'> {
  return {
    config: readConfig(dataDir, { ENV: 'test', MAMCRAWLER_DATA: dataDir, LOG_DIR: '' }),
    environment: 'test',
    role: 'all',
    log: pino({ level: 'silent' }, { write() {} }),
    dataDir,
    webDir: join(dataDir, 'web'),
    version: '0.0.0-test',
    basePath: '/',
    publicUrl: null,
    oidc: null,
    secretKey: 'secret key of the tests '.repeat(2),
    previousSecretKey: null,
    signingKey: 'signing key of the tests '.repeat(2),
    slowQueryMs: Number.POSITIVE_INFINITY,
    integrityCheckDays: 0,
    watchTimes: null,
    programFolders: [],
    isAlone: true,
    proxyUrl: null,
    qbittorrent: null,
    checkReplies: true,
    rateLimits: WIDE,
    redisUrl: null,
    trustedProxies: [],
    corsOrigins: [],
    metricsNetworks: [],
    sentryDsn: null,
    embedded: null,
    runtimeDir: null,
    settings: {},
    backups: {
      schedule: null,
      verifySchedule: null,
      keep: { daily: 7, weekly: 4, monthly: 12 },
      dir: join(dataDir, 'backups'),
      s3: null,
    },
  };
}
