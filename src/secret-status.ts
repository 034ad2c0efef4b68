import { type ApiKeyRecord, listApiKeys } from './access/api-key-store.ts';
import { Conflict, Unavailable } from './base/errors.ts';
import { countSealed } from './operations/reseal-credentials.ts';
import { withCurrentDatabase } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { keepSecrets, secretsFileOf } from './platform/kept-secrets.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { secretKeysOf } from './platform/secret-keys.ts';
import { documentOf, type Told, unreadableLines } from './told.ts';

const PLENTY = 200;

/** Where each secret comes from, and what is sealed with which key; never a secret itself. */
export async function secretStatus(config: Config): Promise<Told> {
  const secretsFile = secretsFileOf(config.dataDir);
  const kept = await keepSecrets(secretsFile);
  const { secretKey, previousSecretKey } = secretKeysOf(config, kept);
  const places = {
    'secret-key': placeOf(config.secretKey, secretsFile),
    'jwt-secret-key': placeOf(config.jwtSecretKey, secretsFile),
    'api-key': config.apiKey === null ? 'the database, made by this program' : 'the environment',
  };
  const hasPrevious =
    (config.secretKey === null ? kept.previous_secret_key : config.previousSecretKey) ?? null;
  const stored = await lookAtDatabase(config, createSecretBox(secretKey, previousSecretKey));
  return {
    document: { secrets: places, has_previous_secret_key: hasPrevious !== null, ...stored.document },
    status: stored.status,
    lines: [
      ...Object.entries(places).map(([name, place]) => `${name.padEnd(16)}in ${place}`),
      ...(hasPrevious === null ? [] : ['A change of the secret key is under way: secret rotate secret-key']),
      ...stored.lines,
    ],
  };
}

/** A key that no environment gives any more is ended by a start, at once or after a day. */
function untilWhen(
  { origin, hint, expires_at: until }: ApiKeyRecord,
  { apiKey, previousApiKey }: Config,
): string {
  const isGiven = [apiKey, previousApiKey].some((key) => key?.endsWith(hint));
  if (origin === 'environment' && !isGiven) return ', which the environment does not give now';
  return until === null ? '' : `, works until ${until.toISOString()}`;
}

function placeOf(given: string | null, secretsFile: string): string {
  return given === null ? secretsFile : 'the environment';
}

async function lookAtDatabase(config: Config, secretBox: Parameters<typeof countSealed>[1]): Promise<Told> {
  try {
    return await withCurrentDatabase(config, async (db) => {
      const found = await countSealed(db, secretBox);
      const { items: keys } = await listApiKeys(db, { owner: null, limit: PLENTY });
      return {
        document: {
          ...documentOf(found),
          api_keys: keys.map(({ name, hint, created_at, used_at, expires_at }) => ({
            name,
            hint,
            created_at,
            used_at,
            expires_at,
          })),
        },
        status: found.unreadable.length === 0 ? 0 : 1,
        lines: [
          ...keys.map(
            (key) => `key of the program: ${key.name}, ends with ${key.hint}${untilWhen(key, config)}`,
          ),
          `stored credentials and links: ${found.current} sealed with the key of today, ${found.previous} with the one before`,
          ...unreadableLines(found),
        ],
      };
    });
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Unavailable)) throw error;
    return {
      document: { database: error.message },
      status: 0,
      lines: [`What is stored was not looked at: ${error.message}`],
    };
  }
}
