import type pg from 'pg';
import { recordOwn } from './access/record-audit.ts';
import { Conflict } from './base/errors.ts';
import { plural } from './base/quantities.ts';
import { resealCredentials, type SealedCount } from './operations/reseal-credentials.ts';
import { withCurrentDatabase } from './own-database.ts';
import { whileHeld } from './platform/advisory-lock.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { dropPreviousSecretKey, renewSecretKey, secretsFileOf } from './platform/kept-secrets.ts';
import { FOLLOW_LOCK } from './platform/lock-numbers.ts';
import { createSecretBox } from './platform/secret-box.ts';
import { readOwnKeys } from './read-own-keys.ts';
import { documentOf, type Told, unreadableLines } from './told.ts';

/**
 * Seals all stored credentials with another secret key. A kept key is changed here: file and database are whole at
 * every moment, and a second run, or the next start, goes on where one was broken off. The environment's key a person
 * changes there; then this seals anew what the key before it sealed.
 */
export async function rotateSecretKey(config: Config): Promise<Told> {
  return withCurrentDatabase(config, async (db, connection) => {
    if (config.secretKey !== null) return resealForEnvironment(db, config);
    const secretsFile = secretsFileOf(config.dataDir);
    return whileNobodyServes(connection, async () => {
      const { secret_key, previous_secret_key = null } = await renewSecretKey(secretsFile);
      const found = await resealCredentials(db, createSecretBox(secret_key, previous_secret_key));
      await dropPreviousSecretKey(secretsFile);
      await noteResealed(db, found);
      return tell(found, 'There is a new secret key. Make a backup of it:', [`  ${secretsFile}`]);
    });
  });
}

async function resealForEnvironment(db: Database, config: Config): Promise<Told> {
  const { secretKey, previousSecretKey } = await readOwnKeys(config);
  const found = await resealCredentials(db, createSecretBox(secretKey, previousSecretKey));
  if (found.previous === 0 && config.previousSecretKey === null) return tellSteps(config, found);
  await noteResealed(db, found);
  const next =
    config.previousSecretKey === null ? [] : ['Now remove SECRET_KEY_PREVIOUS and restart MAMcrawler.'];
  return tell(found, 'All that can be read is sealed with SECRET_KEY.', next);
}

/** What a person does whose key stands in the environment. */
function tellSteps({ databaseUrl }: Config, found: SealedCount): Told {
  const reseal =
    databaseUrl === null
      ? 'Restart MAMcrawler: it opens by either key, and seals all it stores with the new one.'
      : 'Restart every process of MAMcrawler: they open by either key. Then run this command again.';
  return {
    document: { secret: 'secret-key', rotated: false, ...documentOf(found) },
    status: 1,
    lines: [
      'SECRET_KEY comes from the environment, so it is changed there:',
      '  1. Set SECRET_KEY_PREVIOUS to the SECRET_KEY of today, and SECRET_KEY to a new one (openssl rand -base64 48).',
      `  2. ${reseal}`,
      '  3. Remove SECRET_KEY_PREVIOUS and restart.',
      ...unreadableLines(found),
    ],
  };
}

function tell(found: SealedCount, headline: string, next: readonly string[]): Told {
  return {
    document: { secret: 'secret-key', rotated: true, ...documentOf(found) },
    status: found.unreadable.length === 0 ? 0 : 1,
    lines: [
      headline,
      ...next,
      `${plural(found.previous, 'stored value')} sealed anew${found.current === 0 ? '' : `, ${found.current} were so already`}.`,
      ...unreadableLines(found),
    ],
  };
}

/** Also by the start that carries a change to its end. */
export async function noteResealed(db: Database, found: SealedCount): Promise<void> {
  await recordOwn(db, 'rotateSecretKey', { detail: { resealed: found.previous } });
}

/** Throws Conflict where a program serves on this database: it would go on sealing with the key that it knows. */
async function whileNobodyServes<T>(connection: pg.ClientConfig, work: () => Promise<T>): Promise<T> {
  const done = await whileHeld(connection, FOLLOW_LOCK, work);
  if (done !== null) return done.result;
  throw new Conflict('MAMcrawler is running on this database and knows the old key only. Stop it first.');
}
