import { delimiter, join, resolve } from 'node:path';
import type { LogLevel } from '../base/log-levels.ts';
import type { ProcessRole } from '../base/process-roles.ts';
import type { Role } from '../base/roles.ts';
import { backupsOf, missingForS3 } from './config/backups.ts';
import { type DescribedVariable, describeVariables } from './config/describe-variables.ts';
import { doubtfulSettings } from './config/doubtful-settings.ts';
import {
  type Variables as Given,
  withEnvFiles,
  withFiles,
  withoutExamples,
} from './config/environment-files.ts';
import { productionFaults } from './config/production-faults.ts';
import { roleFaults } from './config/role-faults.ts';
import { MIN_SECRET_LENGTH, OWN_SECRETS, WITHOUT_EFFECT } from './config/secrets.ts';
import { type Values, Variables } from './config/variables.ts';

/** What the environment says, checked once at the start. What a person edits in the pages lives in the database. */
export interface Config {
  readonly environment: 'production' | 'development' | 'test';
  readonly role: ProcessRole;
  /** For how long a process that was asked to stop goes on answering, so that a load balancer sees it leave. */
  readonly drainSeconds: number;
  readonly port: number;
  /** Null: all addresses. */
  readonly host: string | null;
  /** Begins and ends with a slash. */
  readonly basePath: string;
  /** Where people find the program, with the base path; ends with a slash. Null: as each request says. */
  readonly publicUrl: string | null;
  /** Addresses and networks whose `X-Forwarded-*` is believed. */
  readonly trustedProxies: readonly string[];
  /** Other origins whose pages may call the API with the session cookie. */
  readonly corsOrigins: readonly string[];
  /** From where `/metrics` may be read without a key. */
  readonly metricsNetworks: readonly string[];
  readonly dataDir: string;
  /** Where sockets go whose path would be too long in the data folder. */
  readonly runtimeDir: string | null;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Where several processes count requests together; null: in the database, or alone where that is the embedded one. */
  readonly redisUrl: string | null;
  readonly apiKey: string | null;
  /** The key before `apiKey`: works for 24 hours beside it. */
  readonly previousApiKey: string | null;
  readonly secretKey: string | null;
  /** Still opens what was sealed before `secretKey`. */
  readonly previousSecretKey: string | null;
  readonly jwtSecretKey: string | null;
  readonly rateLimits: RateLimits;
  readonly oidc: OidcConfig | null;
  /** Where unexpected errors are sent; null: nowhere. */
  readonly sentryDsn: string | null;
  /** Null: no log files. */
  readonly logDir: string | null;
  readonly logLevel: LogLevel;
  readonly logLevelGiven: boolean;
  readonly slowQueryMs: number;
  /** In how many days all audio is looked into once; 0: never by itself. */
  readonly integrityCheckDays: number;
  /** Where programs of the system are looked for. */
  readonly programFolders: readonly string[];
  readonly proxyUrl: string | null;
  readonly qbittorrent: QbittorrentFromEnvironment | null;
  readonly backups: BackupConfig;
  /** Sentences about what was given and is not used. */
  readonly warnings: readonly string[];
  /** For whoever helps: what is set, without what is secret. */
  readonly variables: readonly DescribedVariable[];
}

/** When backups are made, which are kept, and where. */
export interface BackupConfig {
  /** Cron expressions in UTC; null: never by itself. */
  readonly schedule: string | null;
  readonly verifySchedule: string | null;
  readonly keep: BackupKeep;
  /** Where they lie, and where those are put together that go to S3. */
  readonly dir: string;
  /** Null: they stay in the folder. */
  readonly s3: S3Config | null;
}

/** How many of the newest are kept: one of each day, of each week, of each month. */
export interface BackupKeep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** A bucket of Amazon S3, or of what speaks like it. */
export interface S3Config {
  readonly endpoint: string;
  readonly bucket: string;
  /** Before each name; empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface QbittorrentFromEnvironment {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** How many requests a caller has, by who it is. */
export interface RateLimits {
  readonly publicPerMinute: number;
  /** Members and viewers by API key. */
  readonly authenticatedPerMinute: number;
  /** Members and viewers in a browser. */
  readonly sessionPerMinute: number;
  readonly adminPerMinute: number;
  readonly downloadsPerHour: number;
  /** Of what is asked for often and costs little; the preset is what the program has. */
  readonly generous?: GenerousLimits;
}

export interface GenerousLimits {
  readonly strangersPerMinute: number;
  readonly callersPerMinute: number;
  /** Files that are open to everybody. */
  readonly filesPerMinute: number;
}

/** The OpenID Connect provider that users may come from. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, which PKCE protects. */
  readonly clientSecret: string | null;
  /** On the button. */
  readonly name: string;
  readonly scopes: string;
  readonly groupsClaim: string;
  /** Whose groups make which role; the highest wins. */
  readonly groups: Readonly<Record<Role, readonly string[]>>;
  /** Of somebody in none of the groups; null: they may not come in. */
  readonly defaultRole: Role | null;
  /** Whether a verified e-mail address leads to the user who has it. */
  readonly linkByEmail: boolean;
}

/** The environment is wrong; the message names every fault. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  /** Each as a sentence without its full stop. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

const NO_TRACKER_LOGIN =
  "is never sent: the tracker's interface takes a session id, MAM_ID, which has no effect in this version yet";

/** Known names that do nothing, and what to do instead. */
const ANSWERED: Readonly<Record<string, string>> = {
  MAM_USERNAME: NO_TRACKER_LOGIN,
  MAM_PASSWORD: NO_TRACKER_LOGIN,
  ITUNES_API_KEY: 'iTunes needs no key',
  VPNJS_API_TOKEN: 'it is not used: route the download client or PROXY_URL through the VPN',
};

/** Reads the environment and the `.env` files beside the program. Throws ConfigFault. */
export function readConfig(root: string, environment: Given = process.env): Config {
  const warnings: string[] = [];
  const faults: string[] = [];
  const given = withFiles(withEnvFiles(root, environment, faults), faults);
  const production = given['ENV'] === 'production';
  const variables = production ? given : withoutExamples(given, warnings);

  const parsed = Variables.safeParse(variables);
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  if (production) faults.push(...productionFaults(variables));
  if (variables['OIDC_ISSUER'] !== undefined && variables['OIDC_CLIENT_ID'] === undefined)
    faults.push('OIDC_CLIENT_ID must be given with OIDC_ISSUER');
  faults.push(...roleFaults(variables));
  const missing = missingForS3(variables);
  if (production) faults.push(...missing);
  if (!parsed.success || faults.length > 0) {
    throw new ConfigFault([...new Set(faults)]);
  }

  for (const name of OWN_SECRETS) {
    const length = variables[name]?.length;
    if (length !== undefined && length < MIN_SECRET_LENGTH)
      warnings.push(`${name} has only ${length} characters; ${MIN_SECRET_LENGTH} or more are safe.`);
  }
  warnings.push(...missing.map((what) => `${what}: until then backups stay in their folder.`));
  warnings.push(...doubtfulSettings(parsed.data));
  for (const [name, answer] of Object.entries(ANSWERED)) {
    if (variables[name]) warnings.push(`${name} is set, but ${answer}.`);
  }
  for (const name of WITHOUT_EFFECT.flatMap((each) => [each, `${each}_FILE`])) {
    if (variables[name]) warnings.push(`${name} is set, but has no effect in this version.`);
  }
  const programFolders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return {
    ...assemble(parsed.data, root, warnings),
    programFolders,
    variables: describeVariables(variables),
  };
}

function assemble(
  values: Values,
  root: string,
  warnings: readonly string[],
): Omit<Config, 'variables' | 'programFolders'> {
  const dataDir = resolve(root, values.MAMCRAWLER_DATA ?? 'data');
  return {
    environment: values.ENV,
    role: values.MAMCRAWLER_ROLE,
    drainSeconds: values.DRAIN_SECONDS ?? (values.MAMCRAWLER_ROLE === 'web' ? 5 : 0),
    port: values.PORT,
    host: values.HOST ?? null,
    basePath: values.BASE_PATH.endsWith('/') ? values.BASE_PATH : `${values.BASE_PATH}/`,
    publicUrl: values.PUBLIC_URL === undefined ? null : values.PUBLIC_URL.replace(/\/*$/, '/'),
    trustedProxies: values.TRUSTED_PROXIES,
    corsOrigins: values.CORS_ORIGINS,
    metricsNetworks: values.METRICS_NETWORKS,
    dataDir,
    runtimeDir: values.XDG_RUNTIME_DIR ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    apiKey: values.API_KEY ?? null,
    previousApiKey: values.API_KEY_PREVIOUS ?? null,
    secretKey: values.SECRET_KEY ?? null,
    previousSecretKey: values.SECRET_KEY_PREVIOUS ?? null,
    jwtSecretKey: values.JWT_SECRET_KEY ?? null,
    rateLimits: {
      publicPerMinute: values.RATE_LIMIT_PUBLIC,
      authenticatedPerMinute: values.RATE_LIMIT_AUTHENTICATED,
      sessionPerMinute: values.RATE_LIMIT_SESSION,
      adminPerMinute: values.RATE_LIMIT_ADMIN,
      downloadsPerHour: values.RATE_LIMIT_DOWNLOADS,
    },
    oidc: oidcOf(values),
    sentryDsn: values.SENTRY_DSN ?? null,
    logDir:
      values.LOG_DIR === undefined
        ? join(dataDir, 'logs')
        : values.LOG_DIR === ''
          ? null
          : resolve(root, values.LOG_DIR),
    logLevel: values.LOG_LEVEL ?? 'info',
    logLevelGiven: values.LOG_LEVEL !== undefined,
    slowQueryMs: values.SLOW_QUERY_MS,
    integrityCheckDays: values.INTEGRITY_CHECK_DAYS,
    proxyUrl: values.PROXY_URL ?? null,
    qbittorrent:
      values.QB_URL === undefined
        ? null
        : { url: values.QB_URL, username: values.QB_USERNAME ?? '', password: values.QB_PASSWORD ?? '' },
    backups: backupsOf(values, root, dataDir),
    warnings,
  };
}

function oidcOf(values: Values): OidcConfig | null {
  if (values.OIDC_ISSUER === undefined || values.OIDC_CLIENT_ID === undefined) return null;
  return {
    issuer: values.OIDC_ISSUER,
    clientId: values.OIDC_CLIENT_ID,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    name: values.OIDC_NAME,
    scopes: values.OIDC_SCOPES,
    groupsClaim: values.OIDC_GROUPS_CLAIM,
    groups: {
      administrator: values.OIDC_ADMIN_GROUPS,
      member: values.OIDC_MEMBER_GROUPS,
      viewer: values.OIDC_VIEWER_GROUPS,
    },
    defaultRole: values.OIDC_DEFAULT_ROLE ?? null,
    linkByEmail: values.OIDC_LINK_BY_EMAIL === 'true',
  };
}
