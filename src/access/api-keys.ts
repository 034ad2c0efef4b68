import { type Clock, DAY_MS, MINUTE_MS } from '../base/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';
import {
  deleteEnvironmentKeys,
  findApiKey,
  hasApiKey,
  insertApiKey,
  type KnownKey,
  keepEnvironmentKey,
  touchApiKey,
} from './api-key-store.ts';
import { recordAudit } from './audit.ts';
import { tellAccessChanged } from './tell-access-changed.ts';
import { hasAdministrator, lockUsers } from './user-store.ts';

const PREFIX = 'mam_';
/** How long API_KEY_PREVIOUS works beside API_KEY. */
const OVERLAP_MS = DAY_MS;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
}

/** 256 random bits; the prefix lets people, and programs that look for leaked secrets, know it for what it is. */
export function newApiKey(): string {
  return PREFIX + randomToken();
}

/**
 * Makes the environment's key the administrator's key, and lets the one before it work for a day from the first start
 * that names it so; or, without one, makes a key at the first start. Answers the key that was made now, the only time
 * that it can be shown, or null.
 */
export async function keepAdministratorKey(
  { db, clock }: Needs,
  given: { readonly current: string | null; readonly previous: string | null },
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await lockUsers(tx);
    const { current } = given;
    const previous = given.previous === current ? null : given.previous;
    await deleteEnvironmentKeys(
      tx,
      [current, previous].filter((key) => key !== null),
    );
    if (current !== null) await takeUp(tx, 'API_KEY', current, null);
    if (previous !== null)
      await takeUp(tx, 'API_KEY_PREVIOUS', previous, new Date(clock.now().getTime() + OVERLAP_MS));
    await tellAccessChanged(tx, null);
    if (current !== null || (await hasApiKey(tx)) || (await hasAdministrator(tx))) return null;
    const key = newApiKey();
    const name = 'Made at the first start';
    const id = await insertApiKey(tx, {
      name,
      key,
      origin: 'first_start',
      user_id: null,
      scope: 'admin',
      expires_at: null,
    });
    await noteKey(tx, 'makeFirstApiKey', `api-keys/${id}`);
    return key;
  });
}

async function takeUp(tx: Tx, variable: string, key: string, expires_at: Date | null): Promise<void> {
  const name = `${variable} of the environment`;
  const isNew = await keepEnvironmentKey(tx, { name, key, expires_at });
  if (isNew) await noteKey(tx, 'takeUpEnvironmentKey', null, { variable });
}

async function noteKey(tx: Tx, action: string, subject: string | null, detail = {}): Promise<void> {
  const actor = { kind: 'program' as const };
  await recordAudit(tx, { action, outcome: 'done', actor, address: null, subject, detail });
}

/**
 * The living key that was sent, which is noted as used once a minute; or null. Keys are looked up by their hash: how
 * long the comparison takes tells something about the hash of what was sent, and nothing about a key.
 */
export async function recogniseApiKey({ db, clock }: Needs, key: string): Promise<KnownKey | null> {
  const now = clock.now();
  const known = await findApiKey(db, key, now);
  if (known === null) return null;
  const isNoted = known.usedAt !== null && now.getTime() - known.usedAt.getTime() <= MINUTE_MS;
  if (!isNoted) await touchApiKey(db, known.actor.keyId, now);
  return known;
}

/** Who stands behind a key. */
export async function actorOfApiKey(needs: Needs, key: string): Promise<Actor> {
  return (await recogniseApiKey(needs, key))?.actor ?? { kind: 'nobody' };
}
