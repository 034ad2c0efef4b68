import type { Database, Tx } from '../platform/database.ts';

interface IdentityKey {
  readonly issuer: string;
  readonly subject: string;
}

export async function findUserOfIdentity(
  db: Database,
  { issuer, subject }: IdentityKey,
): Promise<number | null> {
  const row = await db
    .selectFrom('user_identity')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** Whether somebody of this issuer is this user already. */
export async function hasIdentityOf(db: Database, userId: number, issuer: string): Promise<boolean> {
  const row = await db
    .selectFrom('user_identity')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertIdentity(
  tx: Tx,
  { issuer, subject, userId }: IdentityKey & { readonly userId: number },
): Promise<void> {
  await tx.insertInto('user_identity').values({ issuer, subject, user_id: userId }).execute();
}
