import { type Clock, DAY_MS } from '../base/clock.ts';
import { AppError, Conflict, Unauthorized } from '../base/errors.ts';
import type { Database, Tx } from '../platform/database.ts';
import { randomToken, signToken, unsignToken } from '../platform/signed-token.ts';
import { type Admission, admitUser, type Visitor } from './admit-user.ts';
import { recordAudit } from './audit.ts';
import type { Passwords } from './password.ts';
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
  needs: Needs & { readonly passwords: Passwords },
  given: SetUpInput,
): Promise<Admission> {
  const { db } = needs;
  try {
    // Before the password is computed, which is dear, for a link that is none.
    const token = unsignToken(given.token, needs.signingKey);
    if (token === null || !(await isSetUpLink(db, token, needs.clock.now())))
      throw new Unauthorized(NOT_VALID);
    const passwordHash = await needs.passwords.hash(given.password);
    return await db
      .transaction()
      .execute((tx) => makeAdministrator(needs, tx, { ...given, token, passwordHash }));
  } catch (error) {
    if (error instanceof AppError) {
      await recordAudit(db, {
        action: 'setUp',
        outcome: 'refused',
        actor: { kind: 'nobody' },
        address: given.address,
        subject: null,
      });
    }
    throw error;
  }
}

const NOT_VALID =
  'This set-up link is not valid: it was used, is older than a day, or a newer start made another. Restart MAMcrawler for a new one.';

async function makeAdministrator(
  needs: Needs,
  tx: Tx,
  given: SetUpInput & { readonly passwordHash: string },
): Promise<Admission> {
  const { name, passwordHash } = given;
  await lockUsers(tx);
  if (!(await takeSetUpLink(tx, given.token, needs.clock.now()))) throw new Unauthorized(NOT_VALID);
  if (await hasAdministrator(tx)) throw new Conflict('There is an administrator already: sign in.');
  const user = await insertUser(tx, { name, passwordHash, role: 'administrator' });
  await deleteSetUpLink(tx);
  return admitUser(needs, tx, { user, via: 'set_up', visitor: given });
}
