import { NotFound } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { deleteSessionOf, deleteSessionsOf } from './session-store.ts';
import { tellAccessChanged } from './tell-access-changed.ts';

/** Ends one session of a user. Throws NotFound, also where it is somebody else's. */
export async function endSession(
  { db }: { readonly db: Database },
  userId: number | null,
  sessionId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (userId === null || !(await deleteSessionOf(tx, userId, sessionId)))
      throw new NotFound(`You have no session ${sessionId}.`);
    await tellAccessChanged(tx, userId);
  });
}

/** Signs a user out everywhere. */
export async function endSessions({ db }: { readonly db: Database }, userId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await deleteSessionsOf(tx, userId, null);
    await tellAccessChanged(tx, userId);
  });
}
