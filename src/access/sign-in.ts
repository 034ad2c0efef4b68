import type { Clock } from '../base/clock.ts';
import { Unauthorized } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { isPassword } from './password.ts';
import { type OpenedSession, openSession } from './session.ts';
import { findUserByName, type User } from './user-store.ts';

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly signingKey: string;
}

/** Opens a session. Throws Unauthorized, in the same words and time whether the name or the password is wrong. */
export async function signIn(
  needs: Needs,
  given: { readonly name: string; readonly password: string },
): Promise<{ readonly user: User; readonly session: OpenedSession }> {
  const found = await findUserByName(needs.db, given.name);
  const isRight = await isPassword(given.password, found?.passwordHash ?? null);
  if (found === null || !isRight) throw new Unauthorized('The name or the password is wrong.');
  const { passwordHash: _, ...user } = found;
  const session = await needs.db.transaction().execute((tx) => openSession(needs, tx, user));
  return { user, session };
}
