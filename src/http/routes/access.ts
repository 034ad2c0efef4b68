import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeSession, type OpenedSession } from '../../access/session.ts';
import { setUp } from '../../access/set-up.ts';
import { signIn } from '../../access/sign-in.ts';
import { hasAdministrator } from '../../access/user-store.ts';
import * as contract from '../../contract/access.ts';
import { SESSION_COOKIE } from '../authenticate.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant } from '../present.ts';
import { type Route, route } from '../route.ts';

export function accessRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, basePath } = needs;

  function keepSignedIn(
    request: FastifyRequest,
    reply: FastifyReply,
    { cookie, expiresAt }: OpenedSession,
  ): void {
    reply.setCookie(SESSION_COOKIE, cookie, {
      path: basePath,
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      expires: expiresAt,
    });
  }

  return [
    route(contract.setUpState, async () => ({ needed: !(await hasAdministrator(db)) })),
    route(contract.setUp, async ({ body, request, reply }) => {
      const { user, session } = await setUp(needs, body);
      keepSignedIn(request, reply, session);
      return user;
    }),
    route(contract.signIn, async ({ body, request, reply }) => {
      const { user, session } = await signIn(needs, body);
      keepSignedIn(request, reply, session);
      return user;
    }),
    route(contract.signOut, async ({ request, reply }) => {
      const cookie = request.cookies[SESSION_COOKIE];
      if (cookie !== undefined) await closeSession(needs, db, cookie);
      reply.clearCookie(SESSION_COOKIE, { path: basePath });
    }),
    route(contract.me, async ({ actor }) => ({
      user: actor.kind === 'user' ? { id: actor.userId, name: actor.name, role: actor.role } : null,
      via: actor.kind === 'user' ? ('session' as const) : ('api_key' as const),
      expires_at: actor.kind === 'user' ? instant(actor.expiresAt) : null,
    })),
  ];
}
