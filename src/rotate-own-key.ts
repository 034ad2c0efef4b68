import { join } from 'node:path';
import { type ApiKeyRecord, listApiKeys } from './access/api-key-store.ts';
import { endFormerKeys } from './access/api-keys.ts';
import { rotateApiKey } from './access/rotate-api-key.ts';
import { systemClock } from './base/clock.ts';
import { plural } from './base/quantities.ts';
import { withCurrentDatabase } from './own-database.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { replaceText } from './replace-text.ts';
import type { Told } from './told.ts';

const PLENTY = 200;

/** Makes the program's own key anew; the environment's a person changes there. */
export function rotateOwnKey(config: Config, atOnce: boolean): Promise<Told> {
  if (config.apiKey === null) return rotateKeptKey(config, atOnce);
  // With the embedded database the restart with another key has ended it.
  return config.databaseUrl !== null && atOnce ? endFormer(config) : Promise.resolve(STEPS);
}

const SECRET = { secret: 'api-key' };

const STEPS: Told = {
  document: { ...SECRET, rotated: false },
  status: 1,
  lines: [
    'API_KEY comes from the environment, so it is changed there:',
    '  1. Set API_KEY_PREVIOUS to the API_KEY of today, and API_KEY to a new one (openssl rand -base64 48).',
    '  2. Restart MAMcrawler. Both work for 24 hours; without API_KEY_PREVIOUS the old one ends at once.',
    '     With DATABASE_URL it works for 24 hours all the same, for other processes may still give it; once all of',
    '     them have the new one, end it with: secret rotate api-key --now',
    '  3. Give the new one to your programs, remove API_KEY_PREVIOUS and restart.',
  ],
};

/** What an environment gave before this one works no longer, in no process. */
function endFormer(config: Config): Promise<Told> {
  return withCurrentDatabase(config, async (db) => {
    const given = { current: config.apiKey, previous: config.previousApiKey };
    const ended = await endFormerKeys({ db, clock: systemClock }, given);
    const others = await livingKeys(db, ({ origin }) => origin !== 'environment');
    return {
      document: { ...SECRET, rotated: false, ended, other_program_keys: others.map(describe) },
      status: 0,
      lines: [
        `${plural(ended, 'former API_KEY', 'former API_KEYs')} ended; what this environment gives goes on working.`,
        ...otherLines(others),
      ],
    };
  });
}

async function rotateKeptKey(config: Config, atOnce: boolean): Promise<Told> {
  const { key, previousUntil, others } = await withCurrentDatabase(config, async (db) => {
    const rotated = await rotateApiKey({ db, clock: systemClock }, { atOnce });
    return { ...rotated, others: atOnce ? await livingKeys(db, ({ origin }) => origin === 'user') : [] };
  });
  const file = join(config.dataDir, 'api-key');
  const replaced = await replaceText(file, `${key}\n`);
  return {
    document: {
      ...SECRET,
      rotated: true,
      api_key: key,
      previous_works_until: previousUntil,
      ...(atOnce ? { other_program_keys: others.map(describe) } : {}),
      ...('fault' in replaced ? { file_not_written: `${file}: ${replaced.fault}` } : {}),
    },
    status: 'fault' in replaced ? 1 : 0,
    secret: key,
    lines: [
      'This is the new key of the program, shown this once.',
      ...(atOnce ? ['The one before works no longer.'] : []),
      ...(previousUntil === null ? [] : [`The one before works until ${previousUntil.toISOString()}.`]),
      ...('fault' in replaced
        ? [`${file} could not be written and still holds the one before: ${replaced.fault}`]
        : replaced.done
          ? [`It also stands in ${file} now.`]
          : []),
      ...otherLines(others),
    ],
  };
}

/** Of the program, for whoever has one of its keys can make more. */
async function livingKeys(
  db: Database,
  isMeant: (key: ApiKeyRecord) => boolean,
): Promise<readonly ApiKeyRecord[]> {
  const now = systemClock.now();
  const { items } = await listApiKeys(db, { owner: null, limit: PLENTY });
  return items.filter((key) => isMeant(key) && (key.expires_at === null || key.expires_at > now));
}

function describe({ id, name, scope, hint, created_at, used_at, expires_at }: ApiKeyRecord): object {
  return { id, name, scope, hint, created_at, used_at, expires_at };
}

function otherLines(others: readonly ApiKeyRecord[]): readonly string[] {
  if (others.length === 0) return [];
  return [
    'These keys of the program go on working. Whoever knew the one before can have made them:',
    ...others.map(
      ({ id, name, scope, hint, created_at: at }) =>
        `  ${id}  ${name}, ${scope}, ends with ${hint}, made ${at.toISOString()}`,
    ),
    'End those that nobody of yours needs: mamcrawler key revoke ID (all keys: mamcrawler key list --everybody).',
  ];
}
