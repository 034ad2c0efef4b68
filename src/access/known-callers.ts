import { LRUCache } from 'lru-cache';
import { type Clock, SECOND_MS } from '../base/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Listener } from '../platform/listen.ts';
import { hashToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';
import { recogniseApiKey } from './api-keys.ts';
import { actorOfSession } from './session.ts';
import { ACCESS_CHANNEL } from './tell-access-changed.ts';

const REMEMBERED_MS = 30 * SECOND_MS;
const REMEMBERED = 2000;

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
  /** Looks anew at a user (null: at everybody), in this process, at once; the others hear of it by the channel. */
  forget(userId: number | null): void;
}

interface Known {
  readonly actor: Exclude<Actor, { readonly kind: 'nobody' }>;
  readonly expiresAt: Date | null;
  readonly askedAtMs: number;
}

/**
 * Remembers callers for up to 30 s, fewer than 2,000 of them, and only while it hears of changes: what is revoked or
 * disabled anywhere is nobody at once, and what expires does so to the second. Whom it does not know it asks for again.
 */
export async function createKnownCallers(needs: Needs): Promise<KnownCallers> {
  const { db, clock, listener } = needs;
  const known = new LRUCache<string, Known>({ max: REMEMBERED });
  /** Rises with each change: an answer of the database from before one is not kept. */
  let changes = 0;

  function forget(userId: number | null): void {
    changes += 1;
    for (const [place, { actor }] of [...known.entries()]) {
      if (userId === null || actor.userId === userId) known.delete(place);
    }
  }

  async function recall(kind: string, secret: string, ask: () => Promise<Omit<Known, 'askedAtMs'> | null>) {
    // By its hash, so that no comparison tells anything about the secret.
    const place = `${kind}:${Buffer.from(hashToken(secret)).toString('base64')}`;
    const askedAtMs = clock.now().getTime();
    const found = known.get(place);
    if (found !== undefined && isCurrent(found, askedAtMs)) return found.actor;
    const before = changes;
    const answer = await ask();
    if (answer === null) {
      known.delete(place);
      return { kind: 'nobody' as const };
    }
    if (before === changes && listener.isListening) known.set(place, { ...answer, askedAtMs });
    return answer.actor;
  }

  listener.onLost(() => forget(null));
  listener.onBack(() => forget(null));
  await listener.on(ACCESS_CHANNEL, (payload) => forget(payload === '' ? null : Number(payload)));
  return {
    ofSession: (cookie) =>
      recall('session', cookie, async () => {
        const actor = await actorOfSession(needs, db, cookie);
        return actor.kind === 'user' ? { actor, expiresAt: actor.expiresAt } : null;
      }),
    ofApiKey: (key) => recall('key', key, () => recogniseApiKey(needs, key)),
    forget,
  };
}

function isCurrent({ expiresAt, askedAtMs }: Known, nowMs: number): boolean {
  return nowMs - askedAtMs < REMEMBERED_MS && (expiresAt === null || expiresAt.getTime() > nowMs);
}
