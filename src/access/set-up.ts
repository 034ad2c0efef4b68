import { type Clock, DAY_MS } from '../base/clock.ts';
import { AppError, Conflict, Unauthorized } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import { randomToken, signToken, unsignToken } from '../platform/signed-token.ts';
import { type Admission, admitUser, type Visitor } from './admit-user.ts';
import { type AccessChange, type AccessNeeds, changeAccess } from './change-access.ts';
import type { Passwords } from './password.ts';
import { recordAttempt } from './record-attempt.ts';
import { deleteSetUpLink, isSetUpLink, replaceSetUpLink, takeSetUpLink } from './set-up-store.ts';
import { hasAdministrator, insertUser, lockUsers } from './user-store.ts';

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

export interface SetUpInput extends Visitor {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** Makes the first administrator and signs them in. The link ends with its first use; of two at once one wins. */
export async function setUp(
  needs: Needs & AccessNeeds & { readonly passwords: Passwords },
  given: SetUpInput,
): Promise<Admission> {
  const token = unsignToken(given.token, needs.signingKey);
  // Not noted either: everybody can make one up.
  if (token === null) throw new Unauthorized(NOT_VALID);
  try {
    // Before the password is computed, which is dear, for a link that is none.
    if (!(await isSetUpLink(needs.db, token, needs.clock.now()))) throw new Unauthorized(NOT_VALID);
    const passwordHash = await needs.passwords.hash(given.password);
    return await changeAccess(needs, (change) =>
      makeAdministrator(needs, change, { ...given, token, passwordHash }),
    );
  } catch (error) {
    if (error instanceof AppError)
      await recordAttempt(needs, { action: 'setUp', address: given.address, subject: null }, { each: false });
    throw error;
  }
}

const NOT_VALID =
  'This set-up link is not valid: it was used, is older than a day, or a newer start made another. Restart MAMcrawler for a new one.';

async function makeAdministrator(
  needs: Needs,
  change: AccessChange,
  given: SetUpInput & { readonly passwordHash: string },
): Promise<Admission> {
  const { name, passwordHash } = given;
  const { tx } = change;
  await lockUsers(tx);
  if (!(await takeSetUpLink(tx, given.token, needs.clock.now()))) throw new Unauthorized(NOT_VALID);
  if (await hasAdministrator(tx)) throw new Conflict('There is an administrator already: sign in.');
  const user = await insertUser(tx, { name, passwordHash, role: 'administrator' });
  await deleteSetUpLink(tx);
  return admitUser(needs, change, { user, via: 'set_up', visitor: given });
}
