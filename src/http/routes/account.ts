import { userIdOf } from '../../access/actor.ts';
import { changePassword } from '../../access/change-password.ts';
import { endSession, endSessions } from '../../access/end-sessions.ts';
import { IDLE_MS } from '../../access/session.ts';
import { listSessions, type SessionRecord } from '../../access/session-store.ts';
import * as contract from '../../contract/account.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';
import { forgetSession, visitorOf } from '../session-cookie.ts';
import { untilClosed } from '../until-closed.ts';

export function accountRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, clock } = needs;
  return [
    route(contract.changePassword, ({ body, actor, request, reply }) => {
      const given = { currentPassword: body.current_password ?? null, newPassword: body.new_password };
      return changePassword(needs, actor, given, visitorOf(request), untilClosed(reply));
    }),
    route(contract.listSessions, async ({ query, actor }) => {
      const userId = userIdOf(actor);
      // A key of the program itself has no user who could sign in.
      if (userId === null) return { items: [], next_cursor: null, ...(query.count ? { total: 0 } : {}) };
      const now = clock.now();
      const idleSince = new Date(now.getTime() - IDLE_MS);
      const current = actor.kind === 'user' ? actor.sessionId : null;
      const page = await listSessions(db, { ...query, userId, now, idleSince });
      return presentPage(page, (session) => presentSession(session, current));
    }),
    route(contract.endSession, ({ params, actor }) => endSession(needs, userIdOf(actor), params.id)),
    route(contract.endSessions, async ({ actor, request, reply }) => {
      const userId = userIdOf(actor);
      if (userId === null) return;
      await endSessions(needs, userId);
      forgetSession(needs, request, reply);
    }),
  ];
}

function presentSession(session: SessionRecord, current: number | null) {
  return {
    id: session.id,
    current: session.id === current,
    via: session.via,
    address: session.address,
    user_agent: session.user_agent,
    created_at: instant(session.created_at),
    seen_at: instant(session.seen_at),
    expires_at: instant(session.expires_at),
  };
}
