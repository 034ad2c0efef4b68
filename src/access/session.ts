import { type Clock, DAY_MS, MINUTE_MS } from '../base/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken, signToken, unsignToken } from '../platform/signed-token.ts';
import type { Actor } from './actor.ts';
import { deleteSession, findSession, insertSession, touchSession } from './session-store.ts';
import type { User } from './user-store.ts';

/** A session ends at the latest after this, */
const LIFETIME_MS = 30 * DAY_MS;
/** and earlier where nothing was asked for so long. */
export const IDLE_MS = 7 * DAY_MS;

interface Needs {
  readonly clock: Clock;
  /** JWT_SECRET_KEY: another one signs everybody out. */
  readonly signingKey: string;
}

export interface OpenedSession {
  /** The value of the cookie. */
  readonly cookie: string;
  readonly expiresAt: Date;
}

export async function openSession({ clock, signingKey }: Needs, tx: Tx, user: User): Promise<OpenedSession> {
  const token = randomToken();
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  await insertSession(tx, { token, userId: user.id, expiresAt });
  return { cookie: signToken(token, signingKey), expiresAt };
}

/** Who stands behind a cookie; nobody where it is unknown, ended or signed with another key. */
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
  const { user, expiresAt } = session;
  return { kind: 'user', userId: user.id, name: user.name, role: user.role, expiresAt };
}

export async function closeSession(
  { signingKey }: Pick<Needs, 'signingKey'>,
  db: Database,
  cookie: string,
): Promise<void> {
  const token = unsignToken(cookie, signingKey);
  if (token !== null) await deleteSession(db, token);
}
