import { expect, it } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { checkProduction, type ProductionConfig } from './check-production.ts';

const LONG = 'x'.repeat(40);
const SOUND: ProductionConfig = readConfig('/nowhere', {
  ENV: 'production',
  PUBLIC_URL: 'https://books.example.org/',
  DATABASE_URL: 'postgresql://books:4f1d0c9a77e2b36d8b5e@db/books',
  API_KEY: LONG,
  SECRET_KEY: LONG,
  JWT_SECRET_KEY: LONG,
  TRUSTED_PROXIES: '10.0.0.2',
  BACKUP_S3_ENDPOINT: 'https://s3',
  BACKUP_S3_BUCKET: 'b',
  BACKUP_S3_ACCESS_KEY_ID: 'a',
  BACKUP_S3_SECRET_ACCESS_KEY: 's',
  METRICS_NETWORKS: '10.0.0.0/8',
  SENTRY_DSN: 'https://key@sentry/1',
  LOG_DIR: '/logs',
  LOG_LEVEL: 'info',
});
const STANDBY = { replicas: 1, lagBytes: 0, lagSeconds: 0 };

const faultsOf = (
  changes: Partial<ProductionConfig>,
  replication: Parameters<typeof checkProduction>[1] = STANDBY,
) =>
  checkProduction({ ...SOUND, ...changes }, replication)
    .filter(({ status }) => status === 'error' || status === 'warning')
    .map(({ name, status }) => `${status} ${name.replace('production_', '')}`);

it('finds nothing against a sound installation', () => {
  expect(faultsOf({})).toEqual([]);
});

it.each<[Partial<ProductionConfig>, string]>([
  [{ environment: 'development' }, 'error mode'],
  [{ publicUrl: 'http://books.example.org/' }, 'error https'],
  [{ publicUrl: null }, 'warning https'],
  [{ apiKey: 'short' }, 'error secrets'],
  [{ jwtSecretKey: null }, 'error secrets'],
  [{ databaseUrl: 'postgresql://books@db/books' }, 'error database_password'],
  [{ databaseUrl: 'postgresql://books:postgres@db/books' }, 'error database_password'],
  [{ databaseUrl: 'postgresql://books:aaaaaaaaaaaaaaaaaaaa1@db/books' }, 'error database_password'],
  [{ corsOrigins: ['http://other.example.org'] }, 'error cors'],
  [{ rateLimits: { ...SOUND.rateLimits, publicPerMinute: 1e6 } }, 'warning limits'],
  [{ trustedProxies: ['0.0.0.0/0'] }, 'error proxies'],
  [{ trustedProxies: [] }, 'warning proxies'],
  [{ backups: { ...SOUND.backups, schedule: null } }, 'error backups'],
  [{ backups: { ...SOUND.backups, verifySchedule: null } }, 'error backups'],
  [{ backups: { ...SOUND.backups, s3: null } }, 'warning backups'],
  [{ slowQueryMs: 60_000 }, 'warning slow_statements'],
  [{ metricsNetworks: [] }, 'warning metrics'],
  [{ sentryDsn: null }, 'warning error_tracking'],
  [{ logLevel: 'error' }, 'warning logs'],
  [{ logLevel: 'trace' }, 'warning logs'],
])('tells of %j', (changes, found) => {
  expect(faultsOf(changes)).toEqual([found]);
});

it('wants to see a standby, unless the database is the embedded one', () => {
  expect(faultsOf({}, null)).toEqual(['warning replication']);
  expect(faultsOf({}, { replicas: 0, lagBytes: null, lagSeconds: null })).toEqual(['warning replication']);
  expect(faultsOf({ databaseUrl: null }, null)).toEqual([]);
});

it('reads the password where several servers are named', () => {
  const several = 'postgresql://books:4f1d0c9a77e2b36d8b5e@db1:5432,db2:5432/books';

  expect(faultsOf({ databaseUrl: several })).toEqual([]);
  expect(faultsOf({ databaseUrl: several.replace(/:[^:@]*@/, ':postgres@') })).toEqual([
    'error database_password',
  ]);
});

it('reads a password that is written with % as the database does', () => {
  // Ten characters, of thirty bytes in the address.
  const short = 'postgresql://books:%41%62%33%2F%40%3A%64%65%66%67@db/books';

  expect(faultsOf({ databaseUrl: short })).toEqual(['error database_password']);
});

const detailOf = (
  name: string,
  changes: Partial<ProductionConfig>,
  replication: Parameters<typeof checkProduction>[1] = STANDBY,
) => checkProduction({ ...SOUND, ...changes }, replication).find((check) => check.name === name)?.detail;

it('counts the standbys', () => {
  expect(detailOf('production_replication', {})).toBe('1 standby follows the database, 0 bytes behind.');
  expect(detailOf('production_replication', {}, { ...STANDBY, replicas: 2, lagBytes: 7 })).toBe(
    '2 standbys follow the database, 7 bytes behind.',
  );
});

it('says from which level on the log goes where', () => {
  expect(detailOf('production_logs', {})).toBe('The log goes to standard output and to /logs, from info on.');
  expect(detailOf('production_logs', { logLevelGiven: false, logDir: null })).toBe(
    'The log goes to standard output, from info on; a terminal shows it from warn on, as LOG_LEVEL is not given.',
  );
});

it('says no secret', () => {
  const said = JSON.stringify(
    checkProduction({ ...SOUND, databaseUrl: 'postgresql://b:hunter22@db/b' }, null),
  );

  expect(said).not.toContain('hunter22');
  expect(said).not.toContain(LONG);
});
