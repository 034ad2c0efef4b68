import { type Clock, DAY_MS, MINUTE_MS } from '../base/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken, signToken, unsignToken } from '../platform/signed-token.ts';
import type { Actor, UserActor } from './actor.ts';
import type { AccessChange } from './change-access.ts';
import {
  deleteSession,
  deleteSessionsBeyond,
  findSession,
  insertSession,
  type SignInWay,
  touchSession,
} from './session-store.ts';
import { tellAccessChanged } from './tell-access-changed.ts';
import type { User } from './user-store.ts';

/** A session ends at the latest after this, */
const LIFETIME_MS = 30 * DAY_MS;
/** and earlier where nothing was asked for so long. */
export const IDLE_MS = 7 * DAY_MS;
/** Of a user; those not used for longest end first. */
const SESSIONS_PER_USER = 100;
const MAX_USER_AGENT = 300;

interface Needs {
  readonly clock: Clock;
  /** JWT_SECRET_KEY: another one signs everybody out. */
  readonly signingKey: string;
}

/** From where somebody signs in. */
export interface SignInPlace {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface OpenedSession {
  readonly sessionId: number;
  /** The value of the cookie. */
  readonly cookie: string;
  readonly expiresAt: Date;
}

export async function openSession(
  { clock, signingKey }: Needs,
  tx: Tx,
  { user, userAgent, ...rest }: SignInPlace & { readonly user: User; readonly via: SignInWay },
): Promise<OpenedSession> {
  const token = randomToken();
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  const sessionId = await insertSession(tx, {
    ...rest,
    token,
    userId: user.id,
    expiresAt,
    userAgent: userAgent?.slice(0, MAX_USER_AGENT) ?? null,
  });
  if (await deleteSessionsBeyond(tx, user.id, SESSIONS_PER_USER)) await tellAccessChanged(tx, user.id);
  return { sessionId, cookie: signToken(token, signingKey), expiresAt };
}

/** Who stands behind a cookie; nobody where it is unknown, ended, disabled or signed with another key. */
export async function actorOfSession(
  { clock, signingKey }: Needs,
  db: Database,
  cookie: string,
): Promise<Actor> {
  const token = unsignToken(cookie, signingKey);
  const now = clock.now();
  const session = token === null ? null : await findSession(db, token, now);
  if (token === null || session === null) return { kind: 'nobody' };
  const idleMs = now.getTime() - session.seenAt.getTime();
  if (idleMs > IDLE_MS) return { kind: 'nobody' };
  if (idleMs > MINUTE_MS) await touchSession(db, token, now);
  return actorOf(session.user, { sessionId: session.id, expiresAt: session.expiresAt });
}

export function actorOf(
  user: User,
  { sessionId, expiresAt }: Pick<OpenedSession, 'sessionId' | 'expiresAt'>,
): UserActor {
  return { kind: 'user', userId: user.id, name: user.name, role: user.role, sessionId, expiresAt };
}

/** Ends the session of a cookie; nothing happens where there is none. */
export async function closeSession(
  { signingKey }: Pick<Needs, 'signingKey'>,
  { tx, tell }: AccessChange,
  cookie: string,
): Promise<void> {
  const token = unsignToken(cookie, signingKey);
  const userId = token === null ? null : await deleteSession(tx, token);
  if (userId !== null) await tell(userId);
}
