import { plural } from '../../base/quantities.ts';
import { userInfoOf } from '../../base/user-info.ts';
import { MIN_SECRET_LENGTH } from '../../platform/config/secrets.ts';
import type { Config } from '../../platform/config.ts';
import { readDatabaseAddress } from '../../platform/database-address.ts';
import type { Replication } from '../replication-store.ts';
import { type Check, fault, ok, skipped, warning } from './check.ts';

/** What of the configuration is asked about before production. */
export type ProductionConfig = Pick<
  Config,
  | 'environment'
  | 'publicUrl'
  | 'databaseUrl'
  | 'apiKey'
  | 'secretKey'
  | 'jwtSecretKey'
  | 'corsOrigins'
  | 'rateLimits'
  | 'trustedProxies'
  | 'backups'
  | 'slowQueryMs'
  | 'metricsNetworks'
  | 'sentryDsn'
  | 'logDir'
  | 'logLevel'
  | 'logLevelGiven'
>;

const MIN_PASSWORD_LENGTH = 16;
/** Above these a limit limits nothing. */
const WIDE_PUBLIC = 600;
const WIDE_CALLER = 100_000;
const SLOW_MS = 1_000;

/** What can be checked of the list before production; the rest lies outside the program (DEPLOYMENT.md). */
export function checkProduction(config: ProductionConfig, replication: Replication | null): readonly Check[] {
  return [
    config.environment === 'production'
      ? ok('production_mode', 'ENV is production.')
      : fault('production_mode', `ENV is ${config.environment}.`, 'Set ENV=production.'),
    https(config),
    secrets(config),
    databasePassword(config),
    cors(config),
    limits(config),
    proxies(config),
    schedule(config),
    replicas(config, replication),
    config.slowQueryMs <= SLOW_MS
      ? ok(
          'production_slow_statements',
          `Statements slower than ${config.slowQueryMs} ms are logged and counted.`,
        )
      : warning(
          'production_slow_statements',
          `Only statements slower than ${config.slowQueryMs} ms are logged.`,
          'Set SLOW_QUERY_MS to 1000 or less.',
        ),
    config.metricsNetworks.length > 0
      ? ok('production_metrics', `/metrics is open to ${config.metricsNetworks.join(', ')}.`)
      : warning(
          'production_metrics',
          '/metrics needs a key.',
          'Give Prometheus one, or set METRICS_NETWORKS to where it runs.',
        ),
    config.sentryDsn !== null
      ? ok('production_error_tracking', 'Unexpected errors are sent to SENTRY_DSN.')
      : warning(
          'production_error_tracking',
          'Unexpected errors are kept on the page Errors alone.',
          'Set SENTRY_DSN, or let somebody look there.',
        ),
    logs(config),
  ];
}

function https({ publicUrl }: ProductionConfig): Check {
  const whatToDo =
    'Put a proxy with TLS before the program (DEPLOYMENT.md), and set PUBLIC_URL to its https:// address.';
  if (publicUrl === null) return warning('production_https', 'PUBLIC_URL is not set.', whatToDo);
  if (publicUrl.startsWith('https:')) return ok('production_https', `People come by ${publicUrl}.`);
  return fault('production_https', `People come by ${publicUrl}, without TLS.`, whatToDo);
}

function secrets(config: ProductionConfig): Check {
  const given = { API_KEY: config.apiKey, SECRET_KEY: config.secretKey, JWT_SECRET_KEY: config.jwtSecretKey };
  const weak = Object.entries(given).filter(([, value]) => (value?.length ?? 0) < MIN_SECRET_LENGTH);
  if (weak.length === 0)
    return ok('production_secrets', 'The secrets of the program are given, and long enough.');
  return fault(
    'production_secrets',
    `${weak.map(([name]) => name).join(', ')}: not given, or shorter than ${MIN_SECRET_LENGTH} characters.`,
    'Set each to the output of `openssl rand -base64 48`.',
  );
}

function databasePassword({ databaseUrl }: ProductionConfig): Check {
  const name = 'production_database_password';
  if (databaseUrl === null)
    return ok(name, 'The embedded database has no password: its socket is open to its own user alone.');
  // Several servers have it in common.
  const [server] = readDatabaseAddress(databaseUrl)?.servers ?? [];
  const password = server === undefined ? '' : userInfoOf(new URL(server.url)).password;
  const kinds = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^a-zA-Z\d]/u].filter((kind) => kind.test(password)).length;
  if (password.length >= MIN_PASSWORD_LENGTH && new Set(password).size >= 8 && kinds >= 2)
    return ok(name, 'The password of the database is long enough.');
  return fault(
    name,
    password === ''
      ? 'DATABASE_URL has no password.'
      : 'The password of the database can be guessed: it is short, or of few characters.',
    'Take the output of `openssl rand -hex 24`, change it in the database and in DATABASE_URL.',
  );
}

function cors({ corsOrigins }: ProductionConfig): Check {
  const plain = corsOrigins.filter((origin) => !origin.startsWith('https:'));
  if (plain.length > 0)
    return fault(
      'production_cors',
      `CORS_ORIGINS lists ${plain.join(', ')}, without TLS.`,
      'List https:// origins alone.',
    );
  return ok(
    'production_cors',
    corsOrigins.length === 0
      ? 'No other site may call the API with a session.'
      : `Also pages of ${corsOrigins.join(', ')} may call the API.`,
  );
}

function limits({ rateLimits: rates }: ProductionConfig): Check {
  const wide = [
    ...(rates.publicPerMinute > WIDE_PUBLIC ? [`RATE_LIMIT_PUBLIC=${rates.publicPerMinute}`] : []),
    ...(rates.authenticatedPerMinute > WIDE_CALLER
      ? [`RATE_LIMIT_AUTHENTICATED=${rates.authenticatedPerMinute}`]
      : []),
    ...(rates.sessionPerMinute > WIDE_CALLER ? [`RATE_LIMIT_SESSION=${rates.sessionPerMinute}`] : []),
    ...(rates.adminPerMinute > WIDE_CALLER ? [`RATE_LIMIT_ADMIN=${rates.adminPerMinute}`] : []),
  ];
  if (wide.length === 0)
    return ok(
      'production_limits',
      `Limits are active: strangers have ${rates.publicPerMinute} requests a minute.`,
    );
  return warning(
    'production_limits',
    `These limits limit nothing: ${wide.join(', ')}.`,
    'Set them as .env.example has them.',
  );
}

function proxies({ trustedProxies, publicUrl }: ProductionConfig): Check {
  const all = trustedProxies.filter((network) => network.endsWith('/0'));
  if (all.length > 0)
    return fault(
      'production_proxies',
      `TRUSTED_PROXIES trusts everybody (${all.join(', ')}).`,
      'Name the addresses of the proxy alone.',
    );
  if (trustedProxies.length === 0 && publicUrl?.startsWith('https:') === true) {
    return warning(
      'production_proxies',
      'TRUSTED_PROXIES is empty, so everybody behind the proxy counts as one address.',
      'Set it to the addresses of the proxy.',
    );
  }
  return ok(
    'production_proxies',
    trustedProxies.length === 0 ? 'No proxy is trusted.' : `Trusted proxies: ${trustedProxies.join(', ')}.`,
  );
}

function schedule({ backups }: ProductionConfig): Check {
  if (backups.schedule === null)
    return fault(
      'production_backups',
      'Backups are not made by themselves.',
      'Set BACKUP_SCHEDULE, such as BACKUP_SCHEDULE="37 3 * * *".',
    );
  if (backups.verifySchedule === null)
    return fault(
      'production_backups',
      'Backups are not verified by themselves.',
      'Set BACKUP_VERIFY_SCHEDULE, such as BACKUP_VERIFY_SCHEDULE="13 5 * * 0".',
    );
  const detail = `Backups are made (${backups.schedule}) and verified (${backups.verifySchedule}) by themselves.`;
  if (backups.s3 !== null) return ok('production_backups', detail);
  return warning(
    'production_backups',
    `${detail} They lie in ${backups.dir}.`,
    'See that this is another disk than the database’s, or set BACKUP_S3_BUCKET.',
  );
}

function replicas({ databaseUrl }: ProductionConfig, replication: Replication | null): Check {
  const name = 'production_replication';
  if (databaseUrl === null)
    return skipped(name, 'The embedded database has no standby; its backups stand in for one.');
  if (replication === null)
    return warning(
      name,
      'Whether there is a standby cannot be seen.',
      'Grant pg_monitor to the user of DATABASE_URL.',
    );
  if (replication.replicas === 0)
    return warning(
      name,
      'No standby follows the database.',
      'Add one (RUNBOOKS.md), or accept that recovery means the last backup.',
    );
  return ok(
    name,
    `${plural(replication.replicas, 'standby follows', 'standbys follow')} the database, ${replication.lagBytes ?? 0} bytes behind.`,
  );
}

function logs({ logDir, logLevel, logLevelGiven }: ProductionConfig): Check {
  const name = 'production_logs';
  if (logLevel === 'silent' || logLevel === 'fatal' || logLevel === 'error')
    return warning(
      name,
      `LOG_LEVEL is ${logLevel}: requests and warnings are not logged.`,
      'Set LOG_LEVEL=info.',
    );
  if (logLevel === 'debug' || logLevel === 'trace')
    return warning(name, `LOG_LEVEL is ${logLevel}: the log grows fast.`, 'Set LOG_LEVEL=info.');
  const inTerminal = logLevelGiven ? '' : '; a terminal shows it from warn on, as LOG_LEVEL is not given';
  return ok(
    name,
    `The log goes to standard output${logDir === null ? '' : ` and to ${logDir}`}, from ${logLevel} on${inTerminal}.`,
  );
}
