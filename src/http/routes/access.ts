import type { Actor } from '../../access/actor.ts';
import { permissionsOf } from '../../access/permissions.ts';
import { setUp } from '../../access/set-up.ts';
import { signIn } from '../../access/sign-in.ts';
import { signOut } from '../../access/sign-out.ts';
import { findUserById, hasAdministrator, type User } from '../../access/user-store.ts';
import * as contract from '../../contract/access.ts';
import type { Database } from '../../platform/database.ts';
import { SESSION_COOKIE } from '../authenticate.ts';
import type { HttpNeeds } from '../needs.ts';
import { onlyCookie } from '../only-cookie.ts';
import { instantOrNull } from '../present.ts';
import { type Route, route } from '../route.ts';
import { forgetSession, keepSignedIn, visitorOf } from '../session-cookie.ts';
import { untilClosed } from '../until-closed.ts';

export function accessRoutes(needs: HttpNeeds): readonly Route[] {
  const { db } = needs;
  return [
    route(contract.setUpState, async () => ({
      needed: !(await hasAdministrator(db)),
      oidc: needs.oidc === null ? null : { name: needs.oidc.name },
    })),
    route(contract.setUp, async ({ body, request, reply }) => {
      const admission = await setUp(needs, { ...body, ...visitorOf(request) });
      keepSignedIn(needs, request, reply, admission);
      return presentUser(admission.user);
    }),
    route(contract.signIn, async ({ body, request, reply }) => {
      const admission = await signIn(needs, body, visitorOf(request), untilClosed(reply));
      keepSignedIn(needs, request, reply, admission);
      return presentUser(admission.user);
    }),
    route(contract.signOut, async ({ request, reply }) => {
      const cookie = onlyCookie(request, SESSION_COOKIE);
      if (cookie !== null) await signOut(needs, cookie);
      forgetSession(needs, request, reply);
    }),
    route(contract.me, async ({ actor }) => ({
      user: await userOf(db, actor),
      via: actor.kind === 'user' ? ('session' as const) : ('api_key' as const),
      permissions: [...permissionsOf(actor)],
      expires_at: actor.kind === 'nobody' ? null : instantOrNull(actor.expiresAt),
    })),
  ];
}

/** A key of the program itself has none. */
async function userOf(db: Database, actor: Actor): Promise<User | null> {
  if (actor.kind === 'user') return { id: actor.userId, name: actor.name, role: actor.role };
  if (actor.kind === 'nobody' || actor.userId === null) return null;
  const user = await findUserById(db, actor.userId);
  return user === null ? null : presentUser(user);
}

function presentUser({ id, name, role }: User): User {
  return { id, name, role };
}
