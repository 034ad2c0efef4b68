import { LRUCache } from 'lru-cache';
import { type Clock, SECOND_MS } from '../base/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Listener } from '../platform/listen.ts';
import { hashToken } from '../platform/signed-token.ts';
import type { Actor, KeyActor, UserActor } from './actor.ts';
import { recogniseApiKey } from './api-keys.ts';
import { actorOfSession } from './session.ts';
import { ACCESS_CHANNEL } from './tell-access-changed.ts';

const REMEMBERED_MS = 30 * SECOND_MS;
const REMEMBERED = 2000;
const UNKNOWN_MS = 5 * SECOND_MS;

const SESSION = 'session:';
const KEY = 'key:';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly signingKey: string;
  readonly listener: Listener;
}

/** Who stands behind cookies and keys, without asking the database for each request. */
export interface KnownCallers {
  ofSession(cookie: string): Promise<Actor>;
  ofApiKey(key: string): Promise<Actor>;
  /** Whether a key was a good one lately, or none just now: others only the database can tell apart. */
  remembersApiKey(key: string): boolean;
  /** Looks anew at a user (null: at everybody), in this process, at once; the others hear of it by the channel. */
  forget(userId: number | null): void;
  /** Hears whose access was changed anywhere (null: perhaps everybody's), when that holds here; answers how to stop. */
  onChange(hear: (userId: number | null) => void): () => void;
}

interface Known {
  readonly actor: UserActor | KeyActor;
  readonly askedAtMs: number;
}

/**
 * Remembers callers for up to 30 s, fewer than 2,000 of them, and only while it hears of changes: what is revoked or
 * disabled anywhere is nobody at once, and what expires does so to the second. What is no key it remembers for 5 s, or
 * until anybody's access changes; what is no session it asks for again.
 */
export async function createKnownCallers(needs: Needs): Promise<KnownCallers> {
  const { db, clock, listener } = needs;
  const known = new LRUCache<string, Known>({ max: REMEMBERED });
  /** The places of keys that are none, and when that was asked. */
  const unknown = new LRUCache<string, number>({ max: REMEMBERED });
  const hearing = new Set<(userId: number | null) => void>();
  /** Rises with each change: an answer of the database from before one is not kept. */
  let changes = 0;

  function forget(userId: number | null): void {
    changes += 1;
    unknown.clear();
    for (const [place, { actor }] of [...known.entries()]) {
      if (userId === null || actor.userId === userId) known.delete(place);
    }
  }

  function isKnownAsNone(place: string): boolean {
    const askedAtMs = unknown.get(place);
    return askedAtMs !== undefined && clock.now().getTime() - askedAtMs < UNKNOWN_MS;
  }

  async function recall(place: string, ask: () => Promise<Actor>): Promise<Actor> {
    const askedAtMs = clock.now().getTime();
    const found = known.get(place);
    if (found !== undefined && isCurrent(found, askedAtMs)) return found.actor;
    if (isKnownAsNone(place)) return { kind: 'nobody' };
    const before = changes;
    const actor = await ask();
    if (actor.kind === 'nobody') known.delete(place);
    if (before !== changes || !listener.isListening) return actor;
    if (actor.kind !== 'nobody') known.set(place, { actor, askedAtMs });
    else if (place.startsWith(KEY)) unknown.set(place, askedAtMs);
    return actor;
  }

  listener.onLost(() => forget(null));
  listener.onBack(() => forget(null));
  await listener.on(ACCESS_CHANNEL, (payload) => {
    const userId = payload === '' ? null : Number(payload);
    forget(userId);
    for (const hear of hearing) hear(userId);
  });
  return {
    ofSession: (cookie) => recall(placeOf(SESSION, cookie), () => actorOfSession(needs, db, cookie)),
    ofApiKey: (key) => recall(placeOf(KEY, key), () => recogniseApiKey(needs, key)),
    remembersApiKey: (key) => known.has(placeOf(KEY, key)) || isKnownAsNone(placeOf(KEY, key)),
    forget,
    onChange(hear) {
      hearing.add(hear);
      return () => hearing.delete(hear);
    },
  };
}

/** By its hash, so that no comparison tells anything about the secret. */
function placeOf(kind: string, secret: string): string {
  return kind + Buffer.from(hashToken(secret)).toString('base64');
}

function isCurrent({ actor: { expiresAt }, askedAtMs }: Known, nowMs: number): boolean {
  return nowMs - askedAtMs < REMEMBERED_MS && (expiresAt === null || expiresAt.getTime() > nowMs);
}
