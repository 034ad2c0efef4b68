import { type Clock, DAY_MS, MINUTE_MS } from '../base/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';
import {
  endEnvironmentKeys,
  findApiKey,
  hasApiKey,
  insertApiKey,
  keepEnvironmentKey,
  touchApiKey,
} from './api-key-store.ts';
import { recordOwn } from './record-audit.ts';
import { tellAccessChanged } from './tell-access-changed.ts';
import { hasAdministrator, lockUsers } from './user-store.ts';

const PREFIX = 'mam_';
/** How long a key of the program works beside the one that takes its place. */
export const OVERLAP_MS = DAY_MS;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
}

/** What the environment of this process gives: API_KEY and API_KEY_PREVIOUS. */
export interface EnvironmentKeys {
  readonly current: string | null;
  readonly previous: string | null;
}

/** 256 random bits; the prefix lets people, and programs that look for leaked secrets, know it for what it is. */
export function newApiKey(): string {
  return PREFIX + randomToken();
}

/**
 * Makes the environment's key the administrator's key, and lets the one before it work for a day from the first start
 * that names it so; or, without one, makes a key at the first start. Answers the key that was made now, the only time
 * that it can be shown, or null. Another key that an environment gave ends: at once where this process is alone on its
 * database, else within a day, for it may be that of a process which was not restarted yet, or was already.
 */
export async function keepAdministratorKey(
  { db, clock }: Needs,
  given: EnvironmentKeys & { readonly isAlone: boolean },
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await lockUsers(tx);
    const { current } = given;
    const previous = given.previous === current ? null : given.previous;
    const now = clock.now();
    const overlapEnd = new Date(now.getTime() + OVERLAP_MS);
    await endOthers(tx, given, { now, at: given.isAlone ? null : overlapEnd });
    if (current !== null) await takeUp(tx, 'API_KEY', current, null);
    if (previous !== null) await takeUp(tx, 'API_KEY_PREVIOUS', previous, overlapEnd);
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
    await recordOwn(tx, 'makeFirstApiKey', { subject: `api-keys/${id}` });
    return key;
  });
}

/** Ends at once what an environment gave before, for all processes: once each of them has the new key. */
export async function endFormerKeys({ db, clock }: Needs, given: EnvironmentKeys): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockUsers(tx);
    const ended = await endOthers(tx, given, { now: clock.now(), at: null });
    await tellAccessChanged(tx, null);
    return ended;
  });
}

async function endOthers(
  tx: Tx,
  { current, previous }: EnvironmentKeys,
  { now, at }: { readonly now: Date; readonly at: Date | null },
): Promise<number> {
  const but = [current, previous].filter((key) => key !== null);
  const ended = await endEnvironmentKeys(tx, { but, now, at });
  for (const id of ended)
    await recordOwn(tx, 'endEnvironmentKey', {
      subject: `api-keys/${id}`,
      detail: { until: at?.toISOString() ?? null },
    });
  return ended.length;
}

async function takeUp(tx: Tx, variable: string, key: string, expires_at: Date | null): Promise<void> {
  const name = `${variable} of the environment`;
  const { id, isTakenUp } = await keepEnvironmentKey(tx, { name, key, expires_at });
  if (isTakenUp)
    await recordOwn(tx, 'takeUpEnvironmentKey', { subject: `api-keys/${id}`, detail: { variable } });
}

/**
 * Who stands behind a key that was sent, which is noted as used once a minute; nobody where none lives. Keys are looked
 * up by their hash: how long the comparison takes tells something about the hash of what was sent, and nothing about a
 * key.
 */
export async function recogniseApiKey({ db, clock }: Needs, key: string): Promise<Actor> {
  const now = clock.now();
  const known = await findApiKey(db, key, now);
  if (known === null) return { kind: 'nobody' };
  const isNoted = known.usedAt !== null && now.getTime() - known.usedAt.getTime() <= MINUTE_MS;
  if (!isNoted) await touchApiKey(db, known.actor.keyId, now);
  return known.actor;
}
