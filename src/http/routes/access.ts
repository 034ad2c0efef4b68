import type { FastifyReply } from 'fastify';
import type { Actor } from '../../access/actor.ts';
import { permissionsOf } from '../../access/permissions.ts';
import { closeSession } from '../../access/session.ts';
import { setUp } from '../../access/set-up.ts';
import { signIn } from '../../access/sign-in.ts';
import { findUserById, hasAdministrator, type User } from '../../access/user-store.ts';
import * as contract from '../../contract/access.ts';
import type { Database } from '../../platform/database.ts';
import { SESSION_COOKIE } from '../authenticate.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant } from '../present.ts';
import { type Route, route } from '../route.ts';
import { forgetSession, keepSignedIn, visitorOf } from '../session-cookie.ts';

export function accessRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, basePath } = needs;
  /** In this process at once, not only when the database tells of it. */
  function forgetCaller(actor: Actor): void {
    if (actor.kind === 'user') needs.knownCallers.forget(actor.userId);
  }

  return [
    route(contract.setUpState, async () => ({
      needed: !(await hasAdministrator(db)),
      oidc: needs.oidc === null ? null : { name: needs.oidc.name },
    })),
    route(contract.setUp, async ({ actor, body, request, reply }) => {
      const admission = await setUp(needs, { ...body, ...visitorOf(request) });
      forgetCaller(actor);
      keepSignedIn(basePath, request, reply, admission);
      return presentUser(admission.user);
    }),
    route(contract.signIn, async ({ actor, body, request, reply }) => {
      const admission = await signIn(needs, body, visitorOf(request), untilClosed(reply));
      forgetCaller(actor);
      keepSignedIn(basePath, request, reply, admission);
      return presentUser(admission.user);
    }),
    route(contract.signOut, async ({ actor, request, reply }) => {
      const cookie = request.cookies[SESSION_COOKIE];
      if (cookie !== undefined) await closeSession(needs, db, cookie);
      forgetCaller(actor);
      forgetSession(basePath, request, reply);
    }),
    route(contract.me, async ({ actor }) => ({
      user: await userOf(db, actor),
      via: actor.kind === 'user' ? ('session' as const) : ('api_key' as const),
      permissions: [...permissionsOf(actor)],
      expires_at: actor.kind === 'user' ? instant(actor.expiresAt) : null,
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

/** Ends what is done for an answer that nobody waits for any more. */
function untilClosed({ raw }: FastifyReply): AbortSignal {
  const closed = new AbortController();
  raw.once('close', () => closed.abort());
  return closed.signal;
}
