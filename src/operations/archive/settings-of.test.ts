import { expect, it } from 'vitest';
import { makeConfigFolder } from '../../../test/support/config-folder.ts';
import { readConfig } from '../../platform/config.ts';
import { settingsOf } from './settings-of.ts';

const PLANTED = 'planted-secret-of-thirty-two-characters';

it('tells the settings, and no secret', async () => {
  await using folder = await makeConfigFolder();
  const config = readConfig(folder.path, {
    PORT: '8123',
    DATABASE_URL: `postgresql://ada:${PLANTED}@db.example/books`,
    REDIS_URL: `redis://:${PLANTED}@redis.example`,
    API_KEY: PLANTED,
    API_KEY_PREVIOUS: `${PLANTED}-previous`,
    SECRET_KEY: PLANTED,
    SECRET_KEY_PREVIOUS: `${PLANTED}-previous`,
    JWT_SECRET_KEY: PLANTED,
    PROXY_URL: `socks5://ada:${PLANTED}@proxy.example`,
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'mamcrawler',
    OIDC_CLIENT_SECRET: PLANTED,
    SENTRY_DSN: `https://${PLANTED}@sentry.example/1`,
    QB_URL: 'http://qb.example',
    QB_USERNAME: 'ada',
    QB_PASSWORD: PLANTED,
    BACKUP_S3_ENDPOINT: 'https://s3.example',
    BACKUP_S3_BUCKET: 'books',
    BACKUP_S3_ACCESS_KEY_ID: PLANTED,
    BACKUP_S3_SECRET_ACCESS_KEY: PLANTED,
  });

  const told = settingsOf(config);

  expect(JSON.stringify(config)).toContain(PLANTED);
  expect(JSON.stringify(told)).not.toContain(PLANTED);
  expect(told).toMatchObject({
    port: 8123,
    databaseUrl: 'postgresql://[hidden]@db.example/books',
    oidc: { issuer: 'https://login.example' },
    backups: { s3: { bucket: 'books' } },
  });
});
