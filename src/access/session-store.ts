import type { Database, Tx } from '../platform/database.ts';
import { hashToken } from '../platform/signed-token.ts';
import type { User } from './user-store.ts';

export interface Session {
  readonly user: User;
  readonly expiresAt: Date;
  readonly seenAt: Date;
}

export async function insertSession(
  tx: Tx,
  session: { readonly token: string; readonly userId: number; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('session')
    .values({ token_hash: hashToken(session.token), user_id: session.userId, expires_at: session.expiresAt })
    .execute();
}

export async function findSession(db: Database, token: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.role', 'session.expires_at', 'session.seen_at'])
    .where('session.token_hash', '=', hashToken(token))
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, name, role, expires_at: expiresAt, seen_at: seenAt } = row;
  return { user: { id, name, role }, expiresAt, seenAt };
}

export async function touchSession(db: Database, token: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hashToken(token)).execute();
}

export async function deleteSession(db: Database, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute();
}

export async function deleteSessionsEndedBefore(db: Database, now: Date, idleSince: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) => where.or([where('expires_at', '<=', now), where('seen_at', '<=', idleSince)]))
    .execute();
}
