import { CronExpressionParser } from 'cron-parser';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { LOG_LEVELS } from '../../base/log-levels.ts';
import { PROCESS_ROLES } from '../../base/process-roles.ts';
import { ROLES } from '../../base/roles.ts';
import { readDatabaseAddress } from '../database-address.ts';

const address = (protocols: RegExp, words: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(text), words);

const perTime = (preset: number) => z.coerce.number('must be a number').int().min(1).default(preset);

const kept = (preset: number) => z.coerce.number('must be a number').int().min(0).max(1000).default(preset);

/** `a, b` → both. */
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const networks = list.refine(
  (entries) => entries.every(isNetwork),
  'must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8',
);

/** A cron expression of five fields, in UTC, or `off`. */
const schedule = (preset: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => text === 'off' || isCron(text),
      'must be a cron expression such as 37 3 * * * (in UTC), or off',
    )
    .default(preset);

const flag = z.enum(['true', 'false'], 'must be true or false').default('false');

/** Every variable that the program reads, checked and with its preset. */
export const Variables = z.object({
  ENV: z.enum(['production', 'development', 'test']).default('development'),
  MAMCRAWLER_ROLE: z.enum(PROCESS_ROLES, 'must be all, web or worker').default('all'),
  DRAIN_SECONDS: z.coerce.number('must be a number').int().min(0).max(300).optional(),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(8000),
  HOST: z.string().optional(),
  BASE_PATH: z
    .string()
    .regex(/^\/(?:[\w.~-]+\/?)*$/, 'must be a path such as /books')
    .default('/'),
  PUBLIC_URL: address(/^https?:/, 'must begin with http:// or https://').optional(),
  TRUSTED_PROXIES: networks,
  CORS_ORIGINS: list.refine(
    (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must list origins such as https://books.example.org, without a path',
  ),
  METRICS_NETWORKS: networks,
  MAMCRAWLER_DATA: z.string().optional(),
  XDG_RUNTIME_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => readDatabaseAddress(url) !== null, 'must begin with postgresql://')
    .optional(),
  REDIS_URL: address(/^rediss?:/, 'must begin with redis://').optional(),
  API_KEY: z.string().optional(),
  API_KEY_PREVIOUS: z.string().optional(),
  SECRET_KEY: z.string().optional(),
  SECRET_KEY_PREVIOUS: z.string().optional(),
  JWT_SECRET_KEY: z.string().optional(),
  RATE_LIMIT_PUBLIC: perTime(10),
  RATE_LIMIT_AUTHENTICATED: perTime(60),
  RATE_LIMIT_SESSION: perTime(600),
  RATE_LIMIT_ADMIN: perTime(1000),
  RATE_LIMIT_DOWNLOADS: perTime(20),
  OIDC_ISSUER: address(
    /^(?:https:|http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$))/,
    'must begin with https://; http:// is for a provider on this machine alone',
  ).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(64).default('OpenID Connect'),
  OIDC_SCOPES: z.string().default('openid profile email'),
  OIDC_GROUPS_CLAIM: z.string().default('groups'),
  OIDC_ADMIN_GROUPS: list,
  OIDC_MEMBER_GROUPS: list,
  OIDC_VIEWER_GROUPS: list,
  OIDC_DEFAULT_ROLE: z.enum(ROLES, 'must be administrator, member or viewer').optional(),
  OIDC_LINK_BY_EMAIL: flag,
  LOG_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  SLOW_QUERY_MS: z.coerce.number().min(1).default(250),
  INTEGRITY_CHECK_DAYS: z.coerce.number('must be a number').int().min(0).max(3650).default(30),
  SENTRY_DSN: address(/^https?:/, 'must begin with https://').optional(),
  PROXY_URL: address(/^(?:https?|socks5):/, 'must begin with http://, https:// or socks5://').optional(),
  QB_URL: address(/^https?:/, 'must begin with http:// or https://').optional(),
  QB_USERNAME: z.string().optional(),
  QB_PASSWORD: z.string().optional(),
  BACKUP_SCHEDULE: schedule('37 3 * * *'),
  BACKUP_VERIFY_SCHEDULE: schedule('13 5 * * 0'),
  BACKUP_KEEP_DAILY: kept(7),
  BACKUP_KEEP_WEEKLY: kept(4),
  BACKUP_KEEP_MONTHLY: kept(12),
  BACKUP_DIR: z.string().optional(),
  BACKUP_S3_ENDPOINT: address(/^https?:/, 'must begin with https:// or http://').optional(),
  BACKUP_S3_BUCKET: z.string().optional(),
  BACKUP_S3_PREFIX: z.string().default(''),
  BACKUP_S3_REGION: z.string().default('us-east-1'),
  BACKUP_S3_ACCESS_KEY_ID: z.string().optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().optional(),
});

export type Values = z.output<typeof Variables>;

function isNetwork(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

function isCron(text: string): boolean {
  if (text.split(/\s+/).length !== 5) return false;
  try {
    // The 30th of February never comes.
    CronExpressionParser.parse(text).next();
    return true;
  } catch {
    return false;
  }
}
