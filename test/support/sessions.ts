import { openSession } from '../../src/access/session.ts';
import { insertUser } from '../../src/access/user-store.ts';
import type { App } from '../../src/app.ts';
import type { Role } from '../../src/base/roles.ts';
import { SESSION_COOKIE } from '../../src/http/authenticate.ts';

type Program = Pick<App, 'db' | 'needs'>;

export const PASSWORD = 'correct horse battery';

/** Of PASSWORD. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$p8NKKCI4hZV6xHgjdDh2Lw$09dgHk9miDf1mKx7YPPlX1IKD78etY8HMnkJcwiWJPM';

/** The cookie of a session, as a browser sends it. */
export function sessionCookie(value: string): string {
  return `${SESSION_COOKIE}=${value}`;
}

/** A new user, signed in; they have no password. */
export async function signedIn(app: Program, name: string, role: Role): Promise<string> {
  return (await signIn(app, { name, role, passwordHash: null })).cookie;
}

/** A new administrator whose password is PASSWORD. */
export function signInAdministrator(app: Program, name: string) {
  return signIn(app, { name, role: 'administrator', passwordHash: PASSWORD_HASH });
}

function signIn(
  app: Program,
  given: { readonly name: string; readonly role: Role; readonly passwordHash: string | null },
) {
  return app.db.transaction().execute(async (tx) => {
    const user = await insertUser(tx, given);
    const { cookie } = await openSession(app.needs, tx, {
      user,
      via: 'password',
      address: null,
      userAgent: null,
    });
    const session = await tx
      .selectFrom('session')
      .select('id')
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow();
    return {
      name: given.name,
      cookie: sessionCookie(cookie),
      userId: user.id,
      sessionId: session.id,
    };
  });
}
