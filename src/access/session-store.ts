import type { Page, PageRequest } from '../base/page.ts';
import type { Database, Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { hashToken } from '../platform/signed-token.ts';
import { lastSeen } from './last-seen.ts';
import type { User } from './user-store.ts';

export type SignInWay = 'password' | 'set_up' | 'oidc';

export interface NewSession {
  readonly token: string;
  readonly userId: number;
  readonly expiresAt: Date;
  readonly via: SignInWay;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface Session {
  readonly id: number;
  readonly user: User;
  readonly expiresAt: Date;
  readonly seenAt: Date;
}

/** A session as its user sees it. */
export interface SessionRecord {
  readonly id: number;
  readonly via: SignInWay;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
}

export async function insertSession(
  tx: Tx,
  { token, userId, expiresAt, userAgent, ...rest }: NewSession,
): Promise<number> {
  const { id } = await tx
    .insertInto('session')
    .values({
      ...rest,
      token_hash: hashToken(token),
      user_id: userId,
      expires_at: expiresAt,
      user_agent: userAgent,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** None of a user who may not come in. */
export async function findSession(db: Database, token: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.role'])
    .select(['session.id as session_id', 'session.expires_at', 'session.seen_at'])
    .where('session.token_hash', '=', hashToken(token))
    .where('session.expires_at', '>', now)
    .where('app_user.enabled', '=', true)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, name, role, session_id, expires_at: expiresAt, seen_at: seenAt } = row;
  return { id: session_id, user: { id, name, role }, expiresAt, seenAt };
}

/** When somebody signed in for it; null where it has ended. */
export async function sessionOpenedAt(db: Database, id: number): Promise<Date | null> {
  const row = await db.selectFrom('session').select('created_at').where('id', '=', id).executeTakeFirst();
  return row?.created_at ?? null;
}

/** Those that still live, newest first. */
export async function listSessions(
  db: Database,
  {
    userId,
    now,
    idleSince,
    ...page
  }: PageRequest & { readonly userId: number; readonly now: Date; readonly idleSince: Date },
): Promise<Page<SessionRecord>> {
  const living = db
    .selectFrom('session')
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', idleSince);
  const rows = living.select(['id', 'via', 'address', 'user_agent', 'created_at', 'seen_at', 'expires_at']);
  return await pageById(rows, 'id', 'desc', page, living);
}

export async function touchSession(db: Database, token: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hashToken(token)).execute();
}

/** Answers whose it was; null where there was none. */
export async function deleteSession(db: Database, token: string): Promise<number | null> {
  const row = await db
    .deleteFrom('session')
    .where('token_hash', '=', hashToken(token))
    .returning('user_id')
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** False where this user has no such session. */
export async function deleteSessionOf(tx: Tx, userId: number, id: number): Promise<boolean> {
  const row = await tx
    .deleteFrom('session')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All sessions of a user, but for one. */
export async function deleteSessionsOf(tx: Tx, userId: number, but: number | null): Promise<void> {
  let query = tx.deleteFrom('session').where('user_id', '=', userId);
  if (but !== null) query = query.where('id', '!=', but);
  await query.execute();
}

/** Keeps the sessions of a user that were used last. Answers whether others ended. */
export async function deleteSessionsBeyond(tx: Tx, userId: number, kept: number): Promise<boolean> {
  const ended = await tx
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', 'not in', lastSeen(tx, 'session', userId, kept))
    .returning('id')
    .execute();
  return ended.length > 0;
}

export async function deleteSessionsEndedBefore(db: Database, now: Date, idleSince: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) => where.or([where('expires_at', '<=', now), where('seen_at', '<=', idleSince)]))
    .execute();
}
