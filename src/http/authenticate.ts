import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import type { KnownCallers } from '../access/known-callers.ts';
import { Forbidden } from '../base/errors.ts';
import { onlyCookie } from './only-cookie.ts';

export const SESSION_COOKIE = 'mamcrawler_session';

/** Who asks: by API key where one is sent, else by session cookie. */
export async function authenticate(
  { knownCallers }: { readonly knownCallers: KnownCallers },
  request: FastifyRequest,
): Promise<Actor> {
  const key = apiKeyOf(request);
  if (key !== null) return knownCallers.ofApiKey(key);
  const cookie = onlyCookie(request, SESSION_COOKIE);
  return cookie === null ? { kind: 'nobody' } : knownCallers.ofSession(cookie);
}

/** Whether it brings a key that this process does not remember, be it a good one or not. */
export function bringsUnknownKey(
  { knownCallers }: { readonly knownCallers: KnownCallers },
  request: FastifyRequest,
): boolean {
  const key = apiKeyOf(request);
  return key !== null && !knownCallers.remembersApiKey(key);
}

function apiKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? null;
}

/**
 * A browser says from which site a request comes: a change must come from our own pages or from those of an origin in
 * CORS_ORIGINS. Signing in is a change too. A key is no forgery: no browser sends one by itself. Throws Forbidden.
 */
export function refuseForgery(request: FastifyRequest, corsOrigins: readonly string[]): void {
  const { method, headers, host } = request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || apiKeyOf(request) !== null) return;
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && corsOrigins.includes(origin)) return;
  const fromHere =
    site === undefined
      ? origin === undefined || hostOf(origin) === host
      : site === 'same-origin' || site === 'none';
  if (!fromHere) throw new Forbidden('This change was asked for by another site.');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
