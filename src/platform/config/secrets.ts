/** What protects this program itself. */
export const OWN_SECRETS = ['API_KEY', 'SECRET_KEY', 'JWT_SECRET_KEY'];
/** In characters: demanded in production, else warned of. */
export const MIN_SECRET_LENGTH = 32;

/** Each may also come as NAME_FILE: the path of a file that holds it. */
export const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'API_KEY',
  'API_KEY_PREVIOUS',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'JWT_SECRET_KEY',
  'PROXY_URL',
  'OIDC_CLIENT_SECRET',
  'SENTRY_DSN',
  'QB_PASSWORD',
  'BACKUP_S3_ACCESS_KEY_ID',
  'BACKUP_S3_SECRET_ACCESS_KEY',
];

/** What `.env.example` names for versions to come: nothing reads it, also not as NAME_FILE. */
export const WITHOUT_EFFECT = ['ABS_URL', 'ABS_TOKEN', 'MAM_ID', 'HARDCOVER_API_KEY'];

/** Every example value of `.env.example` begins so. */
export const EXAMPLE = 'change-me';
