import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigFault, readConfig } from './config.ts';

const LONG = 'a secret of more than thirty-two characters';
const PRODUCTION = { ENV: 'production', API_KEY: LONG, SECRET_KEY: LONG, JWT_SECRET_KEY: LONG };

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'config-'));
});

afterEach(() => rm(root, { recursive: true }));

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(root, environment);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
    throw error;
  }
  return '';
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig(root, {})).toEqual({
      environment: 'development',
      port: 8000,
      host: null,
      basePath: '/',
      dataDir: join(root, 'data'),
      runtimeDir: null,
      databaseUrl: null,
      redisUrl: null,
      apiKey: null,
      secretKey: null,
      jwtSecretKey: null,
      logDir: join(root, 'data', 'logs'),
      logLevel: 'info',
      logLevelGiven: false,
      slowQueryMs: 250,
      proxyUrl: null,
      qbittorrent: null,
      warnings: [],
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
    [
      { PORT: '', DATABASE_URL: '' },
      { port: 8000, databaseUrl: null },
    ],
    [{ DATABASE_URL: 'postgres://a:b@db/x' }, { databaseUrl: 'postgres://a:b@db/x' }],
    [{ REDIS_URL: 'redis://cache' }, { redisUrl: 'redis://cache' }],
    [{ PROXY_URL: 'socks5://vpn:1080' }, { proxyUrl: 'socks5://vpn:1080' }],
    [{ QB_URL: 'http://qb' }, { qbittorrent: { url: 'http://qb', username: '', password: '' } }],
    [
      { QB_URL: 'http://qb', QB_USERNAME: 'ada', QB_PASSWORD: 'x' },
      { qbittorrent: { url: 'http://qb', username: 'ada', password: 'x' } },
    ],
  ])('%j', (environment, expected) => {
    expect(readConfig(root, environment)).toMatchObject(expected);
  });

  it('names every fault at once, each by its variable', () => {
    const message = faultsOf({
      ENV: 'staging',
      PORT: 'eight',
      BASE_PATH: 'books',
      DATABASE_URL: 'mysql://x',
      PROXY_URL: 'vpn',
      QB_URL: 'localhost:8080',
      LOG_LEVEL: 'loud',
      API_KEY_FILE: join(root, 'nowhere'),
    });

    const lines = message.split('\n');
    expect(lines[0]).toBe('The configuration is wrong:');
    expect(lines.slice(1).toSorted()).toEqual([
      `  - API_KEY_FILE names ${join(root, 'nowhere')}, which cannot be read`,
      '  - BASE_PATH must be a path such as /books',
      '  - DATABASE_URL must begin with postgresql://',
      expect.stringMatching(/^ {2}- ENV /),
      expect.stringMatching(/^ {2}- LOG_LEVEL /),
      '  - PORT must be a number',
      '  - PROXY_URL must begin with http://, https:// or socks5://',
      '  - QB_URL must begin with http:// or https://',
    ]);
  });

  it.each([{ PORT: '65536' }, { PORT: '-1' }, { PORT: '80.5' }, { SLOW_QUERY_MS: '0' }])(
    '%j is no setting',
    (environment) => expect(faultsOf(environment)).toContain(Object.keys(environment)[0]),
  );
});

describe('secrets', () => {
  it('may lie in files', async () => {
    await writeFile(join(root, 'key'), `${LONG}\n`);

    expect(readConfig(root, { API_KEY_FILE: join(root, 'key') })).toMatchObject({ apiKey: LONG });
  });

  it('that are short are warned of, that are examples count as not set', () => {
    const { apiKey, secretKey, warnings } = readConfig(root, {
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
    ['MAM_USERNAME', 'set MAM_ID instead'],
    ['MAM_PASSWORD', 'it is never sent'],
    ['ITUNES_API_KEY', 'iTunes needs no key'],
    ['VPNJS_API_TOKEN', 'route the download client or PROXY_URL through the VPN'],
  ])('%s, which is of no use, is answered in words', (name, words) => {
    expect(readConfig(root, { [name]: 'x' }).warnings).toEqual([expect.stringContaining(words)]);
  });
});

describe('production', () => {
  it('starts with its three secrets, of any characters', () => {
    expect(readConfig(root, PRODUCTION)).toMatchObject({ environment: 'production', apiKey: LONG });
  });

  it.each([
    [{ API_KEY: '' }, 'API_KEY must be given when ENV=production'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY must have at least 32 characters'],
    [{ JWT_SECRET_KEY: `change-me-${LONG}` }, 'JWT_SECRET_KEY still holds its example value'],
    [{ DATABASE_URL: 'postgresql://ada@db/x' }, 'DATABASE_URL has no password'],
    [{ DATABASE_URL: 'postgresql://ada:change-me@db/x' }, 'DATABASE_URL still holds its example password'],
  ])('with %j does not start', (environment, fault) => {
    expect(faultsOf({ ...PRODUCTION, ...environment })).toBe(`The configuration is wrong:\n  - ${fault}`);
  });

  it('names all that is missing', () => {
    expect(faultsOf({ ENV: 'production' }).match(/must be given/g)).toHaveLength(3);
  });
});

describe('the files beside the program', () => {
  it('fill what the environment is silent about, the more special ones first', async () => {
    await writeFile(join(root, '.env'), 'PORT=1\nHOST=a\nBASE_PATH=/a\nLOG_LEVEL=warn\n');
    await writeFile(join(root, '.env.production'), 'HOST=b\nBASE_PATH=/b\n');
    await writeFile(join(root, '.env.local'), 'BASE_PATH=/c\n');

    expect(readConfig(root, { LOG_LEVEL: 'error' })).toMatchObject({
      port: 1,
      host: 'a',
      basePath: '/c/',
      logLevel: 'error',
    });
    expect(readConfig(root, PRODUCTION)).toMatchObject({ port: 1, host: 'b', basePath: '/c/' });
  });

  it('may themselves say that this is production', async () => {
    await writeFile(join(root, '.env'), 'ENV=production\n');
    await writeFile(join(root, '.env.production'), `API_KEY=${LONG}\nSECRET_KEY=${LONG}\n`);

    expect(faultsOf({})).toBe(
      'The configuration is wrong:\n  - JWT_SECRET_KEY must be given when ENV=production',
    );
  });
});
