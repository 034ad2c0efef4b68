import type { Database, Tx } from '../platform/database.ts';
import { hashToken } from '../platform/signed-token.ts';

export async function replaceSetUpLink(
  tx: Tx,
  link: { readonly token: string; readonly expiresAt: Date },
): Promise<void> {
  const values = { token_hash: hashToken(link.token), expires_at: link.expiresAt };
  await tx
    .insertInto('setup_link')
    .values(values)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(values))
    .execute();
}

/** Whether this is the living link. */
export async function isSetUpLink(db: Database, token: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('setup_link')
    .select('only_row')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses the link up; false where this is not the living one. */
export async function takeSetUpLink(tx: Tx, token: string, now: Date): Promise<boolean> {
  const taken = await tx
    .deleteFrom('setup_link')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .returning('only_row')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function deleteSetUpLink(tx: Tx): Promise<void> {
  await tx.deleteFrom('setup_link').execute();
}
