import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** What the environment says, checked once at the start. What a person edits in the pages lives in the database. */
export interface Config {
  readonly environment: 'production' | 'development' | 'test';
  readonly port: number;
  /** Null: all addresses. */
  readonly host: string | null;
  /** Begins and ends with a slash. */
  readonly basePath: string;
  readonly dataDir: string;
  /** Where sockets go whose path would be too long in the data folder. */
  readonly runtimeDir: string | null;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly apiKey: string | null;
  readonly secretKey: string | null;
  readonly jwtSecretKey: string | null;
  /** Null: no log files. */
  readonly logDir: string | null;
  readonly logLevel: LogLevel;
  readonly logLevelGiven: boolean;
  readonly slowQueryMs: number;
  readonly proxyUrl: string | null;
  readonly qbittorrent: QbittorrentFromEnvironment | null;
  /** Sentences about what was given and is not used. */
  readonly warnings: readonly string[];
}

export interface QbittorrentFromEnvironment {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export type LogLevel = z.output<typeof LogLevel>;
const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);

/** The environment is wrong; the message names every fault. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
}

/** What protects this program itself. */
const OWN_SECRETS = ['API_KEY', 'SECRET_KEY', 'JWT_SECRET_KEY'];

/** Each may also come as NAME_FILE: the path of a file that holds it. */
const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'API_KEY',
  'SECRET_KEY',
  'JWT_SECRET_KEY',
  'PROXY_URL',
  'ABS_TOKEN',
  'QB_PASSWORD',
  'MAM_ID',
  'HARDCOVER_API_KEY',
];

/** Known names that do nothing, and what to do instead. */
const ANSWERED: Readonly<Record<string, string>> = {
  MAM_USERNAME: "the tracker's interface takes a session id: set MAM_ID instead; it is never sent",
  MAM_PASSWORD: "the tracker's interface takes a session id: set MAM_ID instead; it is never sent",
  ITUNES_API_KEY: 'iTunes needs no key',
  VPNJS_API_TOKEN: 'it is not used: route the download client or PROXY_URL through the VPN',
};

/** Every example value of `.env.example` begins so. */
const EXAMPLE = 'change-me';

type Variables = Readonly<Record<string, string | undefined>>;

const address = (protocols: RegExp, words: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(text), words);

const Environment = z.object({
  ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(8000),
  HOST: z.string().optional(),
  BASE_PATH: z
    .string()
    .regex(/^\/(?:[\w.~-]+\/?)*$/, 'must be a path such as /books')
    .default('/'),
  MAMCRAWLER_DATA: z.string().optional(),
  XDG_RUNTIME_DIR: z.string().optional(),
  DATABASE_URL: address(/^postgres(?:ql)?:/, 'must begin with postgresql://').optional(),
  REDIS_URL: address(/^rediss?:/, 'must begin with redis://').optional(),
  API_KEY: z.string().optional(),
  SECRET_KEY: z.string().optional(),
  JWT_SECRET_KEY: z.string().optional(),
  LOG_DIR: z.string().optional(),
  LOG_LEVEL: LogLevel.optional(),
  SLOW_QUERY_MS: z.coerce.number().min(1).default(250),
  PROXY_URL: address(/^(?:https?|socks5):/, 'must begin with http://, https:// or socks5://').optional(),
  QB_URL: address(/^https?:/, 'must begin with http:// or https://').optional(),
  QB_USERNAME: z.string().optional(),
  QB_PASSWORD: z.string().optional(),
});

/** Reads the environment and the `.env` files beside the program. Throws ConfigFault. */
export function readConfig(root: string, environment: Variables = process.env): Config {
  const warnings: string[] = [];
  const faults: string[] = [];
  const given = withFiles(withEnvFiles(root, environment), faults);
  const production = given['ENV'] === 'production';
  const variables = production ? given : withoutExamples(given, warnings);

  const parsed = Environment.safeParse(variables);
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  if (production) faults.push(...productionFaults(variables));
  if (!parsed.success || faults.length > 0) {
    throw new ConfigFault(
      `The configuration is wrong:\n${[...new Set(faults)].map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }

  for (const name of OWN_SECRETS) {
    const length = variables[name]?.length ?? 32;
    if (length < 32) warnings.push(`${name} has only ${length} characters; 32 or more are safe.`);
  }
  for (const [name, answer] of Object.entries(ANSWERED)) {
    if (variables[name]) warnings.push(`${name} is set, but ${answer}.`);
  }
  return assemble(parsed.data, root, warnings);
}

function assemble(values: z.output<typeof Environment>, root: string, warnings: readonly string[]): Config {
  const dataDir = resolve(root, values.MAMCRAWLER_DATA ?? 'data');
  return {
    environment: values.ENV,
    port: values.PORT,
    host: values.HOST ?? null,
    basePath: values.BASE_PATH.endsWith('/') ? values.BASE_PATH : `${values.BASE_PATH}/`,
    dataDir,
    runtimeDir: values.XDG_RUNTIME_DIR ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    apiKey: values.API_KEY ?? null,
    secretKey: values.SECRET_KEY ?? null,
    jwtSecretKey: values.JWT_SECRET_KEY ?? null,
    logDir:
      values.LOG_DIR === undefined
        ? join(dataDir, 'logs')
        : values.LOG_DIR === ''
          ? null
          : resolve(root, values.LOG_DIR),
    logLevel: values.LOG_LEVEL ?? 'info',
    logLevelGiven: values.LOG_LEVEL !== undefined,
    slowQueryMs: values.SLOW_QUERY_MS,
    proxyUrl: values.PROXY_URL ?? null,
    qbittorrent:
      values.QB_URL === undefined
        ? null
        : { url: values.QB_URL, username: values.QB_USERNAME ?? '', password: values.QB_PASSWORD ?? '' },
    warnings,
  };
}

/** The files fill what the environment is silent about; the more special file wins. An empty value counts as not set. */
function withEnvFiles(root: string, environment: Variables): Record<string, string> {
  const read = (name: string): Variables => {
    try {
      return parseEnv(readFileSync(join(root, name), 'utf8'));
    } catch {
      return {};
    }
  };
  const general = { ...read('.env'), ...read('.env.local') };
  const mode = environment['ENV'] ?? general['ENV'];
  const merged: Variables = {
    ...read('.env'),
    ...(mode === 'production' ? read('.env.production') : {}),
    ...read('.env.local'),
    ...environment,
  };
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(merged)) {
    if (value !== undefined && (value !== '' || name === 'LOG_DIR')) kept[name] = value;
  }
  return kept;
}

function withFiles(variables: Record<string, string>, faults: string[]): Variables {
  const filled = { ...variables };
  for (const name of SECRETS) {
    const file = variables[`${name}_FILE`];
    if (file === undefined) continue;
    try {
      filled[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE names ${file}, which cannot be read`);
    }
  }
  return filled;
}

function withoutExamples(variables: Variables, warnings: string[]): Variables {
  const kept: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (SECRETS.includes(name) && value?.includes(EXAMPLE)) {
      warnings.push(`${name} still holds its example value and counts as not set.`);
    } else kept[name] = value;
  }
  return kept;
}

function productionFaults(variables: Variables): readonly string[] {
  const faults: string[] = [];
  for (const name of OWN_SECRETS) {
    const value = variables[name];
    if (!value) faults.push(`${name} must be given when ENV=production`);
    else if (value.includes(EXAMPLE)) faults.push(`${name} still holds its example value`);
    else if (value.length < 32) faults.push(`${name} must have at least 32 characters`);
  }
  const url = variables['DATABASE_URL'];
  if (url !== undefined && URL.canParse(url)) {
    const { password, protocol } = new URL(url);
    if (protocol.startsWith('postgres') && password === '') faults.push('DATABASE_URL has no password');
    else if (password.includes(EXAMPLE)) faults.push('DATABASE_URL still holds its example password');
  }
  return faults;
}
