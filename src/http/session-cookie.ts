import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admission, Visitor } from '../access/admit-user.ts';
import { DEVICE_LIFETIME_MS } from '../access/known-device.ts';
import { SECOND_MS } from '../base/clock.ts';
import { addressOf } from './address-of.ts';
import { SESSION_COOKIE } from './authenticate.ts';
import type { HttpNeeds } from './needs.ts';
import { onlyCookie } from './only-cookie.ts';

/** By which a browser is known again whose user signed out. */
const DEVICE_COOKIE = 'mamcrawler_device';

/** Who asks to come in, with what their browser brought. */
export function visitorOf(request: FastifyRequest): Visitor {
  return {
    address: addressOf(request),
    userAgent: request.headers['user-agent'] ?? null,
    sessionCookie: onlyCookie(request, SESSION_COOKIE),
    deviceCookie: onlyCookie(request, DEVICE_COOKIE),
  };
}

/** Never within reach of a script, never in the clear behind TLS, never sent for a change that another site asks for. */
export function cookieOptions(
  { publicUrl }: Pick<HttpNeeds, 'publicUrl'>,
  { protocol }: FastifyRequest,
  path: string,
) {
  // A proxy that is not trusted may speak TLS all the same.
  const secure = protocol === 'https' || publicUrl?.startsWith('https:') === true;
  return { path, httpOnly: true, sameSite: 'lax', secure } as const;
}

type CookieNeeds = Pick<HttpNeeds, 'basePath' | 'publicUrl'>;

/** Sets the cookies of somebody who came in. */
export function keepSignedIn(
  needs: CookieNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, deviceCookie }: Admission,
): void {
  const options = cookieOptions(needs, request, needs.basePath);
  reply.setCookie(SESSION_COOKIE, session.cookie, { ...options, expires: session.expiresAt });
  reply.setCookie(DEVICE_COOKIE, deviceCookie, { ...options, maxAge: DEVICE_LIFETIME_MS / SECOND_MS });
}

/** Takes the session back; the browser stays known. */
export function forgetSession(needs: CookieNeeds, request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, cookieOptions(needs, request, needs.basePath));
}
