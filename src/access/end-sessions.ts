import { NotFound } from '../base/errors.ts';
import { type AccessNeeds, changeAccess } from './change-access.ts';
import { deleteSessionOf, deleteSessionsOf } from './session-store.ts';

/** Ends one session of a user. Throws NotFound, also where it is somebody else's. */
export async function endSession(
  needs: AccessNeeds,
  userId: number | null,
  sessionId: number,
): Promise<void> {
  await changeAccess(needs, async ({ tx, tell }) => {
    if (userId === null || !(await deleteSessionOf(tx, userId, sessionId)))
      throw new NotFound(`You have no session ${sessionId}.`);
    await tell(userId);
  });
}

/** Signs a user out everywhere. */
export async function endSessions(needs: AccessNeeds, userId: number): Promise<void> {
  await changeAccess(needs, async ({ tx, tell }) => {
    await deleteSessionsOf(tx, userId, null);
    await tell(userId);
  });
}
