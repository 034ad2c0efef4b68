import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admission, Visitor } from '../access/admit-user.ts';
import { DEVICE_LIFETIME_MS } from '../access/known-device.ts';
import { SECOND_MS } from '../base/clock.ts';
import { SESSION_COOKIE } from './authenticate.ts';

/** By which a browser is known again whose user signed out. */
const DEVICE_COOKIE = 'mamcrawler_device';

/** Who asks to come in, with what their browser brought. */
export function visitorOf(request: FastifyRequest): Visitor {
  return {
    address: request.ip ?? null,
    userAgent: request.headers['user-agent'] ?? null,
    sessionCookie: request.cookies[SESSION_COOKIE] ?? null,
    deviceCookie: request.cookies[DEVICE_COOKIE] ?? null,
  };
}

/** Never within reach of a script, never in the clear behind TLS, never sent for a change that another site asks for. */
export function cookieOptions(request: FastifyRequest, path: string) {
  return { path, httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
}

/** Sets the cookies of somebody who came in. */
export function keepSignedIn(
  basePath: string,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, deviceCookie }: Admission,
): void {
  const options = cookieOptions(request, basePath);
  reply.setCookie(SESSION_COOKIE, session.cookie, { ...options, expires: session.expiresAt });
  reply.setCookie(DEVICE_COOKIE, deviceCookie, { ...options, maxAge: DEVICE_LIFETIME_MS / SECOND_MS });
}

/** Takes the session back; the browser stays known. */
export function forgetSession(basePath: string, request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, cookieOptions(request, basePath));
}
