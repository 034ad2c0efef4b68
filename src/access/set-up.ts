import { type Clock, DAY_MS } from '../base/clock.ts';
import { Conflict, Unauthorized } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { randomToken, signToken, unsignToken } from '../platform/signed-token.ts';
import { hashPassword } from './password.ts';
import { type OpenedSession, openSession } from './session.ts';
import { deleteSetUpLink, replaceSetUpLink, takeSetUpLink } from './set-up-store.ts';
import { hasAdministrator, insertUser, type User } from './user-store.ts';

const LIFETIME_MS = DAY_MS;

interface Needs {
  readonly db: Database;
  readonly clock: Clock;
  readonly signingKey: string;
}

/** A new token for the set-up link, or null once there is an administrator; the link before it ends. */
export async function makeSetUpToken({ db, clock, signingKey }: Needs): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    if (await hasAdministrator(tx)) return null;
    const token = randomToken();
    await replaceSetUpLink(tx, { token, expiresAt: new Date(clock.now().getTime() + LIFETIME_MS) });
    return signToken(token, signingKey);
  });
}

/** Makes the first administrator and signs them in. The link ends with its first use; of two at once one wins. */
export async function setUp(
  needs: Needs,
  given: { readonly token: string; readonly name: string; readonly password: string },
): Promise<{ readonly user: User; readonly session: OpenedSession }> {
  const token = unsignToken(given.token, needs.signingKey);
  const passwordHash = await hashPassword(given.password);
  return needs.db.transaction().execute(async (tx) => {
    if (token === null || !(await takeSetUpLink(tx, token, needs.clock.now()))) {
      throw new Unauthorized(
        'This set-up link is not valid: it was used, is older than a day, or a newer start made another. Restart MAMcrawler for a new one.',
      );
    }
    if (await hasAdministrator(tx)) throw new Conflict('There is an administrator already: sign in.');
    const user = await insertUser(tx, { name: given.name, passwordHash, role: 'administrator' });
    await deleteSetUpLink(tx);
    return { user, session: await openSession(needs, tx, user) };
  });
}
