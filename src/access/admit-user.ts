import type { Clock } from '../base/clock.ts';
import type { AccessChange } from './change-access.ts';
import { rememberDevice } from './known-device.ts';
import { recordAudit } from './record-audit.ts';
import { actorOf, closeSession, type OpenedSession, openSession, type SignInPlace } from './session.ts';
import type { SignInWay } from './session-store.ts';
import { noteSignIn, type User } from './user-store.ts';

interface Needs {
  readonly clock: Clock;
  readonly signingKey: string;
}

/** Whoever wants to come in, with what their browser brought. */
export interface Visitor extends SignInPlace {
  readonly sessionCookie: string | null;
  readonly deviceCookie: string | null;
}

export interface Admission {
  readonly user: User;
  readonly session: OpenedSession;
  /** The new value of the cookie by which the browser is known again. */
  readonly deviceCookie: string;
}

const ACTIONS = { password: 'signIn', set_up: 'setUp', oidc: 'finishOidc' } as const;

/**
 * Opens the session of a user who has shown who they are. The session that the browser came with ends: whoever knew its
 * cookie is not signed in by this.
 */
export async function admitUser(
  needs: Needs,
  change: AccessChange,
  { user, via, visitor }: { readonly user: User; readonly via: SignInWay; readonly visitor: Visitor },
): Promise<Admission> {
  const { tx } = change;
  const { address, userAgent, sessionCookie, deviceCookie } = visitor;
  if (sessionCookie !== null) await closeSession(needs, change, sessionCookie);
  const session = await openSession(needs, tx, { user, via, address, userAgent });
  await noteSignIn(tx, user.id, needs.clock.now());
  const remembered = await rememberDevice(tx, needs.clock, { cookie: deviceCookie, userId: user.id });
  await recordAudit(tx, {
    action: ACTIONS[via],
    outcome: 'done',
    actor: actorOf(user, session),
    address,
    subject: `users/${user.id}`,
  });
  return { user, session, deviceCookie: remembered };
}
