import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ConfigFolder,
  LONG_SECRET,
  makeConfigFolder,
  PRODUCTION,
} from '../../test/support/config-folder.ts';
import { EXAMPLE, SECRETS } from './config/secrets.ts';
import { readConfig } from './config.ts';

let folder: ConfigFolder;

beforeEach(async () => {
  folder = await makeConfigFolder();
});

afterEach(() => folder[Symbol.asyncDispose]());

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig(folder.path, {})).toEqual({
      environment: 'development',
      role: 'all',
      drainSeconds: 0,
      port: 8000,
      host: null,
      basePath: '/',
      publicUrl: null,
      trustedProxies: [],
      corsOrigins: [],
      metricsNetworks: [],
      dataDir: join(folder.path, 'data'),
      runtimeDir: null,
      databaseUrl: null,
      redisUrl: null,
      apiKey: null,
      previousApiKey: null,
      secretKey: null,
      previousSecretKey: null,
      jwtSecretKey: null,
      rateLimits: {
        publicPerMinute: 10,
        authenticatedPerMinute: 60,
        sessionPerMinute: 600,
        adminPerMinute: 1000,
        downloadsPerHour: 20,
      },
      oidc: null,
      sentryDsn: null,
      logDir: join(folder.path, 'data', 'logs'),
      logLevel: 'info',
      logLevelGiven: false,
      slowQueryMs: 250,
      integrityCheckDays: 30,
      programFolders: [],
      proxyUrl: null,
      qbittorrent: null,
      backups: {
        schedule: '37 3 * * *',
        verifySchedule: '13 5 * * 0',
        keep: { daily: 7, weekly: 4, monthly: 12 },
        dir: join(folder.path, 'data', 'backups'),
        s3: null,
      },
      warnings: [],
      variables: expect.any(Array),
    });
  });

  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: '127.0.0.1' }, { host: '127.0.0.1' }],
    [{ BASE_PATH: '/books' }, { basePath: '/books/' }],
    [{ BASE_PATH: '/a/b/' }, { basePath: '/a/b/' }],
    [{ MAMCRAWLER_DATA: '/srv/data' }, { dataDir: '/srv/data', logDir: '/srv/data/logs' }],
    [{ LOG_DIR: '' }, { logDir: null }],
    [{ LOG_DIR: '/var/log/mam' }, { logDir: '/var/log/mam' }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug', logLevelGiven: true }],
    [{ SLOW_QUERY_MS: '1000' }, { slowQueryMs: 1000 }],
    [{ INTEGRITY_CHECK_DAYS: '0' }, { integrityCheckDays: 0 }],
    [{ PATH: '/usr/local/bin::/usr/bin' }, { programFolders: ['/usr/local/bin', '/usr/bin'] }],
    [
      { PORT: '', DATABASE_URL: '' },
      { port: 8000, databaseUrl: null },
    ],
    [{ DATABASE_URL: 'postgres://a:b@db/x' }, { databaseUrl: 'postgres://a:b@db/x' }],
    [{ REDIS_URL: 'redis://cache' }, { redisUrl: 'redis://cache' }],
    [{ PUBLIC_URL: 'https://books.example.org' }, { publicUrl: 'https://books.example.org/' }],
    [
      { PUBLIC_URL: 'https://example.org/books', BASE_PATH: '/books' },
      { publicUrl: 'https://example.org/books/', warnings: [] },
    ],
    [
      { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8 ' },
      { trustedProxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'] },
    ],
    [
      { CORS_ORIGINS: 'https://a.example,http://b:8080' },
      { corsOrigins: ['https://a.example', 'http://b:8080'] },
    ],
    [{ METRICS_NETWORKS: '::1' }, { metricsNetworks: ['::1'] }],
    [
      { API_KEY: LONG_SECRET, API_KEY_PREVIOUS: 'old' },
      { apiKey: LONG_SECRET, previousApiKey: 'old' },
    ],
    [
      { SECRET_KEY: LONG_SECRET, SECRET_KEY_PREVIOUS: 'old' },
      { secretKey: LONG_SECRET, previousSecretKey: 'old' },
    ],
    [
      {
        RATE_LIMIT_PUBLIC: '1',
        RATE_LIMIT_AUTHENTICATED: '2',
        RATE_LIMIT_SESSION: '3',
        RATE_LIMIT_ADMIN: '4',
        RATE_LIMIT_DOWNLOADS: '5',
      },
      {
        rateLimits: {
          publicPerMinute: 1,
          authenticatedPerMinute: 2,
          sessionPerMinute: 3,
          adminPerMinute: 4,
          downloadsPerHour: 5,
        },
      },
    ],
    [{ SENTRY_DSN: 'https://key@sentry.example/1' }, { sentryDsn: 'https://key@sentry.example/1' }],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'mam' },
      {
        oidc: {
          issuer: 'https://id.example',
          clientId: 'mam',
          clientSecret: null,
          name: 'OpenID Connect',
          scopes: 'openid profile email',
          groupsClaim: 'groups',
          groups: { administrator: [], member: [], viewer: [] },
          defaultRole: null,
          linkByEmail: false,
        },
      },
    ],
    [
      {
        OIDC_ISSUER: 'https://id.example',
        OIDC_CLIENT_ID: 'mam',
        OIDC_CLIENT_SECRET: 'x',
        OIDC_NAME: 'Home',
        OIDC_SCOPES: 'openid',
        OIDC_GROUPS_CLAIM: 'roles',
        OIDC_ADMIN_GROUPS: 'admins',
        OIDC_MEMBER_GROUPS: 'family, friends',
        OIDC_VIEWER_GROUPS: 'guests',
        OIDC_DEFAULT_ROLE: 'viewer',
        OIDC_LINK_BY_EMAIL: 'true',
      },
      {
        oidc: {
          clientSecret: 'x',
          name: 'Home',
          scopes: 'openid',
          groupsClaim: 'roles',
          groups: { administrator: ['admins'], member: ['family', 'friends'], viewer: ['guests'] },
          defaultRole: 'viewer',
          linkByEmail: true,
        },
      },
    ],
    [{ PROXY_URL: 'socks5://vpn:1080' }, { proxyUrl: 'socks5://vpn:1080' }],
    [{ QB_URL: 'http://qb' }, { qbittorrent: { url: 'http://qb', username: '', password: '' } }],
    [
      { QB_URL: 'http://qb', QB_USERNAME: 'ada', QB_PASSWORD: 'x' },
      { qbittorrent: { url: 'http://qb', username: 'ada', password: 'x' } },
    ],
  ])('%j', (environment, expected) => {
    expect(readConfig(folder.path, environment)).toMatchObject(expected);
  });

  it('names every fault at once, each by its variable', () => {
    const message = folder.faultsOf({
      ENV: 'staging',
      PORT: 'eight',
      BASE_PATH: 'books',
      DATABASE_URL: 'mysql://x',
      PROXY_URL: 'vpn',
      QB_URL: 'localhost:8080',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'books.example.org',
      TRUSTED_PROXIES: '10.0.0.0/40',
      CORS_ORIGINS: 'https://a.example/page',
      METRICS_NETWORKS: 'home',
      REDIS_URL: 'localhost',
      RATE_LIMIT_ADMIN: 'many',
      OIDC_ISSUER: 'https://id.example',
      OIDC_DEFAULT_ROLE: 'guest',
      OIDC_LINK_BY_EMAIL: 'yes',
      SENTRY_DSN: 'key',
      API_KEY_FILE: join(folder.path, 'nowhere'),
      MAMCRAWLER_ROLE: 'boss',
      BACKUP_SCHEDULE: 'daily',
    });

    const lines = message.split('\n');
    expect(lines[0]).toBe('The configuration is wrong:');
    expect(lines.slice(1).toSorted()).toEqual([
      `  - API_KEY_FILE names ${join(folder.path, 'nowhere')}, which cannot be read`,
      '  - BACKUP_SCHEDULE must be a cron expression such as 37 3 * * * (in UTC), or off',
      '  - BASE_PATH must be a path such as /books',
      '  - CORS_ORIGINS must list origins such as https://books.example.org, without a path',
      '  - DATABASE_URL must begin with postgresql://',
      expect.stringMatching(/^ {2}- ENV /),
      expect.stringMatching(/^ {2}- LOG_LEVEL /),
      '  - MAMCRAWLER_ROLE must be all, web or worker',
      '  - METRICS_NETWORKS must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8',
      '  - OIDC_CLIENT_ID must be given with OIDC_ISSUER',
      '  - OIDC_DEFAULT_ROLE must be administrator, member or viewer',
      '  - OIDC_LINK_BY_EMAIL must be true or false',
      '  - PORT must be a number',
      '  - PROXY_URL must begin with http://, https:// or socks5://',
      '  - PUBLIC_URL must begin with http:// or https://',
      '  - QB_URL must begin with http:// or https://',
      '  - RATE_LIMIT_ADMIN must be a number',
      '  - REDIS_URL must begin with redis://',
      '  - SENTRY_DSN must begin with https://',
      '  - TRUSTED_PROXIES must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8',
    ]);
  });

  it.each([
    { PORT: '65536' },
    { PORT: '-1' },
    { PORT: '80.5' },
    { SLOW_QUERY_MS: '0' },
    { INTEGRITY_CHECK_DAYS: '-1' },
    { RATE_LIMIT_PUBLIC: '0' },
    { RATE_LIMIT_DOWNLOADS: '1.5' },
    { CORS_ORIGINS: '*' },
    { OIDC_NAME: 'x'.repeat(65) },
  ])('%j is no setting', (environment) =>
    expect(folder.faultsOf(environment)).toContain(Object.keys(environment)[0]),
  );
});

it.each([
  [{ TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES trusts every address'],
  [{ PUBLIC_URL: 'https://example.org/books' }, 'PUBLIC_URL must lead to BASE_PATH'],
  [{ OIDC_CLIENT_ID: 'mam' }, 'without OIDC_ISSUER nobody signs in by it'],
  [{ SECRET_KEY_PREVIOUS: LONG_SECRET }, 'SECRET_KEY_PREVIOUS is set, but without SECRET_KEY it is not used'],
  [{ API_KEY: LONG_SECRET, API_KEY_PREVIOUS: LONG_SECRET }, 'API_KEY_PREVIOUS is the same as API_KEY'],
])('%j is warned of: %s', (environment, words) => {
  expect(readConfig(folder.path, environment).warnings).toEqual([expect.stringContaining(words)]);
});

describe('secrets', () => {
  it.each([
    ['DATABASE_URL', 'databaseUrl', 'postgresql://a:b@db/x'],
    ['REDIS_URL', 'redisUrl', 'redis://cache'],
    ['API_KEY', 'apiKey', LONG_SECRET],
    ['API_KEY_PREVIOUS', 'previousApiKey', LONG_SECRET],
    ['SECRET_KEY', 'secretKey', LONG_SECRET],
    ['SECRET_KEY_PREVIOUS', 'previousSecretKey', LONG_SECRET],
    ['JWT_SECRET_KEY', 'jwtSecretKey', LONG_SECRET],
    ['PROXY_URL', 'proxyUrl', 'http://ada:pw@proxy'],
    ['SENTRY_DSN', 'sentryDsn', 'https://key@sentry.example/1'],
  ] as const)('%s may lie in a file', async (name, key, value) => {
    await writeFile(join(folder.path, 'file'), `${value}\n`);

    expect(readConfig(folder.path, { [`${name}_FILE`]: join(folder.path, 'file') })[key]).toBe(value);
  });

  it('of services may lie in files', async () => {
    await writeFile(join(folder.path, 'file'), 'hush\n');
    const file = join(folder.path, 'file');
    const { oidc, qbittorrent } = readConfig(folder.path, {
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'mam',
      OIDC_CLIENT_SECRET_FILE: file,
      QB_URL: 'http://qb',
      QB_PASSWORD_FILE: file,
    });

    expect([oidc?.clientSecret, qbittorrent?.password]).toEqual(['hush', 'hush']);
  });

  it('in an empty file are a fault: who names a file means one', async () => {
    await writeFile(join(folder.path, 'file'), '\n');

    expect(folder.faultsOf({ API_KEY_FILE: join(folder.path, 'file') })).toContain(
      `  - API_KEY_FILE names ${join(folder.path, 'file')}, which is empty`,
    );
  });

  it.each(SECRETS)('%s counts as not set outside production while it holds an example', (name) => {
    const { warnings, ...config } = readConfig(folder.path, { [name]: `https://${EXAMPLE}@x` });

    expect(warnings).toEqual([`${name} still holds its example value and counts as not set.`]);
    expect({ ...config, warnings: [] }).toEqual(readConfig(folder.path, {}));
  });

  it('that are short are warned of, that are examples count as not set', () => {
    const { apiKey, secretKey, warnings } = readConfig(folder.path, {
      API_KEY: 'short',
      SECRET_KEY: 'change-me-to-something-long-and-random',
    });

    expect([apiKey, secretKey]).toEqual(['short', null]);
    expect(warnings).toEqual([
      'SECRET_KEY still holds its example value and counts as not set.',
      'API_KEY has only 5 characters; 32 or more are safe.',
    ]);
  });

  it.each([
    ['MAM_USERNAME', 'takes a session id, MAM_ID, which has no effect in this version yet'],
    ['MAM_PASSWORD', 'is never sent'],
    ['ITUNES_API_KEY', 'iTunes needs no key'],
    ['VPNJS_API_TOKEN', 'route the download client or PROXY_URL through the VPN'],
  ])('%s, which is of no use, is answered in words', (name, words) => {
    expect(readConfig(folder.path, { [name]: 'x' }).warnings).toEqual([expect.stringContaining(words)]);
  });

  it.each(['ABS_URL', 'ABS_TOKEN', 'MAM_ID', 'MAM_ID_FILE', 'HARDCOVER_API_KEY'])(
    '%s, which nothing reads yet, is said to have no effect, and stops no start',
    (name) => {
      const words = `${name} is set, but has no effect in this version.`;
      const given = { [name]: '/nowhere/change-me' };

      expect(readConfig(folder.path, given).warnings).toEqual([words]);
      expect(readConfig(folder.path, { ...PRODUCTION, ...given }).warnings).toEqual([words]);
    },
  );
});

describe('production', () => {
  it('starts with its three secrets, of any characters', () => {
    expect(readConfig(folder.path, PRODUCTION)).toMatchObject({
      environment: 'production',
      apiKey: LONG_SECRET,
    });
  });

  it.each([
    [{ API_KEY: '' }, 'API_KEY must be given when ENV=production'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY must have at least 32 characters'],
    [{ JWT_SECRET_KEY: `change-me-${LONG_SECRET}` }, 'JWT_SECRET_KEY still holds its example value'],
    [{ DATABASE_URL: 'postgresql://ada@db/x' }, 'DATABASE_URL has no password'],
    [{ DATABASE_URL: 'postgresql://ada:change-me@db/x' }, 'DATABASE_URL still holds its example password'],
    [{ REDIS_URL: 'redis://:change-me@cache' }, 'REDIS_URL still holds its example value'],
    [{ SECRET_KEY_PREVIOUS: 'change-me' }, 'SECRET_KEY_PREVIOUS still holds its example value'],
    [{ QB_PASSWORD: 'change-me' }, 'QB_PASSWORD still holds its example value'],
  ])('with %j does not start', (environment, fault) => {
    expect(folder.faultsOf({ ...PRODUCTION, ...environment })).toBe(
      `The configuration is wrong:\n  - ${fault}`,
    );
  });

  it('names all that is missing', () => {
    expect(folder.faultsOf({ ENV: 'production' }).match(/must be given/g)).toHaveLength(3);
  });
});
